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
