import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMarked, isSameBody, readMarker, textBelow, withMarker } from '../../../src/edges/github/marker.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';

const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64url');
const lineOf = (data: string): string => `<!-- defender-gitops:plan ${data} -->`;

describe('a marker', () => {
  it('hands back its key and record, whatever they hold, and never ends early', () => {
    const record = fc.dictionary(fc.string(), fc.string({ maxLength: 400 }), { maxKeys: 5 });
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.option(record, { nil: undefined }),
        (key, given) => {
          const found = { ...given } as JsonObject;
          const body = withMarker(given === undefined ? { key } : { key, record: found }, 'The plan');
          expect(readMarker(body)).toEqual(given === undefined ? { key } : { key, record: found });
          expect(body.split('\n')[0]?.match(/-->/g)).toHaveLength(1);
          expect(textBelow(body)).toBe('The plan');
        },
      ),
      { numRuns: 50 },
    );
  });

  it('takes little room: a long record is compressed, a short one can be read by people', () => {
    const body = (length: number): string => withMarker({ key: 'plan', record: { text: 'x'.repeat(length) } }, '');
    expect(body(2_000).length).toBeLessThan(100);
    expect(body(10)).toContain(base64('{"text":"xxxxxxxxxx"}'));
    // The JSON is 11 longer than the text.
    expect(body(988)).toContain(base64(`{"text":"${'x'.repeat(988)}"}`));
    expect(body(989).length).toBeLessThan(100);
  });

  it.each([
    { reason: 'nothing', body: undefined },
    { reason: 'an empty text', body: '' },
    { reason: 'one that is no text', body: null },
    { reason: 'a text without one', body: 'The plan' },
    { reason: 'one further down, which is a quotation', body: `\n${lineOf(base64('{}'))}` },
    { reason: 'that of another tool', body: '<!-- other:plan -->' },
    { reason: 'one without a key', body: '<!-- defender-gitops: -->' },
    { reason: 'one with more words', body: '<!-- defender-gitops:plan e30 e30 -->' },
  ])('is not found in $reason', ({ body }) => {
    expect(readMarker(body)).toBeUndefined();
    expect(isMarked(body, { key: 'plan' })).toBe(false);
  });

  it.each([
    { reason: 'is cut short', data: base64('{"a":1') },
    { reason: 'is a list', data: base64('[1]') },
    { reason: 'is compressed wrongly', data: base64('nonsense') },
    { reason: 'is a list, compressed', data: base64(deflateRawSync('[1]')) },
    { reason: 'would grow beyond all bounds', data: base64(deflateRawSync(`{"a":"${'x'.repeat(2 ** 20)}"}`)) },
  ])('has no record where that $reason', ({ data }) => {
    expect(readMarker(lineOf(data))).toStrictEqual({ key: 'plan' });
  });

  it('has a record of up to a megabyte', () => {
    const json = `{"a":"${'x'.repeat(2 ** 20 - 8)}"}`;
    expect(readMarker(lineOf(base64(deflateRawSync(json))))?.record).toEqual(JSON.parse(json));
  });

  it('has the key that stands there where nobody of ours wrote it so', () => {
    expect(readMarker('<!-- defender-gitops:100% -->')?.key).toBe('100%');
  });
});

describe('a comment of a key', () => {
  const marked = (key: string, record?: JsonObject): string => withMarker({ key, ...(record && { record }) }, 'x');
  const rows: { reason: string; body: string; key: string; folder?: string; isOurs: boolean }[] = [
    { reason: 'is one with it', body: marked('plan@acme/iot'), key: 'plan@acme/iot', isOurs: true },
    { reason: 'is not one of another owner', body: marked('plan@acme/other'), key: 'plan@acme/iot', isOurs: false },
    { reason: 'is not one about something else', body: marked('result@acme/iot'), key: 'plan@acme/iot', isOurs: false },
    { reason: 'is one of a version that named no owner', body: marked('plan'), key: 'plan@acme/iot', isOurs: true },
    {
      reason: 'is not one of such a version about something else',
      body: marked('result'),
      key: 'plan@acme/iot',
      isOurs: false,
    },
    {
      reason: 'is one of the same folder under another owner',
      body: marked('plan@acme/old', { folder: 'profiles' }),
      key: 'plan@acme/iot',
      folder: 'profiles',
      isOurs: true,
    },
    {
      reason: 'is not one about something else of that folder',
      body: marked('result@acme/old', { folder: 'profiles' }),
      key: 'plan@acme/iot',
      folder: 'profiles',
      isOurs: false,
    },
    {
      reason: 'is not one of another folder and owner',
      body: marked('plan@acme/old', { folder: 'other' }),
      key: 'plan@acme/iot',
      folder: 'profiles',
      isOurs: false,
    },
    {
      reason: 'is not one of another owner that recorded no folder, where none is asked for',
      body: marked('plan@acme/old', { head: 'h' }),
      key: 'plan@acme/iot',
      isOurs: false,
    },
    {
      reason: 'is not one of another owner without a record',
      body: marked('plan@acme/old'),
      key: 'plan@acme/iot',
      folder: 'profiles',
      isOurs: false,
    },
  ];
  it.each(rows)('$reason', ({ body, isOurs, ...key }) => expect(isMarked(body, key)).toBe(isOurs));
});

it.each([
  { reason: 'themselves', left: 'a\nb', right: 'a\nb', isSame: true },
  { reason: 'with the line ends of GitHub', left: 'a\r\nb\r\n', right: 'a\nb', isSame: true },
  { reason: 'with blanks at the end', left: 'a\nb', right: 'a\nb \n', isSame: true },
  { reason: 'nothing', left: undefined, right: '', isSame: true },
  { reason: 'and not other words', left: 'a\nc', right: 'a\nb', isSame: false },
  { reason: 'and not nothing where there is something', left: null, right: 'a', isSame: false },
])('bodies say the same as $reason', ({ left, right, isSame }) => expect(isSameBody(left, right)).toBe(isSame));

it.each([
  { reason: 'what its job wrote', body: '<!-- defender-gitops:plan e30 -->\n\nThe plan\n\n', text: '\nThe plan' },
  {
    reason: 'the same with other line ends',
    body: '<!-- defender-gitops:plan -->\r\nThe\r\nplan\r\n',
    text: 'The\nplan',
  },
  { reason: 'all of it, line for line, where no marker is', body: 'The\nplan\n', text: 'The\nplan' },
])('below the marker is $reason', ({ body, text }) => expect(textBelow(body)).toBe(text));
