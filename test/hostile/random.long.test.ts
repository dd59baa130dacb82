import fc from 'fast-check';
import { test } from 'vitest';
import { random, survive } from './fuzz.ts';
import { share } from '../share.ts';

const FILES = share(100_000);

test(`${FILES} random files`, { timeout: 1_200_000 }, () => {
  fc.assert(fc.property(random, survive), { numRuns: FILES });
});
