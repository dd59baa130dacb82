import { describe, expect, test } from 'vitest';
import { normalForm, sorted, withDefaults } from '../../../src/kinds/shared/normal-form.ts';
import type { JsonObject, JsonValue } from '../../../src/model/values/json.ts';

const schema: JsonObject = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    mode: { type: 'string', default: 'off' },
    ports: { type: 'array', uniqueItems: true, items: { type: 'integer' }, default: [] },
    steps: { type: 'array', items: { type: 'object', properties: { retries: { type: 'integer', default: 3 } } } },
    retry: { type: 'object', default: {}, properties: { seconds: { type: 'integer', default: 300 } } },
    labels: { type: 'object', additionalProperties: { type: 'string' }, default: {} },
  },
};

describe('the normal form', () => {
  test.each<{ reason: string; value: JsonObject; normal: JsonObject }>([
    { reason: 'a default says nothing', value: { name: 'a', mode: 'off' }, normal: { name: 'a' } },
    { reason: 'anything else does', value: { mode: 'on' }, normal: { mode: 'on' } },
    {
      reason: 'a set is sorted, numbers as numbers, each once',
      value: { ports: [10, 9, 10] },
      normal: { ports: [9, 10] },
    },
    { reason: 'an empty set says nothing where its default is empty', value: { ports: [] }, normal: {} },
    {
      reason: 'a list keeps its order',
      value: { steps: [{ retries: 9 }, { retries: 1 }] },
      normal: { steps: [{ retries: 9 }, { retries: 1 }] },
    },
    {
      reason: 'defaults go at any depth, and what they leave empty goes too',
      value: { retry: { seconds: 300 }, steps: [{ retries: 3 }] },
      normal: { steps: [{}] },
    },
    { reason: 'members that nobody knows stay', value: { other: { mode: 'off' } }, normal: { other: { mode: 'off' } } },
    {
      reason: 'keys of a map are sorted',
      value: { labels: { b: '1', a: '2' } },
      normal: { labels: { a: '2', b: '1' } },
    },
  ])('is $normal for $value, because $reason', ({ value, normal }) => {
    expect(JSON.stringify(normalForm(schema, value))).toBe(JSON.stringify(normal));
  });

  test('is given back as it is by what has it already', () => {
    const normal = { name: 'a', mode: 'on', ports: [9, 10], steps: [{ retries: 9 }], labels: { a: '2', b: '1' } };
    expect(normalForm(schema, normal)).toBe(normal);
  });

  test('has no member for what is null or absent', () => {
    expect(normalForm(schema, { name: null, mode: undefined } as unknown as JsonObject)).toEqual({});
  });

  test('has members in the schema’s order, so that two of them print alike', () => {
    expect(Object.keys(normalForm(schema, { zebra: 1, mode: 'on', name: 'a' }))).toEqual(['name', 'mode', 'zebra']);
  });
});

test('with defaults, everything is said that the schema knows', () => {
  expect(withDefaults(schema, { name: 'a', steps: [{}] })).toEqual({
    name: 'a',
    mode: 'off',
    ports: [],
    steps: [{ retries: 3 }],
    retry: { seconds: 300 },
    labels: {},
  });
});

test.each<{ reason: string; values: readonly JsonValue[]; set: readonly JsonValue[] }>([
  { reason: 'texts by their characters', values: ['b', 'B', 'a'], set: ['B', 'a', 'b'] },
  {
    reason: 'equal objects are one',
    values: [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    set: [{ b: 2, a: 1 }],
  },
  {
    reason: 'mixed values have one order, whatever it is',
    values: [{ metric: 'x' }, 'y'],
    set: ['y', { metric: 'x' }],
  },
])('a set holds $reason', ({ values, set }) => {
  expect(sorted(values)).toEqual(set);
  expect(sorted(values.toReversed())).toEqual(set);
});
