import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isEqual } from '../../../src/model/values/json.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { diff, keep } from '../../../src/pipeline/plan/diff.ts';
import { followEditPath, parseEditPath, withElement, withMember } from '../../../src/model/values/edit-path.ts';

const behavior = (name: string, count: number): JsonObject => ({ name, criteria: { value: { count } } });

describe('what differs is told field by field', () => {
  const rows: { reason: string; before: JsonObject; after: JsonObject; edits: unknown[] }[] = [
    {
      reason: 'a changed member',
      before: { a: 1 },
      after: { a: 2 },
      edits: [{ op: 'change', path: 'a', before: 1, after: 2 }],
    },
    {
      reason: 'a member that comes',
      before: {},
      after: { a: { b: 1 } },
      edits: [{ op: 'add', path: 'a', after: { b: 1 } }],
    },
    {
      reason: 'a tag with a name that every object has by birth',
      before: { tags: {} },
      after: { tags: { toString: 'x' } },
      edits: [{ op: 'add', path: 'tags.toString', after: 'x' }],
    },
    {
      reason: 'a member that goes',
      before: { a: { b: 1, c: 2 } },
      after: { a: { c: 2 } },
      edits: [{ op: 'remove', path: 'a.b', before: 1 }],
    },
    {
      reason: 'a behavior is known by its name, wherever it stands',
      before: { behaviors: [behavior('A', 1), behavior('B', 1)] },
      after: { behaviors: [behavior('B', 2), behavior('C', 1)] },
      edits: [
        { op: 'remove', path: 'behaviors[A]', before: behavior('A', 1) },
        { op: 'change', path: 'behaviors[B].criteria.value.count', before: 1, after: 2 },
        { op: 'add', path: 'behaviors[C]', after: behavior('C', 1) },
      ],
    },
    {
      reason: 'words in a list are known by themselves',
      before: { targets: ['a', 'b'] },
      after: { targets: ['b', 'c'] },
      edits: [
        { op: 'remove', path: 'targets[a]', before: 'a' },
        { op: 'add', path: 'targets[c]', after: 'c' },
      ],
    },
    {
      reason: 'a metric is known by its name and dimension',
      before: { metrics: [{ metric: 'm', metricDimension: { dimensionName: 'd' } }] },
      after: { metrics: ['m', { metric: 'm', metricDimension: { dimensionName: 'd', operator: 'NOT_IN' } }] },
      edits: [
        { op: 'remove', path: 'metrics[m IN d]', before: { metric: 'm', metricDimension: { dimensionName: 'd' } } },
        { op: 'add', path: 'metrics[m]', after: 'm' },
        {
          op: 'add',
          path: 'metrics[m NOT_IN d]',
          after: { metric: 'm', metricDimension: { dimensionName: 'd', operator: 'NOT_IN' } },
        },
      ],
    },
    {
      reason: 'an action taken out of the middle is one edit',
      before: { actions: [{ s3: 1 }, { sns: 1 }, { sqs: 1 }] },
      after: { actions: [{ s3: 1 }, { sqs: 1 }] },
      edits: [{ op: 'remove', path: 'actions[1]', before: { sns: 1 } }],
    },
    {
      reason: 'a key that is not a word is quoted',
      before: { tags: {} },
      after: { tags: { 'a:b': 'c' } },
      edits: [{ op: 'add', path: 'tags["a:b"]', after: 'c' }],
    },
    {
      reason: 'a list that only changed its order is one edit',
      before: { l: [{ name: 'a' }, { name: 'b' }] },
      after: { l: [{ name: 'b' }, { name: 'a' }] },
      edits: [
        { op: 'change', path: 'l', before: [{ name: 'a' }, { name: 'b' }], after: [{ name: 'b' }, { name: 'a' }] },
      ],
    },
  ];
  test.each(rows)('$reason', ({ before, after, edits }) => {
    expect(diff(before, after)).toEqual(edits);
  });
});

describe('elements that nothing tells apart are compared in order, after what is the same at both ends', () => {
  const [a, b, c, d] = [{ s3: 1 }, { s3: 2 }, { s3: 3 }, { s3: 4 }] as const;
  const rows: { reason: string; before: JsonObject[]; after: JsonObject[]; edits: string[] }[] = [
    { reason: 'one comes first', before: [b, c], after: [a, b, c], edits: ['add l[0]'] },
    { reason: 'one comes in the middle', before: [a, c], after: [a, b, c], edits: ['add l[1]'] },
    { reason: 'two come last', before: [a], after: [a, b, c], edits: ['add l[1]', 'add l[2]'] },
    { reason: 'the first of three goes', before: [a, b, c], after: [b, c], edits: ['remove l[0]'] },
    { reason: 'the last two go', before: [a, b, c], after: [a], edits: ['remove l[1]', 'remove l[2]'] },
    { reason: 'one of two that are the same goes', before: [a, a], after: [a], edits: ['remove l[1]'] },
    { reason: 'one more of the same comes', before: [a, a], after: [a, a, a], edits: ['add l[2]'] },
    { reason: 'one is another', before: [a, b, d], after: [a, c, d], edits: ['change l[1].s3'] },
    {
      reason: 'one takes the place of two',
      before: [a, b, c, d],
      after: [a, a, d],
      edits: ['change l[1].s3', 'remove l[2]'],
    },
    {
      reason: 'two take the place of one',
      before: [a, b, d],
      after: [a, a, c, d],
      edits: ['change l[1].s3', 'add l[2]'],
    },
    { reason: 'all go', before: [a, b], after: [], edits: ['remove l[0]', 'remove l[1]'] },
  ];
  test.each(rows)('$reason', ({ before, after, edits }) => {
    expect(diff({ l: before }, { l: after }).map(({ op, path }) => `${op} ${path}`)).toEqual(edits);
  });
});

describe('what an author ignores stays as it is in the account', () => {
  const named = (...names: string[]): JsonObject[] => names.map((name) => ({ name }));
  const rows: { reason: string; before: JsonObject; after: JsonObject; paths: string[]; kept: JsonObject }[] = [
    {
      reason: 'a field that both have',
      before: { a: 1, b: 1 },
      after: { a: 2, b: 2 },
      paths: ['a'],
      kept: { a: 1, b: 2 },
    },
    { reason: 'a field that the account lacks', before: {}, after: { a: 2, b: 2 }, paths: ['a'], kept: { b: 2 } },
    { reason: 'a field that only the account has', before: { a: 1 }, after: {}, paths: ['a'], kept: { a: 1 } },
    {
      reason: 'a field within another, and nothing beside it',
      before: { a: { b: 1, c: 1 } },
      after: { a: { b: 2, d: 2 } },
      paths: ['a.b'],
      kept: { a: { b: 1, d: 2 } },
    },
    {
      reason: 'no field of what the author does not want at all: the plan shows that as a whole',
      before: { a: { b: 1 }, l: named('x'), t: { b: 1 } },
      after: { t: 'text' },
      paths: ['a.b', 'l[x].b', 't.b'],
      kept: { t: 'text' },
    },
    {
      reason: 'no element of what is no list in the account',
      before: { l: { x: 1 } },
      after: { l: named('x') },
      paths: ['l[x].b'],
      kept: { l: named('x') },
    },
    {
      reason: 'an element by its place, where nothing else tells it apart',
      before: { l: [{ s3: 1 }, { sns: 1 }] },
      after: { l: [{ s3: 2 }] },
      paths: ['l[1]'],
      kept: { l: [{ s3: 2 }, { sns: 1 }] },
    },
    {
      reason: 'that there is no element in a place',
      before: { l: [{ s3: 1 }] },
      after: { l: [{ s3: 1 }, { sns: 1 }] },
      paths: ['l[1]'],
      kept: { l: [{ s3: 1 }] },
    },
    {
      reason: 'that there is no element of a name',
      before: { l: named('z') },
      after: { l: named('a', 'z') },
      paths: ['l[a]'],
      kept: { l: named('z') },
    },
    {
      reason: 'an element by its name, in the order of names where both are in that',
      before: { l: named('m', 'z') },
      after: { l: named('a', 'z') },
      paths: ['l[m]'],
      kept: { l: named('a', 'm', 'z') },
    },
    {
      reason: 'an element by its name, in the place that it has where the account has another order',
      before: { l: named('z', 'm') },
      after: { l: named('a', 'z') },
      paths: ['l[m]'],
      kept: { l: named('z', 'm', 'a') },
    },
    {
      reason: 'nor in the order of names where the author has another order',
      before: { l: named('m', 'z') },
      after: { l: named('z', 'a') },
      paths: ['l[m]'],
      kept: { l: named('m', 'z', 'a') },
    },
    {
      reason: 'and no order of a list that has nothing to do with it',
      before: { a: 1, l: named('b', 'a') },
      after: { a: 2, l: named('a', 'b') },
      paths: ['a'],
      kept: { a: 1, l: named('a', 'b') },
    },
  ];
  test.each(rows)('$reason', ({ before, after, paths, kept }) => {
    expect(keep(before, after, paths)).toStrictEqual(kept);
  });
});

const word = fc.constantFrom('a', 'b', 'name', 'x-y', 'k:1', 'a.b', 'q"q', '[0]');
const json = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.integer({ min: 0, max: 3 }),
    word,
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(word, tie('value'), { maxKeys: 4 }),
}));
const object = json.object as fc.Arbitrary<JsonObject>;

describe('for any two specs', () => {
  test('there is an edit exactly where they are not equal', () => {
    fc.assert(
      fc.property(object, object, (before, after) => (diff(before, after).length === 0) === isEqual(before, after)),
      { numRuns: 500 },
    );
  });

  test('a spec does not differ from itself', () => {
    fc.assert(fc.property(object, (spec) => diff(spec, structuredClone(spec)).length === 0));
  });

  test('ignoring every edit leaves nothing to do', () => {
    fc.assert(
      fc.property(object, object, (before, after) => {
        const kept = keep(
          before,
          after,
          diff(before, after).map(({ path }) => path),
        );
        // Lists without identities are compared by position, and a position that is gone cannot be kept.
        const left = diff(before, kept).filter(({ path }) => !/\[\d+\]/.test(path));
        expect(left).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('ignoring one field keeps it and nothing else', () => {
    const before = { ruleDisabled: true, sql: 'a', actions: [] };
    expect(keep(before, { sql: 'b', actions: [] }, ['ruleDisabled'])).toEqual({
      ruleDisabled: true,
      sql: 'b',
      actions: [],
    });
    expect(
      keep({ behaviors: [behavior('A', 1), behavior('B', 1)] }, { behaviors: [behavior('A', 5), behavior('C', 5)] }, [
        'behaviors[A].criteria',
        'behaviors[B]',
      ]),
    ).toEqual({
      behaviors: [behavior('A', 1), behavior('B', 1), behavior('C', 5)],
    });
  });
});

test('a path that was written can be read back', () => {
  const step = fc.oneof(
    fc.record({ member: fc.string({ minLength: 1 }) }),
    fc.record({ element: fc.string({ minLength: 1 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
      const path = steps.reduce(
        (text, one) => ('member' in one ? withMember(text, one.member) : withElement(text, one.element)),
        '',
      );
      expect(parseEditPath(path)).toEqual(steps.map((one) => ('member' in one ? one.member : one.element)));
    }),
  );
});

test('a path is followed into what the author wrote, as far as it goes', () => {
  const authored = { behaviors: [{ name: 'B' }, { name: 'A', criteria: { value: { number: 1 } } }] };
  expect(followEditPath('behaviors[A].criteria.value.number', authored)).toEqual([
    'behaviors',
    1,
    'criteria',
    'value',
    'number',
  ]);
  expect(followEditPath('behaviors[A].suppressAlerts', authored)).toEqual(['behaviors', 1]);
  expect(followEditPath('tags["defender-gitops:owner"]', authored)).toEqual([]);
});
