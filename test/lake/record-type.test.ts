import { describe, expect, test } from 'vitest';
import { recordTypeOf } from '../../src/lake/record-type.ts';
import { glueType } from '../../src/lake/type-text.ts';

const typed = (sql: string, isSplit = true) => {
  const { columns, points, problems, unknown } = recordTypeOf({ sql }, { isSplit, metrics: [] });
  return {
    columns: columns.map(({ name, type }) => `${name} ${glueType(type)}`),
    points,
    problems,
    unknown,
  };
};

describe('the columns of what a rule selects', () => {
  test('are the members of a data point, whatever type its metric has', () => {
    expect(typed('SELECT VALUE metrics').columns).toEqual([
      'name string',
      'thing string',
      'value struct<count:bigint,number:double,numbers:array<double>,strings:array<string>,ports:array<bigint>,cidrs:array<string>>',
      'version bigint',
      'timestamp bigint',
      'dimension struct<name:string,operator:string>',
    ]);
  });

  test('are those of a message where it is not split, and its data points are found in the list', () => {
    const { columns, points } = typed('SELECT *', false);
    expect(columns.map((one) => one.split(' ')[0])).toEqual(['version', 'metrics']);
    expect(points).toMatchObject({ list: 'metrics', fields: { metric: ['name'], count: ['value', 'count'] } });
  });

  test('have the names of AS, and are followed to what they are of', () => {
    const sql =
      "SELECT VALUE (SELECT name AS metric, thing AS device, timestamp AS t, version AS v, value.number AS reading, 'x' AS fixed FROM metrics)";
    expect(typed(sql)).toMatchObject({
      columns: ['metric string', 'device string', 't bigint', 'v bigint', 'fixed string', 'reading double'],
      points: {
        fields: { metric: ['metric'], thing: ['device'], timestamp: ['t'], version: ['v'], number: ['reading'] },
      },
    });
  });

  test('do not depend on which data points WHERE lets pass', () => {
    const sql = "SELECT VALUE (SELECT name, value.count AS n FROM metrics WHERE name = 'aws:num-disconnects')";
    expect(typed(sql).columns).toEqual(['name string', 'n bigint']);
  });

  test('are not guessed where the SQL is not evaluated', () => {
    expect(typed("SELECT aws_lambda('arn', *) AS a").unknown).toContain('its SQL is not evaluated here');
    expect(typed('SELECT FROM').unknown).toBe('its SQL cannot be read');
  });
});

describe('what no table can hold', () => {
  test.each([
    ['SELECT VALUE metrics', false, 'a record is a list, and the row of a table is an object'],
    ['SELECT VALUE version', true, 'a record is a single value, and the row of a table is an object'],
    ['SELECT version, 1 AS Version', true, 'version and Version are one column, as Athena has small letters only'],
    ['SELECT VALUE {"a-b": version}', true, '"a-b" cannot be the name of a column in Athena'],
    [
      'SELECT VALUE (SELECT CASE isUndefined(value.count) WHEN true THEN value.strings ELSE value.count END AS v FROM metrics)',
      true,
      'v is sometimes a number and sometimes a list',
    ],
    // Also in one list of one record: a column has one type for all elements.
    ["SELECT [1, 'x'] AS mixed", false, 'mixed is sometimes a number and sometimes a text'],
    ["SELECT [{'b': 1}, {'b': 'x'}] AS mixed", false, 'mixed.b is sometimes a number and sometimes a text'],
  ] as const)('%s, split: %s', (sql, isSplit, problem) => {
    expect(typed(sql, isSplit).problems).toEqual([problem]);
  });
});
