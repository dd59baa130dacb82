import { expect, test } from 'vitest';
import type { Cost, Range } from '../../../src/model/impact/cost.ts';
import { differenceText } from '../../../src/render/words/cost.ts';

const cost = (before: Range, after: Range, more: Partial<Cost> = {}): Cost => ({
  lines: [],
  total: { before, after },
  currency: 'USD',
  sources: [],
  assumptions: [],
  notes: [],
  ...more,
});
const exactly = (money: number): Range => ({ low: money, high: money });
const { total: _, currency: __, ...unpriced } = cost(exactly(1), exactly(2));
const unknown: Cost['lines'] = [{ part: 'messages', units: { before: exactly(1), after: exactly(2) } }];

test.each<[reason: string, costs: Cost[], told: string | undefined]>([
  ['what is created', [cost(exactly(0), exactly(12.4))], 'USD 12.40 more a month'],
  ['what is deleted', [cost(exactly(12.4), exactly(0))], 'USD 12.40 less a month'],
  [
    'both at the least or both at the most: how AWS batches does not change with the plan',
    [cost({ low: 10, high: 30 }, { low: 12, high: 36 })],
    'USD 2.00 to 6.00 more a month',
  ],
  [
    'a saving, from the least to the most',
    [cost({ low: 12, high: 36 }, { low: 10, high: 30 })],
    'USD 2.00 to 6.00 less a month',
  ],
  [
    'what may go either way',
    [cost({ low: 10, high: 30 }, { low: 7, high: 38 })],
    'USD 3.00 less to USD 8.00 more a month',
  ],
  ['what is not worth a cent', [cost(exactly(1), exactly(1.001))], 'USD 0.00 more or less a month'],
  ['several targets, added up', [cost(exactly(0), exactly(5)), cost(exactly(3), exactly(1))], 'USD 3.00 more a month'],
  [
    'several currencies, each on its own',
    [cost(exactly(0), exactly(5)), cost(exactly(0), exactly(7), { currency: 'CNY' })],
    'USD 5.00 more and CNY 7.00 more a month',
  ],
  [
    'what has no price is named',
    [cost(exactly(0), exactly(5), { lines: unknown })],
    'USD 5.00 more a month, without messages of 5 KB (price not known)',
  ],
  [
    'also where it is of a target without any price',
    [cost(exactly(0), exactly(5)), { ...unpriced, lines: unknown }],
    'USD 5.00 more a month, without messages of 5 KB (price not known)',
  ],
  ['nothing where nothing has a price', [{ ...unpriced, lines: unknown }], undefined],
  ['nothing where nothing is paid for', [], undefined],
])('%s', (_reason, costs, told) => {
  expect(differenceText(costs)).toBe(told);
});
