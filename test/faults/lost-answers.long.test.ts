import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '../operations.ts';
import { losing } from './faults.ts';
import { meet, reference } from './run.ts';
import type { Reference } from './run.ts';
import { SCENARIOS, SELDOM } from './scenarios.ts';

/** What a run may send to change the account, by its name on the wire. */
const WRITES = [...OPERATIONS].flatMap(([action, operation]) =>
  operation.for === 'apply' ? [action.replace(/^\w+:/, '')] : [],
);

const known: Promise<readonly Reference[]> = Promise.all([...SCENARIOS, ...SELDOM].map(reference));

describe.each(WRITES)('answers to %s that are lost after their effect', (operation) => {
  test.each([
    { which: 'the first one', isAlways: false },
    { which: 'every one', isAlways: true },
  ])('$which: the run says what is true, and the next one fixes it', async ({ isAlways }) => {
    const [way] = (await known).filter(({ operations }) => operations.has(operation));
    expect(way, 'no scenario sends it').toBeDefined();
    if (way !== undefined) await meet(way, losing(operation, isAlways), 0);
  });
});
