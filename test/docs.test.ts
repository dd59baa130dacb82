import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checks } from '../src/checks/checks.ts';
import { kinds } from '../src/kinds/index.ts';
import { CODES } from '../src/model/codes.ts';
import { WORDS } from '../src/pipeline/language.ts';

const root = new URL('..', import.meta.url).pathname;
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const codesIn = (text: string): string[] => [...text.matchAll(/\bDG\d{4}\b/g)].map(([code]) => code);

test('every code that is used is explained, and no other', () => {
  const tables = ['model/codes.ts', 'checks'];
  const users = sources.filter((file) => !tables.some((table) => file.startsWith(table)));
  const used = new Set(users.flatMap((file) => codesIn(read(join('src', file)))));
  expect(Object.keys(CODES)).toEqual([...used].sort());
});

test('every code is in docs/problems.md', () => {
  const rows = read('docs/problems.md').match(/^\| DG\d{4} /gm) ?? [];
  const all = [...Object.keys(CODES), ...checks.map(({ code }) => code)];
  expect(rows.map((row) => row.slice(2, 8))).toEqual(all.sort());
});

test('every section and word of the language is in docs/profiles.md', () => {
  const text = read('docs/profiles.md');
  for (const word of [...kinds.map((kind) => kind.section), ...WORDS]) expect(text).toContain(`\`${word}`);
});

test('every link between documents leads somewhere', () => {
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => join('docs', file)),
  ];
  for (const document of documents)
    for (const [, link = ''] of read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g))
      expect(existsSync(join(root, document, '..', link)), `${document}: ${link}`).toBe(true);
});

test('decision records are under 40 lines', () => {
  for (const file of readdirSync(join(root, 'docs/decisions')))
    expect(read(join('docs/decisions', file)).split('\n').length, file).toBeLessThan(40);
});
