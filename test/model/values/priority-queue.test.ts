import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPriorityQueue } from '../../../src/model/values/priority-queue.ts';

describe('a priority queue', () => {
  test('gives back what was added as a list does that is sorted after each addition, equals in their order', () => {
    const steps = fc.array(fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (all) => {
        const queue = createPriorityQueue<{ rank: number; nth: number }>((one, other) => one.rank < other.rank);
        let list: { rank: number; nth: number }[] = [];
        for (const [nth, rank] of all.entries()) {
          if (rank === undefined) expect(queue.take()).toEqual(list.shift());
          else {
            queue.add({ rank, nth });
            list = [...list, { rank, nth }].sort((one, other) => one.rank - other.rank || one.nth - other.nth);
          }
          expect([queue.size(), queue.first()]).toEqual([list.length, list[0]]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
