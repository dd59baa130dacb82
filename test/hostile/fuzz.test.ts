import fc from 'fast-check';
import { test } from 'vitest';
import { mutated, random, survive } from './fuzz.ts';

test('whatever a file holds, it is read or refused', () => {
  fc.assert(fc.property(random, survive), { numRuns: 300 });
});

test('however the example is broken, what is wrong is told', () => {
  fc.assert(fc.property(mutated, survive), { numRuns: 300 });
});
