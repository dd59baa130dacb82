import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish } from '../../src/model/steps.ts';
import { laidOut, readingLaidOut } from '../../src/sandbox/state-file/laid-out.ts';

const anyJson = fc
  .object({ key: fc.string({ unit: 'binary' }), maxDepth: 6, withNullPrototype: false })
  .map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>);

test('what is laid out is JSON, and reads as what it was, however deep it is laid out', () => {
  fc.assert(
    fc.property(anyJson, fc.nat(6), fc.constantFrom('', '\n'), (value, depth, end) => {
      const text = `${laidOut(value, depth)}${end}`;
      expect(JSON.parse(text)).toEqual(value);
      expect(finish(readingLaidOut(text))).toEqual(value);
    }),
  );
});

test('each member has a line as deep as it is laid out, and is a step of its own', () => {
  const text = laidOut({ a: { 'x\ny': { z: 1 }, __proto__: null }, b: {}, c: undefined, d: [{}] }, 2);
  expect(text).toBe('{\n"a":{\n"x\\ny":{"z":1}\n},\n"b":{},\n"d":[{}]\n}');
  expect([...readingLaidOut(text)]).toHaveLength(6);
});

test.each([
  { reason: 'indented by hand', text: '{\n  "a": {\n    "b": 1\n  }\n}\n' },
  { reason: 'on one line', text: '{"a":{"b":1}}' },
  { reason: 'with an end of Windows', text: '{\r\n"a":{\r\n"b":1\r\n}\r\n}\r\n' },
])('other JSON reads as well: $reason', ({ text }) => {
  expect(finish(readingLaidOut(text))).toEqual({ a: { b: 1 } });
});

test.each([
  { reason: 'its end is missing', text: '{\n"a":{\n"b":1\n}\n' },
  { reason: 'a line breaks off', text: '{\n"a":{\n"b' },
  { reason: 'something stands behind its end', text: '{\n"a":1\n}\n}\n' },
  { reason: 'nothing', text: '' },
])('what is no JSON is refused: $reason', ({ text }) => {
  expect(() => finish(readingLaidOut(text))).toThrow(SyntaxError);
});
