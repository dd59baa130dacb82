import fc from 'fast-check';
import { test } from 'vitest';
import { mutated, survive } from './fuzz.ts';
import { share } from '../share.ts';

const FILES = share(100_000);

test(`${FILES} mutations of the example`, { timeout: 1_200_000 }, () => {
  fc.assert(fc.property(mutated, survive), { numRuns: FILES });
});
