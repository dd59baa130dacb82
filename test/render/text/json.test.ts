import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finishWriting } from '../../../src/model/steps.ts';
import { lazily, writingJson } from '../../../src/render/text/json.ts';

test('a value is written as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 7 }), (value) => {
      expect(finishWriting(writingJson(value as object))).toBe(`${JSON.stringify(value, null, 2)}\n`);
    }),
  );
});

test('absent members are left out', () => {
  expect(finishWriting(writingJson({ a: undefined, b: [], c: { d: undefined } }))).toBe(
    '{\n  "b": [],\n  "c": {}\n}\n',
  );
});

test('lists that are made while they are written are written as lists that are there', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ a: fc.jsonValue({ maxDepth: 3 }) })), (items) => {
      const lists = { one: { two: lazily(items, (item) => ({ b: item, c: lazily([], () => ({})) })) } };
      expect(JSON.parse(JSON.stringify(lists))).toEqual(JSON.parse(finishWriting(writingJson(lists))));
      const there = { one: { two: items.map((item) => ({ b: item, c: [] })) } };
      expect(finishWriting(writingJson(lists))).toBe(`${JSON.stringify(there, null, 2)}\n`);
    }),
  );
});

test('a long document comes in pieces, and a short one at once', () => {
  const pieces = [...writingJson({ list: lazily(Array.from({ length: 10_000 }).keys(), (n) => ({ n })) })];
  const told = pieces.filter((piece) => piece !== undefined);
  expect(told.length).toBeGreaterThan(1);
  for (const piece of told) expect(piece.length).toBeLessThan(70_000);
  expect([...writingJson({ a: 1 })].filter((piece) => piece !== undefined)).toEqual([]);
});
