import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const page = read('docs/security.md');

/** The lines of the page's tables, each with what shows it. */
const lines = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:-+|what)/.test(line))
  .map((line) => line.split(' | '))
  .map((cells) => ({ threat: cells[0]?.slice(2).trim() ?? '', proof: cells.at(-1) ?? '' }));

/** The tests that a line names: a file, and the names of tests in it. */
const testsIn = (proof: string): { readonly file: string; readonly names: readonly string[] }[] =>
  proof
    .split('`test/')
    .slice(1)
    .map((part) => ({
      file: `test/${part.split('`')[0] ?? ''}`,
      names: [...part.matchAll(/(?<=\s)_(\S(?:[^_]|_(?=\w))*)_/g)].map(([, name = '']) => name),
    }));

test('every threat is shown to be met by a test, or by the words of who meets it', () => {
  expect(lines.length).toBeGreaterThan(30);
  const bare = lines.filter(
    ({ proof }) => !/`test\/|\]\(https:\/\/(?:docs\.github\.com|aws\.amazon\.com|docs\.npmjs\.com)\//.test(proof),
  );
  expect(bare).toEqual([]);
});

test.for(lines.filter(({ proof }) => proof.includes('`test/')))('what shows «$threat» is there', ({ proof }) => {
  for (const { file, names } of testsIn(proof)) {
    expect(existsSync(new URL(`../${file}`, import.meta.url)), file).toBe(true);
    expect(names.length, file).toBeGreaterThan(0);
    const missing = names.filter((name) => !read(file).includes(name));
    expect(missing, `tests that are not in ${file}`).toEqual([]);
  }
});

test('names of tests are found on the page', () => {
  const named = lines.flatMap(({ proof }) => testsIn(proof)).flatMap(({ names }) => names);
  expect(named.length).toBeGreaterThan(25);
  expect(testsIn('`test/a.test.ts` _one `x_y` more_ and _two_; `test/b.test.ts`')).toEqual([
    { file: 'test/a.test.ts', names: ['one `x_y` more', 'two'] },
    { file: 'test/b.test.ts', names: [] },
  ]);
});
