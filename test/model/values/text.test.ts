import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthOf } from '../../../src/model/values/text.ts';

test('a character counts once, however many places it takes', () => {
  expect(lengthOf('a🔋é')).toBe(3);
});

test('whatever the text, halves of characters too', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => lengthOf(text) === [...text].length));
  const half = fc.constantFrom('\uD83D', '\uDD0B', 'a');
  fc.assert(fc.property(fc.string({ unit: half }), (text) => lengthOf(text) === [...text].length));
});
