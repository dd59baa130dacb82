import { expect, test } from 'vitest';
import { shortened } from '../../../src/render/text/plain-text.ts';
import { code, codeCell, fenced, html, link, prose } from '../../../src/render/markdown/escape.ts';

const spans: readonly { readonly given: string; readonly shown: string; readonly reason: string }[] = [
  { given: 'Soundbox', shown: '`Soundbox`', reason: 'a name is code' },
  { given: '', shown: '`""`', reason: 'an empty span would be two backticks' },
  { given: 'a`b', shown: '``a`b``', reason: 'the fence is longer than any run inside' },
  { given: '`a`', shown: '`` `a` ``', reason: 'a backtick at an end needs a space beside it' },
  { given: ' a ', shown: '`  a  `', reason: 'Markdown strips one space at each end' },
  { given: 'a\nb', shown: '`a\\nb`', reason: 'a span stays on its line' },
];

test.each(spans)('foreign text is a code span: $reason', ({ given, shown }) => {
  expect(code(given)).toBe(shown);
});

test('a bar in a table shows broken, because escapes of it are read differently', () => {
  expect(codeCell('a|b\\|c')).toBe('`a¦b\\¦c`');
});

const sentences: readonly { readonly given: string; readonly shown: string; readonly reason: string }[] = [
  {
    given: 'Deletes 4 of 7 resources (57 %); the limit is 3.',
    shown: 'Deletes 4 of 7 resources (57 %); the limit is 3.',
    reason: 'plain words stay',
  },
  {
    given: 'Deletes SecurityProfile/Soundbox.',
    shown: 'Deletes `SecurityProfile/Soundbox`.',
    reason: 'punctuation stays outside',
  },
  { given: 'Add `adopt: true` first', shown: 'Add `adopt: true` first', reason: 'code spans stay' },
  { given: 'by @ops', shown: 'by `@ops`', reason: 'a mention would notify people' },
  { given: 'see #12', shown: 'see `#12`', reason: 'a reference would link' },
  { given: 'GH-12 and ABC-12', shown: '`GH-12` and `ABC-12`', reason: 'such references link too' },
  { given: 'commit 9f2c1e7', shown: 'commit `9f2c1e7`', reason: 'a commit would link' },
  { given: 'www.example.com', shown: '`www.example.com`', reason: 'an address would link' },
  { given: '<img src=x>', shown: '`<img` `src=x>`', reason: 'HTML would be obeyed' },
  { given: '- item', shown: '`-` item', reason: 'a sign at the start would make a list' },
  { given: '1. item', shown: '`1.` item', reason: 'a number at the start would make a list' },
];

test.each(sentences)('a sentence keeps its words and nothing in it is active: $reason', ({ given, shown }) => {
  expect(prose(given)).toBe(shown);
});

test('HTML in a summary is text', () => {
  expect(html('</summary>@x & "y"')).toBe('&#60;/summary&#62;&#64;x &#38; &#34;y&#34;');
});

test('a fence is longer than any run of backticks in it', () => {
  expect(fenced(['+ a', '+ ````'], 'diff')).toBe('`````diff\n+ a\n+ ````\n`````');
});

test('a link keeps its label inert and its address whole', () => {
  expect(link('a.yaml:1', 'https://github.com/acme/x/blob/1/a (b)|c.yaml#L1')).toBe(
    '[`a.yaml:1`](https://github.com/acme/x/blob/1/a%20%28b%29%7Cc.yaml#L1)',
  );
  expect(link('a.yaml:1', 'javascript:alert(1)')).toBe('`a.yaml:1`');
  expect(link('a.yaml:1', undefined)).toBe('`a.yaml:1`');
});

test('a text is cut between characters', () => {
  expect(shortened('abc', 3)).toBe('abc');
  expect(shortened('abcd', 3)).toBe('ab…');
  expect(shortened('a🔋🔋', 3)).toBe('a…');
});
