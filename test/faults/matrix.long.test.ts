import { afterAll, describe, expect, test } from 'vitest';
import { FAULTS } from './faults.ts';
import { isInShare } from '../share.ts';
import { meet, reference } from './run.ts';
import type { Reference } from './run.ts';
import { SCENARIOS } from './scenarios.ts';

let cases = 0;
let tried = 0;

describe.each(SCENARIOS)('$name', (scenario) => {
  let once: Promise<Reference> | undefined;
  test.each(FAULTS)('every request × $name', { timeout: 600_000 }, async (fault) => {
    const known = await (once ??= reference(scenario));
    const broken: string[] = [];
    for (let at = 0; at < known.requests; at++) {
      if (!isInShare(cases++)) continue;
      tried += 1;
      await meet(known, fault, at).catch((error: Error) =>
        broken.push(`request ${at}: ${error.message.slice(0, 300)}`),
      );
    }
    expect(broken).toEqual([]);
  });
});

afterAll(() => {
  console.log(`${tried} of ${cases} cases of a request and a fault`);
  expect(cases).toBeGreaterThanOrEqual(2_500);
  expect(tried).toBeGreaterThan(0);
});
