import { existsSync, readFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);

/** The text of a file of the repository. */
export const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');

/** A file of tests that a text names, and names of tests in it. */
export interface NamedTests {
  readonly file: string;
  readonly names: readonly string[];
}

/** The tests that a cell of a table names: `test/a.test.ts` in backticks, and then the tests in it, each as _name_. */
export function testsIn(proof: string): readonly NamedTests[] {
  return proof
    .split('`test/')
    .slice(1)
    .map((part) => ({
      file: `test/${part.split('`')[0] ?? ''}`,
      names: [...part.matchAll(/(?<=\s)_(\S(?:[^_]|_(?=\w))*)_/g)].map(([, name = '']) => name),
    }));
}

/** What of these tests there is not, as sentences. A test that has no name of its own is named by the reason in its row. */
export function missingIn({ file, names }: NamedTests): readonly string[] {
  if (!existsSync(new URL(file, root))) return [`There is no ${file}.`];
  if (names.length === 0) return [`No test of ${file} is named.`];
  const text = read(file);
  return names.filter((name) => !text.includes(name)).map((name) => `${file} has no test «${name}».`);
}

/** The rows of the tables below a heading, cell by cell, without those that head them. */
export function rowsBelow(page: string, heading: string): readonly (readonly string[])[] {
  const [, after = ''] = page.split(`\n## ${heading}\n`);
  return (after.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| -'))
    .slice(1)
    .map((line) =>
      line
        .slice(1, -1)
        .split(' | ')
        .map((cell) => cell.trim()),
    );
}
