import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { graph } from '../../src/commands/graph.ts';
import { validate } from '../../src/commands/validate.ts';
import { EXIT } from '../../src/model/world.ts';
import { addThingGroup, planned, TARGET, testWorld } from '../world.ts';

const root = new URL('../../examples/', import.meta.url);

/** Examples that are folders of profiles, with the last thing that metrics reach. */
const EXAMPLES: readonly { example: string; target?: string; ends: string }[] = [
  { example: 'splunk', ends: 'splunk https://http-inputs-firehose-acme.splunkcloud.com:443' },
  { example: 'targets', target: 'staging', ends: 'acme-lake-staging' },
];

test('are all here', () => {
  const folders = readdirSync(root).filter((name) => readdirSync(new URL(`${name}/`, root)).includes('defender.yaml'));
  expect(EXAMPLES.map(({ example }) => example)).toEqual(folders.toSorted());
});

test.each(EXAMPLES)(
  'the example $example is sound, can be applied, and ends in $ends',
  async ({ example, target, ends }) => {
    const folder = new URL(`${example}/`, root);
    const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
    const world = testWorld(
      Object.fromEntries(files.map((file) => [`profiles/${file}`, readFileSync(new URL(file, folder), 'utf8')])),
    );
    for (const account of ['111122223333', '444455556666'])
      for (const name of ['chargers', 'chargers-trial'])
        addThingGroup(world.sandbox, { ...TARGET, account, region: 'eu-west-1' }, name);
    const options = { folder: 'profiles', accept: [], only: [], detailedExitcode: true };
    expect(await validate(world, { folder: 'profiles' })).toBe(EXIT.fine);
    expect(world.printed()).toContain('No problems');
    expect(await apply(world, options), world.printed()).toBe(EXIT.fine);
    expect(await planned(world, options)).toBe(EXIT.fine);
    world.printed();
    await graph(world, { folder: 'profiles', ...(target !== undefined && { target }), format: 'dot' });
    expect(world.printed()).toContain(ends);
  },
);
