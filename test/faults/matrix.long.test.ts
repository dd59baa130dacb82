import { afterAll, describe, expect, test } from 'vitest';
import { FAULTS } from './faults.ts';
import { meet, reference } from './run.ts';
import { SCENARIOS } from './scenarios.ts';

let cases = 0;

describe.each(SCENARIOS)('$name', (scenario) => {
  test.each(FAULTS)('every request × $name', { timeout: 600_000 }, async (fault) => {
    const known = await reference(scenario);
    const broken: string[] = [];
    for (let at = 0; at < known.requests; at++, cases++)
      await meet(known, fault, at).catch((error: Error) =>
        broken.push(`request ${at}: ${error.message.slice(0, 300)}`),
      );
    expect(broken).toEqual([]);
  });
});

afterAll(() => {
  console.log(`${cases} cases of a request and a fault`);
  expect(cases).toBeGreaterThanOrEqual(2_500);
});
