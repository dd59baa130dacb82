import { describe, test } from 'vitest';
import { FAULTS } from './faults.ts';
import { meet, reference } from './run.ts';
import { SCENARIOS } from './scenarios.ts';

/** Of every request × every fault, one in this many is tried here; all of them in matrix.long.test.ts. */
const SAMPLE = 601;

describe.each(SCENARIOS)('$name: a run that meets a fault ends honestly, and a second one fixes it', (scenario) => {
  test.concurrent('a sample of all requests and faults', async () => {
    const known = await reference(scenario);
    let nth = 0;
    for (const fault of FAULTS)
      for (let at = 0; at < known.requests; at++) {
        if (nth++ % SAMPLE !== 0) continue;
        await meet(known, fault, at).catch((error: Error) => {
          error.message = `request ${at} × ${fault.name}: ${error.message}`;
          throw error;
        });
      }
  });
});
