import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byName, canonical, changedList, changedObject, isEqual, isObject } from '../../../src/model/values/json.ts';
import type { JsonObject, JsonValue } from '../../../src/model/values/json.ts';

/** Few values, so that equal ones come up; members that are undefined and names that every object has by birth. */
const { value } = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, 1, 'a'),
    fc.array(tie('value'), { maxLength: 2 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'toString'), fc.option(tie('value'), { nil: undefined }), {
    maxKeys: 2,
  }),
}));

describe('two values', () => {
  test('are equal exactly where their canonical texts are', () => {
    fc.assert(
      fc.property(value, value, (left, right) => {
        expect(isEqual(left, right)).toBe(canonical(left) === canonical(right));
      }),
      { numRuns: 2_000 },
    );
  });

  test('are equal whatever the order of their members', () =>
    expect(isEqual({ a: 1, b: [2], c: undefined }, { b: [2], a: 1 })).toBe(true));

  test('differ in a member that every object has by birth', () => {
    expect(isEqual({ toString: 'a' }, {})).toBe(false);
    expect(isEqual({}, { toString: 'a' })).toBe(false);
  });
});

describe('an object of members that users name', () => {
  test('is an object like any other', () => {
    const object = byName([
      ['b', 1],
      ['__proto__', 2],
      ['a', 3],
    ]);
    expect(Object.entries(object)).toEqual([
      ['b', 1],
      ['__proto__', 2],
      ['a', 3],
    ]);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(byName()).toStrictEqual({});
  });
});

describe('a change of what is inside', () => {
  /** Changes some members and elements, and leaves some out. */
  const some = (member: JsonValue | undefined): JsonValue | undefined =>
    member === 'a' ? undefined : member === 1 ? 2 : member;
  const object = value.filter(isObject);

  test('is that of each member, in their order', () => {
    fc.assert(
      fc.property(object, (given) => {
        const entries = Object.entries(given).map(([name, member]) => [name, some(member)] as const);
        const changed = Object.fromEntries(entries.filter(([, member]) => member !== undefined));
        expect(JSON.stringify(changedObject(given, some))).toBe(JSON.stringify(changed));
      }),
    );
  });

  test('makes no other object or list where nothing changes', () => {
    const [list, members] = [[1, [2]], { a: 1, b: { c: null } }];
    expect(changedList(list, (item) => item)).toBe(list);
    expect(changedObject(members, (member) => member)).toBe(members);
  });

  test('keeps a member with the name of the prototype a member', () => {
    const given = JSON.parse('{"a":1,"__proto__":{"b":1}}') as JsonObject;
    expect(JSON.stringify(changedObject(given, some))).toBe('{"a":2,"__proto__":{"b":1}}');
  });
});
