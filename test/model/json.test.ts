import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, isEqual } from '../../src/model/json.ts';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';

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
