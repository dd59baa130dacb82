import stringWidth from 'fast-string-width';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeFrame } from '../../src/render/text/code-frame.ts';
import { displayWidth, padEnd, wrap } from '../../src/render/text/display-width.ts';
import { groupEdits } from '../../src/render/words/edit-groups.ts';
import { paletteFor } from '../../src/render/text/palette.ts';
import { textDiff } from '../../src/render/text/text-diff.ts';

const plain = paletteFor(false);
const frame = (text: string, line: number, column: number, width = 40): readonly string[] =>
  codeFrame(text, { line, column, paint: plain, width });

const widths: readonly { readonly text: string; readonly columns: number; readonly reason: string }[] = [
  { text: 'Soundbox', columns: 8, reason: 'a column for each' },
  { text: '電池', columns: 4, reason: 'East Asian characters are wide' },
  { text: '🔋', columns: 2, reason: 'so are emoji' },
  { text: '👍🏽👨‍👩‍👧🇮🇳', columns: 6, reason: 'those of several characters too' },
  { text: '⚠️❤️1️⃣', columns: 6, reason: 'and what is an emoji by its variant' },
  { text: 'e\u0301', columns: 1, reason: 'a mark stands on its letter' },
  { text: '\u001b[31mred\u001b[39m', columns: 3, reason: 'colours take no room' },
];

test.each(widths)('the width of a text is what a terminal gives it: $reason', ({ text, columns }) => {
  expect(displayWidth(text)).toBe(columns);
  expect(displayWidth(padEnd(text, 12))).toBe(12);
});

test('what is quick to measure is as wide as the library says', () => {
  const characters = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code)).filter(
    (one) => one >= ' ',
  );
  expect(characters.filter((one) => displayWidth(one) !== stringWidth(one))).toEqual([]);
});

test('prose is broken at its spaces, and words are never', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('arn:aws:iam::111122223333:role/X is it', 10)).toEqual(['arn:aws:iam::111122223333:role/X', 'is it']);
});

test('a frame points at what begins at the place', () => {
  expect(frame('a: 1\nb: wrong\nc: 3\n', 2, 4)).toEqual([
    '  1 │ a: 1',
    '› 2 │ b: wrong',
    '    │    ^^^^^',
    '  3 │ c: 3',
  ]);
});

test('a frame points at the right column behind wide characters and what is escaped', () => {
  expect(frame('"電池": x', 1, 7)).toEqual(['› 1 │ "電池": x', '    │         ^']);
  expect(frame('\u202ea: x', 1, 5)).toEqual(['› 1 │ \\u202ea: x', '    │          ^']);
});

test('a frame shows the part of a long line around the place, within its width', () => {
  const lines = frame(`key: ${'x'.repeat(100)} here: ${'y'.repeat(100)}`, 1, 107);
  expect(lines[0]).toMatch(/^› 1 │ …x+ here: y+…$/);
  expect(lines[1]?.indexOf('^')).toBe(lines[0]?.indexOf('here'));
  expect(lines.map((line) => line.length <= 40)).toEqual([true, true]);
});

test('a frame at the end of a file and beyond still points', () => {
  expect(frame('a: 1', 1, 5)).toEqual(['› 1 │ a: 1', '    │     ^']);
  expect(frame('a: 1', 9, 1)).toEqual([]);
});

test('a frame points within its width at any place of any text, also where what is masked hides the place', () => {
  const piece = fc.constantFrom('https://u:secret', '@', '\u202e', '電', 'password: ', ' ', '"', 'x', 'ghp_', '😀');
  const line = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(line, fc.nat(200), fc.integer({ min: 30, max: 100 }), (text, at, width) => {
      const [shown = '', mark = ''] = frame(text, 1, Math.min(at, text.length) + 1, width);
      expect(shown).toMatch(/^› 1 │/);
      expect(mark).toMatch(/^ {4}│ +\^+$/);
      expect(mark.length).toBeLessThanOrEqual(width);
    }),
    {
      examples: [
        ['https://u:secret\u202e@', 16, 100],
        ['電'.repeat(40), 40, 30],
      ],
    },
  );
});

test('a text diff follows the longest common lines and leaves out what is far from any difference', () => {
  const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const after = ['a', 'B', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  expect(textDiff(before, after).map(({ sign, text }) => sign + text)).toEqual([
    ' a',
    '-b',
    '+B',
    ' c',
    ' d',
    '⋮',
    ' g',
    ' h',
    '+i',
  ]);
  expect(textDiff(before, before)).toEqual([]);
});

test('one changed line is one line, however long the texts are', () => {
  const long = Array.from({ length: 30_000 }, (_, index) => `line ${index}`);
  const changed = long.with(20_000, 'other');
  expect(textDiff(long, changed).map(({ sign }) => sign)).toEqual([' ', ' ', '-', '+', ' ', ' ']);
});

test('a text diff tells each line that went or came, and nothing of equal texts', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = textDiff(before, after);
      const told = (sign: string): number => diff.filter((line) => line.sign === sign).length;
      expect(told('-') - told('+')).toBe(before.length - after.length);
      expect(diff.length === 0).toBe(before.join('\n') === after.join('\n') && before.length === after.length);
      expect(told('-')).toBeLessThanOrEqual(before.length);
    }),
  );
});

test('where thousands of lines differ, those that both texts have are told as equal all the same', () => {
  const before = Array.from({ length: 9_000 }, (_, index) => (index % 3 === 0 ? `kept ${index}` : `old ${index}`));
  const after = before.map((line) => line.replace('old', 'new'));
  const diff = textDiff(before, after);
  const told = (sign: string): string[] => diff.flatMap((line) => (line.sign === sign ? [line.text] : []));
  expect(told('-')).toEqual(before.filter((line) => line.startsWith('old')));
  expect(told('+')).toEqual(after.filter((line) => line.startsWith('new')));
  expect(told(' ')).toEqual(before.filter((line) => line.startsWith('kept')));
});

test('lines that changed their places count once: as many as possible stay', () => {
  const lines = Array.from({ length: 4_000 }, (_, index) => `line ${index}`);
  const moved = [...lines.slice(3_000), ...lines.slice(0, 3_000)];
  expect(textDiff(lines, moved).filter(({ sign }) => sign === '-')).toHaveLength(1_000);
});

test('texts of which hardly a line is common are shown one after the other, in bounded time', () => {
  const text = (name: string): string[] => Array.from({ length: 50_000 }, (_, index) => `${name} ${index}`);
  const signs = textDiff(text('before'), text('after')).map(({ sign }) => sign);
  expect(signs.lastIndexOf('-')).toBe(signs.indexOf('+') - 1);
  expect(signs).toHaveLength(100_000);
});

test('edits of one list element stand together below its name; a lone one keeps its whole path', () => {
  const edit = (path: string): { op: 'add'; path: string; after: number } => ({ op: 'add', path, after: 1 });
  const paths = [
    'description',
    'behaviors[A].metric',
    'behaviors[A].criteria.value',
    'behaviors[B].metric',
    'tags.team',
  ];
  expect(groupEdits(paths.map(edit)).map(({ path, edits }) => [path, edits.map(({ label }) => label)])).toEqual([
    ['', ['description']],
    ['behaviors[A]', ['metric', 'criteria.value']],
    ['', ['behaviors[B].metric', 'tags.team']],
  ]);
});

test('a name is marked whole, with the colons in it, and a key without the one behind it', () => {
  const marks = (text: string, column: number): string => frame(text, 1, column).at(-1)?.replaceAll(/[^^]/g, '') ?? '';
  expect(marks('metrics: [aws:num-disconnect, b]', 11)).toBe('^'.repeat('aws:num-disconnect'.length));
  expect(marks('metric: aws:num-disconnect', 1)).toBe('^'.repeat('metric'.length));
});
