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

describe('the normal form of what has alternatives', () => {
  const alternatives: JsonObject = {
    properties: {
      entry: {
        anyOf: [
          { type: 'string' },
          { type: 'array', uniqueItems: true },
          { type: 'object', properties: { operator: { default: 'IN' } } },
        ],
      },
    },
  };
  test.each<{ reason: string; entry: JsonValue; normal: JsonValue }>([
    { reason: 'a text is as it is', entry: 'b', normal: 'b' },
    { reason: 'a list is that of the lists', entry: ['b', 'a'], normal: ['a', 'b'] },
    { reason: 'an object is that of the objects', entry: { operator: 'IN', name: 'a' }, normal: { name: 'a' } },
    { reason: 'what is none of them is as it is', entry: 3, normal: 3 },
  ])('is found by its type: $reason', ({ entry, normal }) => {
    expect(normalForm(alternatives, { entry })).toEqual({ entry: normal });
  });

  test('has the defaults of the one that is meant, written out', () => {
    expect(withDefaults(alternatives, { entry: { name: 'a' } })).toEqual({ entry: { operator: 'IN', name: 'a' } });
    expect(withDefaults(alternatives, { entry: ['b', 'a'] })).toEqual({ entry: ['b', 'a'] });
  });
});

describe('members of a map', () => {
  const map: JsonObject = { properties: { known: { default: 'x' } }, additionalProperties: { default: 'off' } };

  test('have the default of all of them, whatever they are called', () => {
    expect(normalForm(map, { toString: 'off', known: 'off', other: 'on', constructor: 'on' } as JsonObject)).toEqual({
      known: 'off',
      constructor: 'on',
      other: 'on',
    });
  });

  test('are not mistaken for what every object has', () => {
    const nested: JsonObject = { additionalProperties: { properties: { retries: { default: 3 } } } };
    expect(withDefaults(nested, { toString: {}, a: {} } as unknown as JsonObject)).toEqual({
      toString: { retries: 3 },
      a: { retries: 3 },
    });
  });

  test('come after those of the schema, by name, also where they came before', () => {
    expect(Object.keys(normalForm(map, { b: 1, known: 'y', a: 2 }))).toEqual(['known', 'a', 'b']);
    expect(Object.keys(normalForm(map, { known: 'y', b: 1, a: 2 }))).toEqual(['known', 'a', 'b']);
  });

  test('that say nothing go as well where the order changes', () => {
    expect(normalForm(map, { b: 'off', a: 'on', known: 'x' })).toStrictEqual({ a: 'on' });
  });
});

test('a list without a word about its order keeps it, and one of sets has each of them sorted', () => {
  expect(normalForm({ items: { type: 'array', uniqueItems: true } }, [['b', 'a'], ['c']])).toEqual([['a', 'b'], ['c']]);
  expect(normalForm({}, ['b', 'a', 'b'])).toEqual(['b', 'a', 'b']);
});

test('a set that is sorted is given back as it is', () => {
  for (const set of [[], ['a'], ['a', 'b'], [1, 2, 10], [{ a: 1 }, { b: 1 }]]) expect(sorted(set)).toBe(set);
});

test('a default is in its normal form, too', () => {
  const nested: JsonObject = {
    properties: {
      retry: { default: { seconds: 300, mode: 'on' }, properties: { seconds: { default: 300 }, mode: {} } },
    },
  };
  expect(normalForm(nested, { retry: { mode: 'on' } })).toEqual({});
  expect(normalForm(nested, { retry: { mode: 'on', seconds: 300 } })).toEqual({});
  expect(normalForm(nested, { retry: { mode: 'on', seconds: 5 } })).toEqual({ retry: { seconds: 5, mode: 'on' } });
});

test('a value that is no object or list is as it is', () => {
  expect(normalForm(schema, 'text')).toBe('text');
  expect(withDefaults(schema, 3)).toBe(3);
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
  { reason: 'numbers by their size', values: [10, 9, -1], set: [-1, 9, 10] },
  { reason: 'each value once', values: ['a', 'b', 'a'], set: ['a', 'b'] },
  {
    reason: 'mixed values have one order, whatever it is',
    values: [{ metric: 'x' }, 'y'],
    set: ['y', { metric: 'x' }],
  },
])('a set holds $reason', ({ values, set }) => {
  expect(sorted(values)).toEqual(set);
  expect(sorted(values.toReversed())).toEqual(set);
});
