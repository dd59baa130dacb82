import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HAZARD_RULES } from '../src/model/hazard-rules.ts';
import { missingIn, read, rowsBelow, testsIn } from './named-tests.ts';

const page = read('docs/promises.md');
const README = 'What you can rely on';

/** Where one sentence ends and the next one begins; what follows a colon at the end of a paragraph is a table. */
const BETWEEN = /(?<=[.])\s+(?=[A-Z`])/;

/** The sentences of a list, one item after the other, without what is set in bold. */
const sentencesIn = (list: string): readonly string[] =>
  [...list.matchAll(/^- (.*)$/gm)].flatMap(([, item = '']) => item.replaceAll('**', '').split(BETWEEN));

/** The sentences of a page, without its headings and tables. */
const proseOf = (text: string): readonly string[] =>
  text
    .split('\n\n')
    .filter((paragraph) => !/^[|#]/.test(paragraph.trim()))
    .flatMap((paragraph) => paragraph.trim().replaceAll('\n', ' ').split(BETWEEN));

const rows = [README, 'Hazards', 'Who can do what'].flatMap((heading) => rowsBelow(page, heading));

describe('has a line for', () => {
  test('every sentence of the README that says what can be relied on, and for no other', () => {
    const [, after = ''] = read('README.md').split(`\n## ${README}\n`);
    const promised = sentencesIn(after.split('\n## ')[0] ?? '');
    expect(promised.length).toBeGreaterThan(12);
    expect(rowsBelow(page, README).map(([sentence]) => sentence)).toEqual(promised);
  });

  test('when there is each hazard, and for who can accept it', () => {
    const said = Object.entries(HAZARD_RULES).flatMap(([rule, { meaning, acceptance }]) => [
      [`\`${rule}\``, meaning],
      [`\`${rule}\``, acceptance],
    ]);
    expect(rowsBelow(page, 'Hazards').map((cells) => cells.slice(0, 2))).toEqual(said);
  });

  test('every sentence of docs/security.md outside its tables', () => {
    expect(rowsBelow(page, 'Who can do what').map(([sentence]) => sentence)).toEqual(proseOf(read('docs/security.md')));
  });
});

test('every line names tests, but those of sentences on that page which promise nothing', () => {
  const bare = rows.filter((cells) => !cells.at(-1)?.startsWith('`test/'));
  const silent = rowsBelow(page, 'Who can do what').filter((cells) => cells.at(-1) === 'promises nothing');
  expect(bare).toEqual(silent);
});

test.each(rows.map((cells) => ({ promise: cells.slice(0, -1).join(': '), proof: cells.at(-1) ?? '' })))(
  'what fails without «$promise» is there',
  ({ proof }) => expect(testsIn(proof).flatMap(missingIn)).toEqual([]),
);

test('no test plans by another way than the one that holds it to reading', () => {
  const files = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' });
  const tests = files.filter((file) => file.endsWith('.ts')).map((file) => `test/${file}`);
  const imports = /^import \{[^}]*\} from '[./]+src\/commands\/plan\.ts';$/m;
  expect(tests.filter((file) => imports.test(read(file)))).toEqual(['test/world.ts']);
});
