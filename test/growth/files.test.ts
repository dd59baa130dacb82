import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planFor } from '../../src/commands/planning/plan-targets.ts';
import { loadingProfiles } from '../../src/commands/planning/profiles.ts';
import { finish } from '../../src/model/steps.ts';
import { nameOf } from '../../src/model/address.ts';
import { renderProblems } from '../../src/render/terminal/problems.ts';
import { renderPlan } from '../../src/render/terminal/plan.ts';
import { reviewOf } from '../render/fixtures/plans.ts';
import { testWorld } from '../world.ts';
import { steep } from './growth.ts';
import type { OperationCounter, OperationsOf } from './operations.ts';
import { openCounter } from './operations.ts';

const SIZES = [40, 80, 160];
const STYLE = { color: false, width: 100 };
const SETTINGS = 'targets: { production: { account: "111122223333", region: eu-west-1 } }\nowner: acme/iot\n';

const lines = (count: number, line: (nth: number) => string): string =>
  `${Array.from({ length: count }, (_, nth) => line(nth)).join('\n')}\n`;
const metrics = (count: number, type = 'number'): string =>
  `customMetrics:\n${lines(count, (nth) => `  m${nth}: { metricType: ${type} }`)}`;

const rows: { reason: string; file: (count: number) => string }[] = [
  { reason: 'names in a section', file: metrics },
  { reason: 'names in a file with an anchor', file: (count) => `x: &a 1\n${metrics(count)}` },
  { reason: 'one name again and again', file: (count) => `customMetrics:\n${lines(count, () => '  m: {}')}` },
  { reason: 'values that are wrong', file: (count) => metrics(count, 'nummer') },
  { reason: 'sections that are unknown', file: (count) => lines(count, (nth) => `s${1000 + nth}: 1`) },
  {
    reason: 'members that are unknown',
    file: (count) => `customMetrics:\n  m:\n    metricType: number\n${lines(count, (nth) => `    x${1000 + nth}: 1`)}`,
  },
  {
    reason: 'topics without a rule',
    file: (count) => `rules: {}\ntopics:\n${lines(count, (nth) => `  t${nth}: { basicIngest: r${nth} }`)}`,
  },
  {
    reason: 'targets of a profile',
    file: (count) => `securityProfiles:\n  P:\n    targets:\n${lines(count, (nth) => `      - thinggroup/g${nth}`)}`,
  },
  {
    reason: 'profiles and what they refer to',
    file: (count) =>
      `${metrics(count / 2)}securityProfiles:\n${lines(count / 2, (nth) => `  P${nth}: { retainedMetrics: [m${nth}] }`)}`,
  },
  {
    reason: 'what is left to others and declared',
    file: (count) => `elsewhere:\n${lines(count, (nth) => `  - CustomMetric/m${nth}`)}${metrics(count)}`,
  },
  { reason: 'brackets that are never closed', file: (count) => `a: [${lines(count, () => '[')}` },
];

/** Reads, checks, plans to create, keep and delete everything, and tells. */
function work(file: string): void {
  const loaded = finish(
    loadingProfiles(testWorld({ 'profiles/settings.yaml': SETTINGS, 'profiles/a.yaml': file }), 'profiles'),
  );
  const [target] = loaded.targets;
  if (loaded.problems.length > 0 || target === undefined) renderProblems(loaded.problems, loaded.texts, STYLE);
  else {
    const { resources } = target.desired;
    const live = new Map(
      [...resources].map(([address, { spec }]) => [address, { name: nameOf(address), arn: address, spec }]),
    );
    const nothing = { ...target, desired: { ...target.desired, resources: new Map() } };
    renderPlan(reviewOf(planFor(loaded, target, new Map()).plan), STYLE);
    renderPlan(reviewOf(planFor(loaded, target, live).plan), STYLE);
    renderPlan(reviewOf(planFor(loaded, nothing, live).plan), STYLE);
  }
}

describe('twice as much is at most about twice the work', () => {
  let counter: OperationCounter;
  beforeAll(async () => {
    counter = await openCounter();
    for (const { file } of rows) work(file(8));
  });
  afterAll(() => counter.close());

  test.each(rows)('$reason', async ({ file }) => {
    const counts: OperationsOf[] = [];
    for (const size of SIZES) counts.push(await counter.count(() => work(file(size))));
    expect(steep(counts, SIZES.at(-1) ?? 0)).toEqual([]);
  });
});
