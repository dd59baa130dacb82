import fc from 'fast-check';
import { test } from 'vitest';
import { random, survive } from './fuzz.ts';

/** FUZZ_RUNS has fewer or more of them tried. */
const FILES = Number(process.env['FUZZ_RUNS'] ?? 100_000);

test(`${FILES} random files`, { timeout: 1_200_000 }, () => {
  fc.assert(fc.property(random, survive), { numRuns: FILES });
});
