import { expect, test } from 'vitest';
import { share } from '../share.ts';
import { obeyRoundTrip } from './import-law.ts';

const seed = Number(process.env['LAWS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const ACCOUNTS = share(2_000);

test(`what is imported of ${ACCOUNTS} accounts leaves a plan nothing to do`, () => {
  const met = obeyRoundTrip(ACCOUNTS, seed);
  console.info(`LAWS_SEED=${seed} ${JSON.stringify(met)}`);
  expect(Math.min(...Object.values(met))).toBeGreaterThan(ACCOUNTS / 20);
});
