import fc from 'fast-check';
import { test } from 'vitest';
import { mutated, survive } from './fuzz.ts';

test('100,000 mutations of the example', { timeout: 1_200_000 }, () => {
  fc.assert(fc.property(mutated, survive), { numRuns: 100_000 });
});
