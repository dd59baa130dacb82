import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../../src/model/values/json.ts';
import { finish } from '../../../src/model/steps.ts';
import { writingJson } from '../../../src/render/text/json.ts';

test('a value is written as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 7 }), (value) => {
      expect(finish(writingJson(value as JsonValue))).toBe(`${JSON.stringify(value, null, 2)}\n`);
    }),
  );
});

test('absent members are left out', () => {
  expect(finish(writingJson({ a: undefined, b: [], c: { d: undefined } }))).toBe('{\n  "b": [],\n  "c": {}\n}\n');
});
