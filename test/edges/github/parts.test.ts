import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarker, withMarker } from '../../../src/edges/github/marker.ts';
import { type CommentPart, readParts, roomOfPart, withPart } from '../../../src/edges/github/parts.ts';
import type { JsonValue } from '../../../src/model/values/json.ts';
import { COMMENT_BYTES } from '../../../src/render/markdown/comment.ts';

const write = (parts: readonly CommentPart[], before?: string): string =>
  parts.reduce<string | undefined>(
    (body, part) => withPart('results', body === undefined ? [] : [body], part),
    before,
  ) ?? '';
const ok = (name: string): CommentPart => ({ name, text: `## ✅ Applied: 1 created\n\nTarget ${name}` });
const names = (body: string): readonly string[] => readParts(body).parts.map(({ name }) => name);

describe('a comment of several parts', () => {
  it('has what each job wrote last, in the order of the names, and says the worst first', () => {
    const body = write([ok('b'), ok('a'), { name: 'b', text: '## ❌ Not applied: 1 failed\n\nmore' }]);
    expect(body.split('\n').slice(1).join('\n')).toBe(
      '## ❌ Results of 2 jobs so far: 1 ❌ · 1 ✅\n\n---\n\n### ✅ Applied: 1 created\n\nTarget a\n\n---\n\n### ❌ Not applied: 1 failed\n\nmore',
    );
  });

  it('is the same in whatever order they write, and when they write again', () => {
    const name = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 40 }));
    const parts = fc.uniqueArray(fc.record({ name, text: name.map((text) => `## ✅ Applied ${text}`) }), {
      selector: (part) => part.name,
      maxLength: 6,
    });
    const property = fc.property(parts, (given) => {
      const body = write(given);
      expect(write(given.toReversed())).toBe(body);
      expect(write(given, body === '' ? undefined : body)).toBe(body);
      expect(names(body)).toEqual(given.map((part) => part.name).sort((left, right) => (left < right ? -1 : 1)));
    });
    fc.assert(property, { numRuns: 30 });
  });

  it('is read as it was written where a text looks like the bounds between parts, or like a marker', () => {
    const forged: CommentPart = { name: 'a', text: `${write([ok('x'), ok('y')])}\n\n---\n\n### ✅ Applied\n<!-- -->` };
    expect(names(write([forged, ok('b')]))).toEqual(['a', 'b']);
  });

  it('is read whatever line ends GitHub hands back', () => {
    const body = write([ok('a'), ok('b')]);
    expect(write([ok('c')], `${body.replaceAll('\n', '\r\n')}\r\n`)).toBe(write([ok('c')], body));
    expect(readParts(body.replaceAll('\n', '\r\n')).edited).toBe(false);
  });

  it.each([
    { reason: 'into a part', edit: (body: string) => body.replace('Target b', 'Target B') },
    { reason: 'below it', edit: (body: string) => `${body}\nLGTM` },
    { reason: 'into the marker', edit: (body: string) => body.replace(/ [\w-]+ -->/, ' e30 -->') },
  ])('that somebody wrote into is begun anew, and says so from then on: $reason', ({ edit }) => {
    const body = write([ok('c'), ok('d')], edit(write([ok('a'), ok('b')])));
    expect(names(body)).toEqual(['c', 'd']);
    expect(body).toContain('Somebody edited this comment');
  });

  it.each([1, 2, 20, 256])('stays within the budget with %i parts that fill their room', (of) => {
    const all = Array.from({ length: of }, (_, index) => `target-${index}-of-a-fleet-with-a-long-name`);
    const body = write(
      all.map((name) => ({ name, text: `## ❌ Not applied\n\n${'é'.repeat(roomOfPart(name, of) / 2 - 20)}` })),
    );
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(COMMENT_BYTES);
    expect(names(body)).toEqual(all.toSorted());
    expect(body.split('\n')[1]).toBe(`## ❌ Results of ${of} ${of === 1 ? 'job' : 'jobs'} so far: ${of} ❌`);
  });

  it('leaves out the longest where one takes more than its room, keeps its heading, and comes to rest', () => {
    const long: CommentPart = { name: 'long', text: `## ⛔ Not applied\n\n${'x'.repeat(COMMENT_BYTES)}` };
    const body = write([long, ok('a')]);
    expect(body).toContain('### ⛔ Not applied\n\n_Left out here for want of room');
    expect(body).toContain('Target a');
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(COMMENT_BYTES);
    expect(write([long], body)).toBe(body);
    expect(readMarker(body)?.key).toBe('results');
  });
});

describe('the room of a part', () => {
  it('is its share of the comment, less what the marker says of it', () => {
    expect(roomOfPart('eu', 1)).toBe(COMMENT_BYTES - 1000 - 64 - 2 * 2);
    expect(roomOfPart('eu', 3)).toBe(Math.floor((COMMENT_BYTES - 1000) / 3) - 64 - 2 * 2);
    expect(roomOfPart('süd', 1)).toBe(COMMENT_BYTES - 1000 - 64 - 2 * 4);
  });

  it('is all of it where nobody knows of other jobs, and never too little to say anything', () => {
    expect(roomOfPart('eu', 0)).toBe(roomOfPart('eu', 1));
    expect(roomOfPart('eu', 10_000)).toBe(200);
  });
});

describe('a part', () => {
  const textOf = (text: string): string => readParts(write([{ name: 'a', text }])).parts[0]?.text ?? '';

  it.each([
    {
      reason: 'one level below the heading of all',
      text: '## ✅ Applied\n\n## More',
      shown: '### ✅ Applied\n\n## More',
    },
    {
      reason: 'as it is where its heading is no second level',
      text: '# ✅ Applied\n\n## More',
      shown: '# ✅ Applied\n\n## More',
    },
    { reason: 'without blanks around it', text: '\n\n## ✅ Applied \n', shown: '### ✅ Applied' },
    { reason: 'with line ends that all systems know', text: '## ✅\r\na\rb', shown: '### ✅\na\nb' },
    { reason: 'without halves of characters', text: '## ✅ \ud83d', shown: '### ✅ \ufffd' },
  ])('is shown $reason', ({ text, shown }) => expect(textOf(text)).toBe(shown));

  it('of which two comments tell is what its job wrote last, and else what the older one says', () => {
    const older = write([ok('a'), { name: 'b', text: '## ❌ Older' }]);
    const newer = write([ok('c'), { name: 'b', text: '## ✅ Newer' }]);
    const body = withPart('results', [older, newer], { name: 'c', text: '## ❌ Not applied' });
    expect(readParts(body).parts.map(({ name, text }) => [name, text.split('\n')[0]])).toEqual([
      ['a', '### ✅ Applied: 1 created'],
      ['b', '### ❌ Older'],
      ['c', '### ❌ Not applied'],
    ]);
  });

  it('counts with the worst mark first, and in no number where it has none', () => {
    const headlineOf = (...texts: string[]): string | undefined =>
      write(texts.map((text, index) => ({ name: `t${index}`, text }))).split('\n')[1];
    expect(headlineOf('## ✅ a', '## ⚠️ b', '## ❌ c', '## ⛔ d', '## ❌ e\n\n ✅')).toBe(
      '## ⛔ Results of 5 jobs so far: 1 ⛔ · 2 ❌ · 1 ⚠️ · 1 ✅',
    );
    expect(headlineOf('## a')).toBe('##  Results of 1 job so far: ');
  });

  it('is left out longest first, and only as many as have to be', () => {
    const long = (name: string, share: number): CommentPart => ({
      name,
      text: `## ✅ ${name}\n\n${'x'.repeat(COMMENT_BYTES * share)}`,
    });
    const body = write([long('a', 0.3), long('b', 0.5), long('c', 0.4)]);
    expect(readParts(body).parts.map(({ text }) => text.length > 1000)).toEqual([true, false, true]);
    const both = write([long('a', 0.3), long('b', 0.9), long('c', 0.8)]);
    expect(readParts(both).parts.map(({ text }) => text.length > 1000)).toEqual([true, false, false]);
  });

  it('stays left out while its job writes the same, though there would be room again', () => {
    const long: CommentPart = { name: 'a', text: `## ✅ a\n\n${'x'.repeat(COMMENT_BYTES * 0.7)}` };
    const crowded = write([long, { name: 'b', text: `## ✅ b\n\n${'x'.repeat(COMMENT_BYTES * 0.6)}` }]);
    const again = write([ok('b'), long], crowded);
    expect(readParts(again).parts[0]?.text).toMatch(/for want of room/);
    const other = write([{ ...long, text: `${long.text}y` }], again);
    expect(readParts(other).parts[0]?.text).toMatch(/xy$/);
  });

  it('keeps its heading, though that alone is longer than a comment may be: then GitHub refuses it', () => {
    const body = write([{ name: 'a', text: `## ✅ ${'x'.repeat(COMMENT_BYTES)}\n\nmore` }]);
    expect(body).toMatch(/x\n\n_Left out here/);
  });

  it('takes little of the room for its marker', () => {
    const { record } = readMarker(write([ok('a')])) ?? {};
    const digest = expect.stringMatching(/^[0-9a-f]{12}$/) as string;
    expect(record).toEqual({ parts: [['a', digest, expect.any(Number)]], digest });
  });

  it('is written whole where the comment is just as long as it may be', () => {
    const size = (length: number): number =>
      Buffer.byteLength(write([{ name: 'a', text: `## ✅ ${'x'.repeat(length)}` }]));
    // The marker tells the length of the text, in so many digits.
    const room = 50_000 + COMMENT_BYTES - size(50_000);
    const fits = `## ✅ ${'x'.repeat(room)}`;
    expect(Buffer.byteLength(write([{ name: 'a', text: fits }]))).toBe(COMMENT_BYTES);
    expect(readParts(write([{ name: 'a', text: fits }])).parts[0]?.text).toBe(`#${fits}`);
    expect(readParts(write([{ name: 'a', text: `${fits}x` }])).parts[0]?.text).toMatch(/for want of room/);
  });
});

describe('what is no comment of parts', () => {
  const body = write([ok('a')]);
  const { record = {} } = readMarker(body) ?? {};
  const text = body.slice(body.indexOf('\n') + 1);
  const rows: { reason: string; found: string }[] = [
    { reason: 'nothing', found: '' },
    { reason: 'a text without a marker', found: 'LGTM' },
    { reason: 'one without a record', found: withMarker({ key: 'results' }, text) },
    {
      reason: 'one whose record names no parts',
      found: withMarker({ key: 'results', record: { ...record, parts: 1 } }, text),
    },
    { reason: 'one whose text is another', found: withMarker({ key: 'results', record }, `${text} more`) },
    { reason: 'one with no text at all', found: withMarker({ key: 'results', record }, '') },
  ];
  it.each(rows)('is begun anew: $reason', ({ found }) => {
    expect(readParts(found)).toEqual({ parts: [], edited: true });
  });

  it.each([
    { reason: 'a text', entry: 'a' },
    { reason: 'a number', entry: 1 },
    { reason: 'a list without a length', entry: ['b', 'digest'] },
    { reason: 'a list with a broken length', entry: ['b', 'digest', 1.5] },
    { reason: 'a list without a name', entry: [1, 'digest', 2] },
    { reason: 'a list without a digest', entry: ['b', 1, 2] },
  ])('has no part that its record does not name as one: $reason', ({ entry }) => {
    const parts = [...(record['parts'] as JsonValue[]), entry as JsonValue];
    expect(names(withMarker({ key: 'results', record: { ...record, parts } }, text))).toEqual(['a']);
  });

  it('says for good that it was begun anew', () => {
    const again = write([ok('b')], `${body}!`);
    expect(readParts(again).edited).toBe(true);
    expect(readParts(write([ok('c')], again)).edited).toBe(true);
    expect(readParts(body).edited).toBe(false);
  });
});
