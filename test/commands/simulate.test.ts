import { describe, expect, test } from 'vitest';
import { simulate } from '../../src/commands/simulate.ts';
import type { SimulateOptions } from '../../src/commands/simulate.ts';
import { EXIT } from '../../src/model/world.ts';
import { simulate as flow } from '../../src/sandbox/data-plane/simulation.ts';
import { EXAMPLE } from '../sandbox/data-plane/flow.ts';
import { testWorld } from '../world.ts';

const OPTIONS: SimulateOptions = {
  folder: 'profiles',
  devices: 20,
  hours: 2,
  seed: 7,
  isApplied: false,
};

/** A world whose sandbox lets metrics flow, as the program's own does. */
function flowing(files: Readonly<Record<string, string>> = EXAMPLE) {
  const world = testWorld(files);
  const begin = Date.UTC(2026, 10, 22);
  const run: NonNullable<typeof world.simulate> = ({ name, account, region }, { day: _day, ...choice }) =>
    flow(world.sandbox.state, { target: name, account, region, begin, ...choice });
  return { ...world, simulate: run };
}

/** Another zlib may compress a byte better. */
const withoutSizes = (text: string): string =>
  text
    .replace(/(objects +\d+), [\d,]+ bytes/, '$1, some bytes')
    .replace(/(\d objects of) [\d,]+ bytes/, '$1 some bytes');

const edited = (find: string, replacement: string) => ({
  ...EXAMPLE,
  'profiles/soundbox.yaml': (EXAMPLE['profiles/soundbox.yaml'] ?? '').replace(find, () => replacement),
});

describe('simulate', () => {
  test('applies without a word and says what flowed', async () => {
    const world = flowing();
    expect(await simulate(world, OPTIONS)).toBe(EXIT.fine);
    await expect(withoutSizes(world.printed())).toMatchFileSnapshot('../golden/simulation.txt');
    expect(world.sandbox.calls.some(({ operation }) => operation === 'CreateSecurityProfile')).toBe(true);
  });

  test('fails where data points are lost, and says where', async () => {
    const world = flowing(edited('awsIotSqlVersion:', 'ruleDisabled: true\n    awsIotSqlVersion:'));
    expect(await simulate(world, OPTIONS)).toBe(EXIT.failed);
    await expect(withoutSizes(world.printed())).toMatchFileSnapshot('../golden/simulation-lost.txt');
  });

  test('tells problems of the profiles first', async () => {
    const world = flowing(edited('metricType: number', 'metricType: numbr'));
    expect(await simulate(world, OPTIONS)).toBe(EXIT.invalid);
    expect(world.printed()).toContain('DG1103');
    expect(world.sandbox.calls).toEqual([]);
  });

  test('takes what a sandbox holds for applied where it is told to', async () => {
    const world = flowing();
    expect(await simulate(world, { ...OPTIONS, isApplied: true })).toBe(EXIT.fine);
    expect(world.printed()).toMatch(/reported +0 data points/);
    expect(world.sandbox.calls).toEqual([]);
  });
});
