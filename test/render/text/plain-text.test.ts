import { expect, test } from 'vitest';
import { plainLine, plainLines } from '../../../src/render/text/plain-text.ts';

const rows: readonly { readonly given: string; readonly shown: string; readonly reason: string }[] = [
  { given: "SELECT * FROM 'a/+/b'", shown: "SELECT * FROM 'a/+/b'", reason: 'ordinary text stays' },
  { given: 'arn:aws:s3:::lake', shown: 'arn:aws:s3:::lake', reason: 'colons inside a word are no command' },
  { given: '\u001b[2J', shown: '\\u001b[2J', reason: 'an escape sequence would clear the terminal' },
  { given: '\u009b31m', shown: '\\u009b31m', reason: 'C1 controls steer terminals too' },
  { given: 'a\tb\r\nc', shown: 'a\\tb\\r\\nc', reason: 'a line stays one line' },
  { given: 'x\u202ey', shown: 'x\\u202ey', reason: 'a bidi override would turn the line around' },
  { given: 'pay\u200bpal', shown: 'pay\\u200bpal', reason: 'what takes no room would hide a difference' },
  { given: 'a\u200db', shown: 'a\\u200db', reason: 'a joiner between ASCII only hides' },
  { given: 'क्‍ष 👩‍🔧 ⚠️', shown: 'क्‍ष 👩‍🔧 ⚠️', reason: 'joiners and selectors belong to scripts and emoji' },
  { given: '\u{e0041}', shown: '\\U000e0041', reason: 'tag characters are invisible' },
  { given: '\ud800', shown: '\\ud800', reason: 'a lone surrogate is no character' },
  { given: '::error::x', shown: '\\u003a:error::x', reason: 'the runner obeys it at the start of a line' },
  {
    given: '\u00a0 ::error::x',
    shown: '\u00a0 \\u003a:error::x',
    reason: 'the runner skips space before it, of any sort',
  },
  { given: 'x ::error::y', shown: 'x \\u003a:error::y', reason: 'wrapping could put it at the start of a line' },
  { given: 'x##[group]y', shown: 'x\\u0023#[group]y', reason: 'the runner obeys it anywhere in a line' },
  { given: '###[group]', shown: '#\\u0023#[group]', reason: 'one more sign does not hide it' },
];

test.each(rows)('foreign text is made plain: $reason', ({ given, shown }) => {
  expect(plainLine(given)).toBe(shown);
  expect(plainLine(shown)).toBe(shown);
});

test('lines are made plain one by one', () => {
  expect(plainLines('a\r\n::warning::b\n\u001bc')).toEqual(['a', '\\u003a:warning::b', '\\u001bc']);
});
