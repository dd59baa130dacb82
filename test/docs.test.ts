import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kinds } from '../src/kinds/index.ts';
import { WORDS } from '../src/pipeline/language.ts';

const root = new URL('..', import.meta.url).pathname;
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const codesIn = (text: string): string[] => [...text.matchAll(/\bDG\d{4}\b/g)].map(([code]) => code);

test('every code is explained in docs/problems.md, and no other', () => {
  const used = new Set(sources.flatMap((file) => codesIn(read(join('src', file)))));
  const rows = read('docs/problems.md').match(/^\| DG\d{4} /gm) ?? [];
  expect(rows.map((row) => row.slice(2, 8))).toEqual([...used].sort());
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
