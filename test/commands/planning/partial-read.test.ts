import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply } from '../../../src/commands/apply.ts';
import { EXIT } from '../../../src/model/world.ts';
import { regionOf } from '../../../src/sandbox/state.ts';
import { planned, TARGET, testWorld } from '../../world.ts';
import type { TestWorld } from '../../world.ts';

const SETTINGS =
  'targets: { production: { account: "111122223333", region: ap-south-1 } }\nlimits: { deletes: 99, deletePercent: 100 }\n';
const CHOICE = { folder: 'profiles', only: [], accept: [] };

/** An account as one version of the profiles says, and another version in the files. */
async function changed(before: string, after: string): Promise<TestWorld> {
  const world = testWorld({ 'profiles/a.yaml': SETTINGS + before });
  expect(await apply(world, CHOICE), world.printed()).toBe(EXIT.fine);
  world.disk.set('profiles/a.yaml', SETTINGS + after);
  world.printed();
  world.sandbox.calls.length = 0;
  return { ...world, profilesBefore: async () => new Map([['profiles/a.yaml', SETTINGS + before]]) };
}

async function documentOf(world: TestWorld, more: object) {
  await planned(world, { format: 'json', ...more });
  const { targets } = JSON.parse(world.printed()) as {
    targets: { digest: string; changes: { address: string }[]; hazards: unknown[]; part?: object }[];
  };
  return targets[0];
}

const METRICS =
  'customMetrics: { one: { metricType: number }, two: { metricType: number }, three: { metricType: number } }\n';

describe('a plan of what changed only', () => {
  test('reads nothing else, and says so', async () => {
    const world = await changed(METRICS, METRICS.replace('two: {', 'two: { displayName: Two,'));
    regionOf(world.sandbox.state, TARGET.account, TARGET.region).customMetrics['three']!.displayName = 'drift';
    expect(await planned(world, { onlyChanged: 'main' })).toBe(EXIT.changes);
    expect(world.sandbox.calls.map(({ operation }) => operation)).toEqual([
      'GetCallerIdentity',
      'DescribeCustomMetric',
      'ListTagsForResource',
    ]);
    const text = world.printed();
    expect(text).toContain('1 to update');
    expect(text).toContain(
      'Read 1 of 3 resources: what the profiles want otherwise than before. Drift elsewhere is not shown.',
    );
    expect(text).not.toContain('three');
    expect(await documentOf(world, { onlyChanged: 'main' })).toMatchObject({ part: { read: 1, of: 3 } });
  });

  test('finds what is to be deleted by what was declared before', async () => {
    const world = await changed(METRICS, METRICS.replace(', two: { metricType: number }', ''));
    const plan = await documentOf(world, { onlyChanged: 'main' });
    expect(plan?.changes).toMatchObject([{ action: 'delete', address: 'CustomMetric/two' }]);
    expect(plan).toMatchObject({ part: { read: 1, of: 3 } });
  });

  test.for([
    {
      before: 'customMetrics: {}\n',
      after: 'customMetrics: {}\ndimensions: {}\n',
      reason: 'a section is complete from now on',
    },
    { before: METRICS, after: `owner: me\n${METRICS}`, reason: 'another owner' },
    {
      before: METRICS,
      after: METRICS.replace('two: {', 'two: { displayName: Two,'),
      was: SETTINGS + METRICS.replace('one: { metricType: number }', 'one: { metricType: nmber }'),
      reason: 'the profiles were broken',
    },
    {
      before: METRICS,
      after: METRICS,
      was: `targets: { staging: { account: "111122223333", region: ap-south-1 } }\n${METRICS}`,
      reason: 'the target is new',
    },
  ])('reads everything after all: $reason', async ({ before, after, was }) => {
    const known = await changed(before, after);
    const texts = was === undefined ? undefined : new Map([['profiles/a.yaml', was]]);
    const world = texts === undefined ? known : { ...known, profilesBefore: async () => texts };
    expect(await documentOf(world, { onlyChanged: 'main' })).not.toHaveProperty('part');
    expect(world.sandbox.calls.map(({ operation }) => operation)).toContain('ListCustomMetrics');
  });

  test('looks for what a changed resource refers to and no file declares', async () => {
    const profile = (metric: string): string =>
      `securityProfiles: { A: { behaviors: [{ name: b, metric: ${metric}, criteria: { comparisonOperator: greater-than, value: { ${metric === 'theirs' ? 'number' : 'count'}: 1 }, durationSeconds: 300 } }] } }\n`;
    const world = await changed(profile('aws:num-disconnects'), profile('theirs'));
    expect(await planned(world, { onlyChanged: 'main' })).toBe(EXIT.invalid);
    expect(world.printed()).toMatch(/DG3001|refers to CustomMetric\/theirs/);
  });
});

const metric = fc.record({
  type: fc.constantFrom('number', 'string-list'),
  text: fc.constantFrom('', 'a', 'b'),
  team: fc.boolean(),
});
const profile = fc.record({
  description: fc.constantFrom('x', 'y'),
  target: fc.constantFrom('soundboxes', 'pilots'),
  uses: fc.nat(3),
});
const profiles = fc.record({
  metrics: fc.array(fc.option(metric, { freq: 4 }), { minLength: 4, maxLength: 4 }),
  profiles: fc.array(fc.option(profile, { freq: 4 }), { minLength: 3, maxLength: 3 }),
});

function yamlOf(one: typeof profiles extends fc.Arbitrary<infer Value> ? Value : never): string {
  const metrics = one.metrics.flatMap((given, index) =>
    given === null
      ? []
      : [
          `  m${index}: { metricType: ${given.type}, displayName: "${given.text}", tags: ${given.team ? '{ team: a }' : '{}'} }`,
        ],
  );
  const all = one.profiles.flatMap((given, index) => {
    if (given === null) return [];
    const used = one.metrics[given.uses];
    const value =
      used?.type === 'number'
        ? 'comparisonOperator: greater-than, value: { number: 1 }, durationSeconds: 300'
        : 'comparisonOperator: in-set, value: { strings: [a] }';
    const behaviors =
      used === null || used === undefined
        ? ''
        : `, behaviors: [{ name: b, metric: m${given.uses}, criteria: { ${value} } }]`;
    return [`  P${index}: { description: ${given.description}, targets: [thinggroup/${given.target}]${behaviors} }`];
  });
  return `customMetrics: { always: { metricType: number } }\nsecurityProfiles: { Always: { description: x } }\n`
    .replace('{ always: { metricType: number } }', `\n  always: { metricType: number }\n${metrics.join('\n')}`)
    .replace('{ Always: { description: x } }', `\n  Always: { description: x }\n${all.join('\n')}`);
}

test('where nothing has drifted, a plan of what changed only is the plan', async () => {
  let parts = 0;
  await fc.assert(
    fc.asyncProperty(profiles, profiles, async (before, after) => {
      const world = await changed(yamlOf(before), yamlOf(after));
      const [part, whole] = [await documentOf(world, { onlyChanged: 'main' }), await documentOf(world, {})];
      if (part?.part !== undefined) parts += 1;
      expect(part?.digest).toBe(whole?.digest);
      expect(part?.changes).toEqual(whole?.changes);
      expect(part?.hazards).toEqual(whole?.hazards);
    }),
    { numRuns: 25 },
  );
  expect(parts).toBe(25);
});
