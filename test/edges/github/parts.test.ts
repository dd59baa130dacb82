import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarker } from '../../../src/edges/github/marker.ts';
import { type CommentPart, readParts, roomOfPart, withPart } from '../../../src/edges/github/parts.ts';
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
