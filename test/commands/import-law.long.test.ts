import { expect, test } from 'vitest';
import { obeyRoundTrip } from './import-law.ts';

const seed = Number(process.env['LAWS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

test('what is imported of 2,000 accounts leaves a plan nothing to do', () => {
  const met = obeyRoundTrip(2_000, seed);
  console.info(`LAWS_SEED=${seed} ${JSON.stringify(met)}`);
  expect(Math.min(...Object.values(met))).toBeGreaterThan(100);
});
