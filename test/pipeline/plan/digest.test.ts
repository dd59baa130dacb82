import { describe, expect, test } from 'vitest';
import type { CoverageChange } from '../../../src/model/impact/coverage.ts';
import type { TableMismatch } from '../../../src/model/impact/table-mismatch.ts';
import {
  digestOfAddresses,
  digestOfChange,
  digestOfLosses,
  digestOfMismatch,
  digestOfPlan,
  digestOfState,
} from '../../../src/pipeline/plan/digest.ts';
import { TARGET } from '../../target.ts';

describe('the digest of a plan', () => {
  const [one, other] = [{ digest: 'sha256:1' }, { digest: 'sha256:2' }];

  test('does not depend on the order in which its changes are told', () => {
    expect(digestOfPlan(TARGET, [one, other])).toBe(digestOfPlan(TARGET, [other, one]));
  });

  test('depends on each change, and on how many there are', () => {
    const digests = [[], [one], [other], [one, one], [one, other]].map((changes) => digestOfPlan(TARGET, changes));
    expect(new Set(digests).size).toBe(5);
    for (const digest of digests) expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
});

test('the digest of a change depends on all that it does, and on nothing else of it', () => {
  const change = { action: 'update', address: 'CustomMetric/m', before: { a: 1 }, after: { a: 2 } } as const;
  const others = [
    { ...change, action: 'replace' as const },
    { ...change, address: 'CustomMetric/n' as const },
    { ...change, before: { a: 3 } },
    { ...change, after: { a: 3 } },
  ];
  expect(new Set([change, ...others].map(digestOfChange)).size).toBe(5);
  expect(digestOfChange({ ...change, waitsFor: [] } as typeof change)).toBe(digestOfChange(change));
  expect(digestOfChange({ ...change, before: { b: 1, a: 1 } })).toBe(
    digestOfChange({ ...change, before: { a: 1, b: 1 } }),
  );
});

test('the digest of a state depends on what it is of, on its spec, and on whether there is one', () => {
  const states = [
    digestOfState('CustomMetric/m', undefined),
    digestOfState('CustomMetric/m', {}),
    digestOfState('CustomMetric/m', { a: 1 }),
    digestOfState('CustomMetric/n', { a: 1 }),
  ];
  expect(new Set(states).size).toBe(4);
});

describe('the word for a set', () => {
  test('of addresses is short, and the same in any order', () => {
    const word = digestOfAddresses(['CustomMetric/a', 'CustomMetric/b']);
    expect(word).toMatch(/^[0-9a-f]{8}$/);
    expect(digestOfAddresses(['CustomMetric/b', 'CustomMetric/a'])).toBe(word);
    expect(digestOfAddresses(['CustomMetric/a'])).not.toBe(word);
  });

  test('of how a table does not fit is short, and another for another stream, table, difference or question', () => {
    const mismatch: TableMismatch = {
      stream: 's',
      table: 't',
      addresses: [],
      differences: ['d'],
      questions: ['q'],
      isIceberg: false,
    };
    const others: readonly Partial<TableMismatch>[] = [
      { stream: 'x' },
      { table: 'x' },
      { differences: ['x'] },
      { questions: ['x'] },
    ];
    const words = [mismatch, ...others.map((other) => ({ ...mismatch, ...other }))].map(digestOfMismatch);
    expect(new Set(words).size).toBe(5);
    for (const word of words) expect(word).toMatch(/^[0-9a-f]{8}$/);
  });

  test('of losses is short, and another for other losses', () => {
    const loss = (target: string): CoverageChange =>
      ({ target, aspect: 'detection', metrics: [], addresses: [] }) as unknown as CoverageChange;
    expect(digestOfLosses([loss('a')])).toMatch(/^[0-9a-f]{8}$/);
    expect(digestOfLosses([loss('a')])).not.toBe(digestOfLosses([loss('b')]));
  });
});
