import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cost } from '../../src/commands/cost.ts';
import { graph } from '../../src/commands/graph.ts';
import { costDocumentSchema } from '../../src/render/json/cost.ts';
import { testWorld } from '../world.ts';

const read = (file: string): string => readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8');
const EXAMPLE = {
  'profiles/defender.yaml': read('profiles/defender.yaml'),
  'profiles/soundbox.yaml': read('profiles/soundbox.yaml'),
};
const golden = (name: string): string => resolve(import.meta.dirname, '../golden', name);

describe('graph', () => {
  test.each(['mermaid', 'dot', 'svg'] as const)('draws the example as %s', async (format) => {
    const world = testWorld(EXAMPLE);
    expect(await graph(world, { folder: 'profiles', format })).toBe(0);
    await expect(world.printed()).toMatchFileSnapshot(
      format === 'svg' ? resolve(import.meta.dirname, '../../docs/images/data-path.svg') : golden(`graph.${format}`),
    );
  });

  test('writes to a file', async () => {
    const world = testWorld(EXAMPLE);
    await graph(world, { folder: 'profiles', out: 'path.mmd' });
    expect(world.disk.get('path.mmd')).toMatch(/^flowchart LR\n/);
    expect(world.printed()).toBe('');
  });

  test('of several targets one has to be named', async () => {
    const two = EXAMPLE['profiles/defender.yaml'].replace(
      'targets:\n',
      'targets:\n  pilot: { account: "111122223333", region: eu-west-1, variables: { lake: x } }\n',
    );
    const world = testWorld({ ...EXAMPLE, 'profiles/defender.yaml': two });
    await expect(graph(world, { folder: 'profiles' })).rejects.toMatchObject({
      message: 'graph needs one target, and the settings have several.',
    });
    expect(await graph(world, { folder: 'profiles', target: 'production' })).toBe(0);
  });
});

describe('cost', () => {
  const priced = `${EXAMPLE['profiles/defender.yaml']}
usage: { devices: { thinggroup/soundboxes: 40000 }, valuesPerMessage: 100 }
`;

  test('estimates the example by the usage in the settings and the prices of its region', async () => {
    const world = testWorld({ ...EXAMPLE, 'profiles/defender.yaml': priced });
    expect(await cost(world, { folder: 'profiles' })).toBe(0);
    await expect(world.printed()).toMatchFileSnapshot(golden('cost.txt'));
  });

  test('prints the same for machines', async () => {
    const world = testWorld({ ...EXAMPLE, 'profiles/defender.yaml': priced });
    await cost(world, { folder: 'profiles', format: 'json' });
    const document = JSON.parse(world.printed());
    const isValid = new Ajv2020({ strict: true }).compile(costDocumentSchema);
    expect(isValid(document), JSON.stringify(isValid.errors)).toBe(true);
    expect(document.targets).toMatchObject([
      { target: 'production', cost: { currency: 'USD', total: { after: { low: expect.any(Number) } } } },
    ]);
  });

  test('usage that says nothing that there is, is a problem', async () => {
    const world = testWorld({
      ...EXAMPLE,
      'profiles/defender.yaml': priced.replace('thinggroup/soundboxes: 40000', 'soundboxes: 40000'),
    });
    expect(await cost(world, { folder: 'profiles' })).toBe(3);
    expect(world.printed()).toContain('profiles/defender.yaml:');
  });
});
