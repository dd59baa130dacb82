import { expect, test } from 'vitest';
import { isEqual } from '../../src/model/values/json.ts';
import { steep, testGrowth } from './growth.ts';
import type { OperationsOf } from './operations.ts';
import { openCounter } from './operations.ts';

testGrowth([
  {
    large: 'resources, files, topics and rules',
    world: 'mixed',
    sizes: [40, 80, 160],
    by: ['validate', 'plan that creates', 'cost'],
  },
]);

test.each([
  {
    reason: 'by a function of ours',
    compare: (one: number, other: number) => isEqual([one], [other]),
    finds: /^isEqual in src\/model\/values\/json\.ts/,
  },
  { reason: 'by a built-in one', compare: undefined, finds: /^Array includes: / },
])('to compare each with each is found: $reason', async ({ compare, finds }) => {
  const counter = await openCounter();
  const counts: OperationsOf[] = [];
  for (const size of [40, 80, 160]) {
    const list = Array.from({ length: size }, (_, nth) => nth);
    const work = (): boolean =>
      list.every((one) => (compare === undefined ? !list.includes(-1) : list.filter((other) => compare(one, other))));
    counts.push(await counter.count(work));
  }
  counter.close();
  expect(steep(counts, 160)).toContainEqual(expect.stringMatching(finds));
});
