import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { load } from '../../../src/pipeline/yaml/load.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => load([{ file: 'profiles/a.yaml', bytes: bytes(text) }]);

describe('a file that is plain data', () => {
  const rows: { reason: string; text: string; value: unknown }[] = [
    { reason: 'a byte order mark is dropped', text: '\uFEFFowner: me\n', value: { owner: 'me' } },
    { reason: 'Windows line ends are read', text: 'a: 1\r\nb: 2\r\n', value: { a: 1, b: 2 } },
    { reason: 'an empty file says nothing', text: '', value: {} },
    { reason: 'a file of comments says nothing', text: '# nothing\n', value: {} },
    {
      reason: 'words that YAML 1.1 took for booleans are text',
      text: 'a: [on, yes, no, off]',
      value: { a: ['on', 'yes', 'no', 'off'] },
    },
    {
      reason: 'a date stays text, as AWS wants it',
      text: 'awsIotSqlVersion: 2016-03-23',
      value: { awsIotSqlVersion: '2016-03-23' },
    },
    { reason: 'a few aliases are written out', text: 'a: &x [1]\nb: *x\nc: *x\n', value: { a: [1], b: [1], c: [1] } },
    {
      reason: 'the expressions of AWS IoT are text',
      text: 'key: "errors/${topic()}"',
      value: { key: 'errors/${topic()}' },
    },
  ];
  test.each(rows)('$reason', ({ text, value }) => {
    const { documents, problems } = read(text);
    expect(problems).toEqual([]);
    expect(documents[0]?.value).toEqual(value);
  });

  test('each value is found at its line and column', () => {
    const [document] = read('rules:\n  R:\n    actions:\n      - sns: { targetArn: x }\n').documents;
    expect(document?.place(['rules', 'R', 'actions', 0, 'sns', 'targetArn'])).toEqual({
      file: 'profiles/a.yaml',
      line: 4,
      column: 16,
    });
    expect(document?.place(['rules', 'R', 'actions', 0])).toMatchObject({ line: 4, column: 9 });
    expect(document?.place(['rules', 'R', 'nothing', 'here'])).toMatchObject({ line: 2, column: 3 });
  });
});

describe('a file that is refused', () => {
  const rows: { reason: string; text: string; code: string; line: number; column: number }[] = [
    {
      reason: 'the same key twice would lose one of them',
      text: 'a: 1\nb: 2\na: 3\n',
      code: 'DG1010',
      line: 3,
      column: 1,
    },
    { reason: 'the same key twice, once by an escape', text: 'a: 1\n"\\x61": 3\n', code: 'DG1010', line: 2, column: 1 },
    {
      reason: 'a merge key hides what applies',
      text: 'a: &x { b: 1 }\nc:\n  <<: *x\n',
      code: 'DG1010',
      line: 3,
      column: 3,
    },
    {
      reason: '__proto__ would change what objects are',
      text: 'a:\n  __proto__: { polluted: true }\n',
      code: 'DG1010',
      line: 2,
      column: 3,
    },
    { reason: 'constructor would too', text: 'constructor: 1\n', code: 'DG1010', line: 1, column: 1 },
    { reason: 'a number is no key', text: 'rules:\n  1: {}\n', code: 'DG1010', line: 2, column: 3 },
    { reason: 'a list is no key', text: '? [a]\n: 1\n', code: 'DG1010', line: 1, column: 3 },
    {
      reason: 'a tag of another language is not run',
      text: 'a: !!js/function "x"\n',
      code: 'DG1008',
      line: 1,
      column: 18,
    },
    {
      reason: 'CloudFormation tags are not CloudFormation here',
      text: 'a: !Ref B\n',
      code: 'DG1008',
      line: 1,
      column: 9,
    },
    { reason: 'a tag that turns text into bytes', text: 'a: !!binary aGk=\n', code: 'DG1008', line: 1, column: 13 },
    {
      reason: 'a directive that makes `no` false',
      text: '%YAML 1.1\n---\na: no\n',
      code: 'DG1006',
      line: 1,
      column: 1,
    },
    { reason: 'two documents in a file', text: 'a: 1\n---\nb: 2\n', code: 'DG1004', line: 2, column: 1 },
    {
      reason: 'a bracket that is not closed, at the bracket',
      text: 'a: [1, 2\nb: 3\n',
      code: 'DG1004',
      line: 1,
      column: 4,
    },
    { reason: 'a tab as an indent', text: 'a:\n\tb: 1\n', code: 'DG1004', line: 2, column: 1 },
    { reason: 'an alias without an anchor', text: 'a: *nowhere\n', code: 'DG1009', line: 1, column: 4 },
    { reason: 'an alias of itself', text: 'a: &x [*x]\n', code: 'DG1009', line: 1, column: 8 },
    {
      reason: 'more aliases than a reviewer follows',
      text: `a: &x 1\nb: [${Array(11).fill('*x').join(', ')}]\n`,
      code: 'DG1009',
      line: 2,
      column: 45,
    },
    {
      reason: 'an integer that a double cannot hold',
      text: 'a: 9007199254740993\n',
      code: 'DG1011',
      line: 1,
      column: 4,
    },
    { reason: 'infinity', text: 'a: .inf\n', code: 'DG1011', line: 1, column: 4 },
    { reason: 'a list at the top', text: '- a\n', code: 'DG1005', line: 1, column: 1 },
    {
      reason: 'a character that turns text around (CVE-2021-42574)',
      text: 'a: "x\u202Ey"\n',
      code: 'DG1003',
      line: 1,
      column: 6,
    },
    { reason: 'a NUL', text: 'a: "x\0"\n', code: 'DG1003', line: 1, column: 6 },
    {
      reason: 'deeper than any member',
      text: `a: ${'['.repeat(80)}${']'.repeat(80)}\n`,
      code: 'DG1007',
      line: 1,
      column: 68,
    },
  ];
  test.each(rows)('$code: $reason', ({ text, code, line, column }) => {
    const { documents, problems } = read(text);
    expect(documents).toEqual([]);
    expect(problems).toContainEqual(expect.objectContaining({ code, file: 'profiles/a.yaml', line, column }));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('bytes that are not UTF-8', () => {
    const { problems } = load([{ file: 'b.yaml', bytes: Uint8Array.of(0x61, 0xff) }]);
    expect(problems).toMatchObject([{ code: 'DG1002', file: 'b.yaml', line: 1, column: 2 }]);
  });

  test.each([
    {
      reason: 'a code page',
      bytes: Buffer.from('a: 1\nb: K\xf6ln\n', 'latin1'),
      line: 2,
      column: 5,
      says: 'not UTF-8',
    },
    { reason: 'UTF-16', bytes: Buffer.from('\uFEFFa: 1\n', 'utf16le'), line: 1, column: 1, says: 'UTF-16, not UTF-8' },
    {
      reason: 'UTF-16, the other way round',
      bytes: Buffer.from('\uFEFFa: 1\n', 'utf16le').swap16(),
      line: 1,
      column: 1,
      says: 'UTF-16, not UTF-8',
    },
  ])('what is of $reason is told where it begins, and can be shown', ({ bytes, line, column, says }) => {
    const { problems, texts } = load([{ file: 'b.yaml', bytes }]);
    expect(problems).toMatchObject([{ code: 'DG1002', line, column, message: expect.stringContaining(says) }]);
    expect(texts.get('b.yaml')).toMatch(/^a: 1\n/);
  });

  test('more than a mebibyte', () => {
    const { problems } = load([{ file: 'b.yaml', bytes: new Uint8Array(1_048_577) }]);
    expect(problems).toMatchObject([{ code: 'DG1001' }]);
  });

  test('a bomb of aliases ends at once', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level++)
      lines.push(
        `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      );
    expect(read(lines.join('\n')).problems[0]?.code).toBe('DG1009');
  });
});

test('20,000 keys in one map are read in the time that they need', () => {
  const text = `customMetrics:\n${Array.from({ length: 20_000 }, (_, index) => `  m${index}: {}`).join('\n')}\n`;
  const { documents, problems } = read(text);
  expect(problems).toEqual([]);
  expect(Object.keys(documents[0]?.value['customMetrics'] ?? {})).toHaveLength(20_000);
});

test('whatever the text, reading gives a value or a located problem', () => {
  const piece = fc.constantFrom(
    'a',
    ': ',
    '\n',
    '  ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '&x',
    '*x',
    '!t',
    '|',
    '>',
    '#',
    '%',
    '? ',
    ',',
    '\t',
    '0',
    '~',
    '<<',
    '\u0001',
    'é',
    '---',
    '...',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
        fc.string({ unit: 'binary', maxLength: 80 }),
      ),
      (text) => {
        const { documents, problems } = read(text);
        expect(documents.length === 1).toBe(problems.length === 0);
        for (const { line, column } of problems) expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
      },
    ),
    { numRuns: 2_000 },
  );
});
