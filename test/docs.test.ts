import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { headingId } from '../docs/site/pages.ts';
import { checks } from '../src/checks/checks.ts';
import { COMMANDS } from '../src/command-table.ts';
import { parseCommandLine } from '../src/commands/usage/usage.ts';
import { kinds } from '../src/kinds/index.ts';
import { CODES } from '../src/model/codes.ts';
import { WORDS } from '../src/pipeline/profiles/language.ts';

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

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...globSync('docs/**/*.md', { cwd: root, exclude: ['**/node_modules'] }),
];

/** The links of a document to others of the repository, each as path and heading. */
const linksIn = (document: string): { path: string; heading: string | undefined }[] =>
  [...read(document).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([, path = '', heading]) => ({
    path: path === '' ? document : join(document, '..', path),
    heading,
  }));

/** What GitHub calls the headings of a document in addresses. */
const headingsOf = (document: string): string[] =>
  [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => headingId(heading));

test.for(documents)('every link of %s leads somewhere', (document) => {
  for (const { path, heading } of linksIn(document)) {
    expect(existsSync(join(root, path)), path).toBe(true);
    if (heading !== undefined && path.endsWith('.md')) expect(headingsOf(path), path).toContain(heading);
  }
});

test.for(documents)('every file that %s names is there', (document) => {
  const named = [...read(document).matchAll(/`((?:src|test|docs|scripts|bench|examples|templates)\/[\w./-]*\w\/?)`/g)];
  expect(named.map(([, path = '']) => path).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('README.md leads to every page', () => {
  const pages = documents.filter((document) => /^docs\/[^/]+$/.test(document));
  const linked = linksIn('README.md').map(({ path }) => path);
  expect(pages.filter((page) => !linked.includes(page))).toEqual([]);
});

test('decision records have a number each, and are under 40 lines', () => {
  const records = readdirSync(join(root, 'docs/decisions'));
  const numbers = records.map((file) => Number(file.slice(0, 4)));
  expect(numbers).toEqual([...new Set(numbers)]);
  records.forEach((file, index) => {
    const text = read(join('docs/decisions', file));
    expect(text, file).toMatch(new RegExp(`^# ${numbers[index]}\\. `));
    expect(text.split('\n').length, file).toBeLessThan(40);
  });
});

/** Every command line of the program that pages show: in blocks for a shell, and in code within a sentence. */
const shownCommands = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/*.md',
  'examples/**/*.{md,yaml}',
  '.github/ISSUE_TEMPLATE/*',
]
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .flatMap((page) =>
    [...read(page).matchAll(/(?:^|`)(?:npx )?defender-gitops ([a-z][^`#\n]*)/gm)].map(([, words = '']) => ({
      page,
      words: words.split(/ (?:>|&&|\||…)/)[0]?.trim() ?? '',
    })),
  );

/** What the program says against a command line; one that is only begun in a sentence, as `subscribe --out`, is none of its. */
function complaint(words: string): string {
  // `[FOLDER] [OPTIONS]` is left out.
  const given = words.replaceAll(/ \[[A-Z]+\]/g, '');
  const argv = [...given.matchAll(/'[^']*'|[^\s']+/g)].map(([word]) => word.replaceAll("'", ''));
  try {
    parseCommandLine(argv, COMMANDS);
    return '';
  } catch (error) {
    const { message } = error as Error;
    return /needs a|argument missing/.test(message) ? '' : message;
  }
}

test.each(shownCommands)('$page: `defender-gitops $words` is a command', ({ words }) => {
  expect(complaint(words)).toBe('');
});

test('a command that is none is found', () => {
  expect(complaint('paln --sandbox')).toMatch(/There is no command/);
  expect(complaint('plan --sandbx')).toMatch(/has no option/);
});

test('pages show every command', () => {
  const shown = new Set(shownCommands.map(({ words }) => words.split(' ')[0]));
  expect(Object.keys(COMMANDS).filter((name) => !shown.has(name))).toEqual([]);
});
