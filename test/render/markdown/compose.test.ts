import { expect, test } from 'vitest';
import type { Section } from '../../../src/render/markdown/compose.ts';
import { bounded, bytesOf, compose } from '../../../src/render/markdown/compose.ts';

const section = (name: string, pieces: readonly string[]): Section => ({
  name,
  groups: [{ head: `# ${name}`, pieces, glue: '\n' }],
  omission: (left, all) => `(${left} of ${all} ${name} left out)`,
});
const verdict: Section = { name: 'heading', groups: [{ head: '', pieces: ['the verdict'], glue: '\n' }] };
const rows = section('rows', ['row 1', 'row 2', 'row 3']);
const notes = section('notes', ['note 1', 'note 2']);
const whole = compose([verdict, rows, notes], 1_000).body;

test('what fits is shown whole', () => {
  expect(whole).toBe('the verdict\n\n# rows\nrow 1\nrow 2\nrow 3\n\n# notes\nnote 1\nnote 2\n');
  expect(compose([verdict, rows, notes], bytesOf(whole) + 5).omitted).toEqual([]);
});

test('the last section goes first, and is cut between its pieces', () => {
  const { body, omitted } = compose(
    [verdict, section('rows', ['row 1']), section('notes', ['n'.repeat(40), 'm'.repeat(40)])],
    110,
  );
  expect(body).toBe(`the verdict\n\n# rows\nrow 1\n\n# notes\n${'n'.repeat(40)}\n\n(1 of 2 notes left out)\n`);
  expect(omitted).toEqual([{ section: 'notes', left: 1, all: 2 }]);
});

test('a section above is cut only when those below are gone', () => {
  const long = section(
    'rows',
    Array.from({ length: 20 }, (_, index) => `row ${index}`),
  );
  const { body, omitted } = compose([verdict, long, notes], 120);
  expect(body).toContain('row 7\n\n(12 of 20 rows left out)\n\n(2 of 2 notes left out)');
  expect(omitted.map(({ section: name, left }) => [name, left])).toEqual([
    ['rows', 12],
    ['notes', 2],
  ]);
});

test('a section without an omission line stays, however small the budget', () => {
  expect(compose([verdict, rows, notes], 1).body).toBe(
    'the verdict\n\n(3 of 3 rows left out)\n\n(2 of 2 notes left out)\n',
  );
});

test('the first section is cut too, where nothing else is left', () => {
  const long = section(
    'rows',
    Array.from({ length: 10 }, (_, index) => `row ${index}`),
  );
  const { body, omitted } = compose([long, notes], 75);
  expect(body).toBe('# rows\nrow 0\nrow 1\n\n(8 of 10 rows left out)\n\n(2 of 2 notes left out)\n');
  expect(omitted).toEqual([
    { section: 'rows', left: 8, all: 10 },
    { section: 'notes', left: 2, all: 2 },
  ]);
});

test('bytes are counted, not characters', () => {
  const emoji = section('emoji', ['🔋'.repeat(20), '🔋'.repeat(20)]);
  expect(compose([verdict, emoji], 150).omitted).toEqual([{ section: 'emoji', left: 1, all: 2 }]);
});

test('an empty section is not there at all', () => {
  expect(compose([verdict, section('rows', [])], 100)).toEqual({ body: 'the verdict\n', omitted: [] });
});

test('a bounded list tells how many it leaves out', () => {
  expect(bounded(['aaaa', 'bbbb', 'cccc'], 10, (left) => `${left} more`)).toEqual(['aaaa', 'bbbb', '1 more']);
  expect(bounded(['aaaa', 'bbbb'], 10, (left) => `${left} more`)).toEqual(['aaaa', 'bbbb']);
});
