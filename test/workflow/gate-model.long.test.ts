import fc from 'fast-check';
import { test } from 'vitest';
import { share } from '../share.ts';
import { anySteps, orderlySteps, walk } from './gate-model.ts';

/** Of each sort; a seed that is given is run again: `GATE_SEED=123 vitest run --mode long test/workflow/gate-model`. */
const RUNS = share(1_200);
const SEED = Number(process.env['GATE_SEED'] ?? Date.now() % 1_000_000_007);

test.for([
  { who: 'of people who keep to the rules', steps: orderlySteps, isOrderly: true },
  { who: 'of people, others, and a network that breaks', steps: anySteps, isOrderly: false },
])(`${RUNS} sequences $who`, { timeout: 3_000_000 }, async ({ who, steps, isOrderly }) => {
  console.info(`${RUNS} sequences ${who}: seed ${SEED}`);
  const walking = fc.asyncProperty(steps, (all) => walk(all, isOrderly));
  await fc.assert(walking, { numRuns: RUNS, seed: SEED, endOnFailure: true });
});
