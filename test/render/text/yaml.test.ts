import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { JsonValue } from '../../../src/model/values/json.ts';
import { lineText, yamlLines } from '../../../src/render/text/yaml.ts';
import { value } from '../arbitraries.ts';

test('what is printed as YAML says the same when it is read back', () => {
  fc.assert(
    fc.property(value, fc.integer({ min: 10, max: 120 }), (one, columns) => {
      expect(parse(yamlLines(one, columns).join('\n'))).toEqual(one);
      expect(parse(lineText(one))).toEqual(one);
    }),
    { numRuns: 4_000 },
  );
});

const rows: readonly { readonly given: JsonValue; readonly printed: string; readonly reason: string }[] = [
  { given: 10, printed: '10', reason: 'numbers stand as they are' },
  { given: '10', printed: '"10"', reason: 'a string that looks like a number is quoted' },
  { given: 'true', printed: '"true"', reason: 'a string that looks like a boolean is quoted' },
  { given: 'on', printed: '"on"', reason: 'what YAML 1.1 took for a boolean is quoted' },
  { given: 'y', printed: '"y"', reason: 'and so is its short form' },
  { given: '1e3', printed: '"1e3"', reason: 'a number in another form is quoted' },
  { given: '007', printed: '"007"', reason: 'leading zeros are kept' },
  {
    given: '\u{1F469}\u200D\u{1F680}',
    printed: '"\u{1F469}\\u200d\u{1F680}"',
    reason: 'a joiner shows as its escape, because files with a plain one are refused',
  },
  { given: 'aws:num-messages-sent', printed: 'aws:num-messages-sent', reason: 'a colon inside a word needs no quotes' },
  { given: 'a: b', printed: '"a: b"', reason: 'a colon before a space would make a member' },
  { given: 'a #b', printed: '"a #b"', reason: 'a hash after a space would make a comment' },
  {
    given: 'errors/${topic()}/x',
    printed: 'errors/${topic()}/x',
    reason: 'substitution templates read as they are written',
  },
  {
    given: ['errors/${topic()}/x'],
    printed: '["errors/${topic()}/x"]',
    reason: 'braces end a plain scalar within brackets',
  },
  { given: '\u202edrow', printed: '"\\u202edrow"', reason: 'what turns text around shows as its escape' },
  { given: { a: 1, b: { c: [1, 2] } }, printed: '{ a: 1, b: { c: [1, 2] } }', reason: 'small objects take one line' },
];

test.each(rows)('a value is printed as its author would write it: $reason', ({ given, printed }) => {
  expect(lineText(given)).toBe(printed);
});

test('a text of several lines is a block, so that SQL reads as SQL', () => {
  expect(yamlLines({ sql: 'SELECT *\n\nFROM x' }, 80)).toEqual(['sql: |-', '  SELECT *', '', '  FROM x']);
  expect(yamlLines({ sql: 'SELECT *\nFROM x\n' }, 80)).toEqual(['sql: |', '  SELECT *', '  FROM x']);
});

test('what does not fit on a line is laid out below its name', () => {
  expect(yamlLines({ destination: { bucket: 'acme-device-lake', prefix: 'defender' } }, 30)).toEqual([
    'destination:',
    '  bucket: acme-device-lake',
    '  prefix: defender',
  ]);
});
