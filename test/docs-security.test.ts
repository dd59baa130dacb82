import { expect, test } from 'vitest';
import { missingIn, read, testsIn } from './named-tests.ts';

const page = read('docs/security.md');

/** The lines of the page's tables, each with what shows it. */
const lines = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| -|\| evidence +\|$/.test(line))
  .map((line) => line.split(' | '))
  .map((cells) => ({ threat: cells[0]?.slice(2).trim() ?? '', proof: cells.at(-1) ?? '' }));

test('every threat is shown to be met by a test, or by the words of who meets it', () => {
  expect(lines.length).toBeGreaterThan(30);
  const bare = lines.filter(
    ({ proof }) => !/`test\/|\]\(https:\/\/(?:docs\.github\.com|aws\.amazon\.com|docs\.npmjs\.com)\//.test(proof),
  );
  expect(bare).toEqual([]);
});

test.for(lines.filter(({ proof }) => proof.includes('`test/')))('what shows «$threat» is there', ({ proof }) => {
  expect(testsIn(proof).flatMap(missingIn)).toEqual([]);
});

test('names of tests are found on the page', () => {
  const named = lines.flatMap(({ proof }) => testsIn(proof)).flatMap(({ names }) => names);
  expect(named.length).toBeGreaterThan(25);
  expect(testsIn('`test/a.test.ts` _one `x_y` more_ and _two_; `test/b.test.ts`')).toEqual([
    { file: 'test/a.test.ts', names: ['one `x_y` more', 'two'] },
    { file: 'test/b.test.ts', names: [] },
  ]);
});

test('a test that there is not is told', () => {
  expect(missingIn({ file: 'test/nowhere.test.ts', names: ['x'] })).toEqual(['There is no test/nowhere.test.ts.']);
  expect(missingIn({ file: 'test/docs-security.test.ts', names: [] })).toHaveLength(1);
  const [none] = ['a test that nobody'].map((start) => `${start} wrote`);
  expect(missingIn({ file: 'test/docs-security.test.ts', names: [none ?? ''] })).toHaveLength(1);
});
