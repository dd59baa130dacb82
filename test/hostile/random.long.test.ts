import fc from 'fast-check';
import { test } from 'vitest';
import { random, survive } from './fuzz.ts';

test('100,000 random files', { timeout: 1_200_000 }, () => {
  fc.assert(fc.property(random, survive), { numRuns: 100_000 });
});
