import fc from 'fast-check';
import { expect, test } from 'vitest';
import { share } from '../share.ts';
import { FAULTS } from './faults.ts';
import { meetTwo, race, reference } from './run.ts';
import type { Reference } from './run.ts';
import { SCENARIOS } from './scenarios.ts';

const fault = fc.constantFrom(...FAULTS);
const place = fc.nat(100);

const PAIRS = share(2_000);
const INTERLEAVINGS = share(500);

test(`${PAIRS} pairs of faults, the second in the run that is to fix the first`, { timeout: 1_200_000 }, async () => {
  const known = await Promise.all(SCENARIOS.map(reference));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...known), fault, place, fault, place, (one, first, at, second, then) =>
      meetTwo(one, [first, at % one.requests], [second, then % one.requests]),
    ),
    { numRuns: PAIRS, endOnFailure: true },
  );
});

test(`${INTERLEAVINGS} interleavings of two runs that want different things`, { timeout: 600_000 }, async () => {
  const updates = SCENARIOS.filter(({ name }) => /updated|renamed|replaced|goes/.test(name));
  const known = await Promise.all(updates.map(reference));
  const pair = fc.tuple(fc.constantFrom(...known), fc.constantFrom(...known)).filter(([one, other]) => one !== other);
  await fc.assert(
    fc.asyncProperty(pair, fc.infiniteStream(fc.nat(6)), ([one, other]: [Reference, Reference], turns) =>
      race(one, other, () => turns.next().value as number),
    ),
    { numRuns: INTERLEAVINGS, endOnFailure: true },
  );
  expect(known.length).toBeGreaterThanOrEqual(4);
});
