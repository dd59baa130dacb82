import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineAndColumn } from '../../src/sql/problem.ts';
import { parseStatement, parseTemplateExpression } from '../../src/sql/parse.ts';
import type { Expression } from '../../src/sql/tree.ts';
import { expressions, print } from './expressions.ts';

const query = (sql: string) => {
  const { tree, problem } = parseStatement(sql);
  if (problem !== undefined) throw new Error(`${sql}: ${problem.message} at ${problem.at}`);
  return tree.query;
};

describe('a statement', () => {
  test('has its clauses, each with its place', () => {
    const { select, from, where } = query("SELECT VALUE metrics FROM 'a/+' WHERE version = '1.0'");
    expect(select).toEqual({ type: 'value', value: { type: 'name', name: 'metrics', at: 13 } });
    expect(from).toEqual({ type: 'topic', filter: 'a/+', at: 26 });
    expect(where).toMatchObject({ type: 'binary', operator: '=', at: 46, right: { value: '1.0', at: 48 } });
  });

  test.each([
    { sql: 'SELECT value', reason: 'nothing follows', items: undefined },
    { sql: 'SELECT value, name', reason: 'a comma follows', items: 2 },
    { sql: "SELECT value FROM 'a'", reason: 'FROM follows', items: 1 },
    { sql: 'SELECT value AS v', reason: 'AS follows', items: 1 },
    { sql: 'SELECT value.count AS v', reason: 'a dot follows', items: 1 },
    { sql: 'SELECT value - 1 AS v', reason: 'an operator follows', items: 1 },
    { sql: 'SELECT value * 2 AS v', reason: 'an operator and its right side follow', items: 1 },
  ])('takes `value` for a field where $reason: $sql', ({ sql, items }) => {
    const { tree } = parseStatement(sql);
    if (items === undefined) expect(tree).toBeUndefined();
    else expect(tree?.query.select).toMatchObject({ type: 'items', items: { length: items } });
  });

  test.each(['SELECT VALUE *', "SELECT VALUE * FROM 'a'", 'SELECT VALUE (SELECT v FROM e)', 'select value [a, b]'])(
    'takes VALUE for the keyword: %s',
    (sql) => expect(query(sql).select.type).toBe('value'),
  );

  test('holds the variables of SET', () => {
    const { tree } = parseStatement("SET @c = (f - 32) * 5 / 9, @d = a.b SELECT @c AS celsius FROM 'device/data'");
    expect(tree?.variables.map(({ name, at }) => [name, at])).toEqual([
      ['c', 4],
      ['d', 27],
    ]);
  });

  test('holds a problem with its place, in the line that an author looks for', () => {
    const sql = "SELECT *\nFROM 'a'\nWHERE (x";
    const { problem } = parseStatement(sql);
    expect(problem).toEqual({ kind: 'syntax', message: 'Expected ) at the end', at: sql.length });
    expect(lineAndColumn(sql, sql.length)).toEqual({ line: 3, column: 9 });
  });

  test.each([
    { sql: "SELECT * FROM 'a' WHERE x LIKE 'a%'", kind: 'undocumented', at: 26 },
    { sql: "SELECT * FROM 'a' WHERE x BETWEEN 1 AND 2", kind: 'undocumented', at: 26 },
    { sql: "SELECT * FROM 'a' WHERE x IS NULL", kind: 'undocumented', at: 26 },
    { sql: 'SELECT a.0', kind: 'syntax', at: 9 },
    { sql: 'SELECT a # b', kind: 'syntax', at: 9 },
    { sql: "SELECT (SELECT a FROM 'x') AS b", kind: 'syntax', at: 22 },
    { sql: 'SELECT {a: 1} AS b', kind: 'syntax', at: 8 },
    { sql: 'SELECT cast(a, Int) AS b', kind: 'syntax', at: 13 },
    { sql: "SELECT CASE a ELSE 'b' END AS c", kind: 'syntax', at: 14 },
    { sql: 'SET @a = 1, @a = 2 SELECT @a AS b', kind: 'syntax', at: 12 },
    { sql: `SELECT ${'('.repeat(60)}a${')'.repeat(60)} AS b`, kind: 'syntax', at: 57 },
    { sql: `SELECT ${'a + '.repeat(5000)}a AS b`, kind: 'unsupported', at: 20_005 },
    { sql: `SELECT ${'- '.repeat(5000)}1 AS b`, kind: 'syntax', at: 107 },
  ])('is refused as $kind at $at: $sql', ({ sql, kind, at }) => {
    expect(parseStatement(sql).problem).toMatchObject({ kind, at });
  });

  test('whatever the text is, there is an answer, and its place is in the text', () => {
    const word = fc.constantFrom(
      'SELECT',
      'VALUE',
      '*',
      'FROM',
      "'a/b'",
      'x',
      '(',
      ')',
      ',',
      '.',
      '=',
      '@v',
      '1e3',
      '"',
      'CASE',
      '{',
      '[',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join(' ')),
        ),
        (sql) => {
          const { tree, problem } = parseStatement(sql);
          expect(tree === undefined).toBe(problem !== undefined);
          if (problem !== undefined) expect(problem.at).toBeLessThanOrEqual(sql.length);
        },
      ),
    );
  });
});

describe('an expression', () => {
  const parse = (text: string): Expression => {
    const { tree, problem } = parseTemplateExpression(text);
    if (tree === undefined) throw new Error(`${text}: ${problem.message}`);
    return tree;
  };

  test.each([
    { text: 'a + b * c', same: 'a + (b * c)' },
    { text: 'a - b - c', same: '(a - b) - c' },
    { text: 'a OR b AND NOT c = d', same: 'a OR (b AND (NOT (c = d)))' },
    { text: 'a < b + 1 and c', same: '(a < (b + 1)) AND c' },
    { text: '-a * b', same: '(-a) * b' },
    { text: 'get(a, 0).b.c', same: '((get(a, 0)).b).c' },
  ])('$text is $same', ({ text, same }) => {
    expect(bare(parse(text))).toEqual(bare(parse(same)));
  });

  test('comes back from its own text', () => {
    fc.assert(
      fc.property(expressions, (tree) => {
        expect(bare(parse(print(tree)))).toEqual(bare(tree));
      }),
    );
  });
});

/** Without places. */
const bare = (tree: unknown): unknown =>
  JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'at' ? undefined : value)));
