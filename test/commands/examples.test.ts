import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { AUDIT_CHECKS } from '../../src/catalogue/audit-checks.ts';
import { apply } from '../../src/commands/apply.ts';
import { graph } from '../../src/commands/graph.ts';
import { validate } from '../../src/commands/validate.ts';
import { EXIT } from '../../src/model/world.ts';
import { addThingGroup, planned, TARGET, testWorld } from '../world.ts';
import type { TestWorld } from '../world.ts';

const root = new URL('../../examples/', import.meta.url);

/** Examples that are folders of profiles, with the last thing that metrics reach, where any do. */
const EXAMPLES: readonly { example: string; target?: string; ends: string }[] = [
  { example: 'audit', ends: 'digraph' },
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

const textOf = (file: string): string => readFileSync(new URL(file, root), 'utf8');

test('the example audit is what `init --audit` writes', () => {
  const below = (text: string): string => text.slice(text.indexOf('\n'));
  expect(below(textOf('audit/audit.yaml'))).toBe(below(textOf('../templates/profiles/audit.yaml')));
});

test('the example audit enables every check that AWS documents, and its audit runs each', () => {
  const { auditConfiguration, scheduledAudits } = parse(textOf('audit/audit.yaml'));
  const names = Object.keys(AUDIT_CHECKS).toSorted();
  expect(Object.keys(auditConfiguration.auditCheckConfigurations).toSorted()).toEqual(names);
  expect(scheduledAudits.Weekly.targetCheckNames.toSorted()).toEqual(names);
});

test('the exception of the example audit is told before it runs out, and asks then to be removed', async () => {
  const files = { 'profiles/a.yaml': textOf('audit/defender.yaml') + textOf('audit/audit.yaml') };
  const [soon, gone] = ['2027-03-02', '2027-04-01'].map((today) => ({ ...testWorld(files), today }));
  expect(await validate(soon as TestWorld, { folder: 'profiles' })).toBe(EXIT.fine);
  expect((soon as TestWorld).printed()).toContain('runs out on 2027-03-31');
  expect(await validate(gone as TestWorld, { folder: 'profiles' })).toBe(EXIT.invalid);
});
