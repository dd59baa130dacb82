import fc from 'fast-check';
import { test } from 'vitest';
import { anySteps, orderlySteps, walk } from './gate-model.ts';

/** A few sequences here, thousands in the long test. */
const RUNS = { numRuns: 4 };

test('whoever keeps to the rules gets what the tip wants, in whatever order runs come', async () => {
  await fc.assert(
    fc.asyncProperty(orderlySteps, (steps) => walk(steps, true)),
    RUNS,
  );
});

test('nothing is written that the tip does not want or nobody reviewed, whatever others do', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, (steps) => walk(steps, false)),
    RUNS,
  );
});
