import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { kindOf } from '../../src/model/address.ts';
import { planOf, readBack, readCase } from './case.ts';

const files = readdirSync(new URL('cases', import.meta.url)).toSorted();
const cases = files.map((file) => ({ file, ...readCase(file) }));

describe('a read-back plans empty', () => {
  test.each(cases)('$file: $shows', async (recorded) => {
    const live = await readBack(recorded);
    const { plan, problems } = planOf(recorded, live);
    expect(problems).toEqual([]);
    expect(plan.changes.flatMap((change) => change.edits)).toEqual([]);
    expect(plan.unchanged).toEqual([recorded.resource]);
  });
});

test('the corpus has read-backs of every kind, each with its source', () => {
  expect(new Set(cases.map(({ resource }) => kindOf(resource)))).toEqual(new Set(kinds.map((kind) => kind.name)));
  expect(cases.length).toBeGreaterThanOrEqual(25);
  expect(cases.filter(({ source }) => !source.startsWith('https://'))).toEqual([]);
  console.info(`corpus: ${cases.length} read-backs`);
});

test('a read-back that differs does not plan empty', async () => {
  const recorded = readCase('rule-cloudwatch-logs.yaml');
  const other = { ...recorded, profiles: recorded.profiles.replace('cdkrd/hunt', 'cdkrd/other') };
  const { plan } = planOf(other, await readBack(other));
  expect(plan.changes.flatMap((change) => change.edits)).toMatchObject([{ op: 'change', path: 'sql' }]);
});
