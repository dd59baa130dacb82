import { expect, fail, is, listOf, peek, syntaxError, take, takeIf } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { isSqlError } from './problem.ts';
import type { SqlProblem } from './problem.ts';
import { parseExpression, RESERVED } from './parse-expression.ts';
import { tokensOf } from './tokens.ts';
import { topicFilterProblem } from './topic-filter.ts';
import type { Expression, Item, Query, Selection, Source, Statement, Variable } from './tree.ts';

/** https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-set.html */
const MAX_VARIABLES = 10;

/** A statement, or why the text is none. */
export type Parsed<Tree> =
  | { readonly tree: Tree; readonly problem?: undefined }
  | { readonly problem: SqlProblem; readonly tree?: undefined };

/** Reads an AWS IoT SQL statement. https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-reference.html */
export function parseStatement(sql: string): Parsed<Statement> {
  return parsed(sql, (cursor) => {
    const variables = is(peek(cursor), 'SET') ? set(cursor) : [];
    return { variables, query: topQuery(cursor) };
  });
}

/** Reads an expression that stands alone, as in the substitution template `${expression}`. */
export function parseTemplateExpression(text: string): Parsed<Expression> {
  return parsed(text, parseExpression);
}

function parsed<Tree>(text: string, read: (cursor: Cursor) => Tree): Parsed<Tree> {
  try {
    const cursor: Cursor = { tokens: tokensOf(text), next: 0, depth: 0, query: nestedQuery };
    const tree = read(cursor);
    if (peek(cursor).type !== 'end') fail(cursor, 'Expected the end');
    return { tree };
  } catch (caught) {
    if (isSqlError(caught)) return { problem: caught.problem };
    throw caught;
  }
}

function set(cursor: Cursor): readonly Variable[] {
  const { at } = expect(cursor, 'SET');
  const variables = listOf(cursor, () => variable(cursor));
  const twice = variables.find(({ name }, index) => variables.findIndex((other) => other.name === name) !== index);
  if (twice !== undefined) throw syntaxError(`@${twice.name} is assigned twice`, twice.at);
  if (variables.length > MAX_VARIABLES) throw syntaxError(`More than ${MAX_VARIABLES} variables`, at);
  return variables;
}

function variable(cursor: Cursor): Variable {
  if (peek(cursor).type !== 'variable') fail(cursor, 'Expected a variable such as @name');
  const { text, at } = take(cursor);
  expect(cursor, '=');
  return { name: text.slice(1), value: parseExpression(cursor), at };
}

function topQuery(cursor: Cursor): Query {
  return query(cursor, () => topic(cursor));
}

function nestedQuery(cursor: Cursor): Query {
  return query(cursor, () => {
    // A string literal has no members to select from: a topic filter is meant, which only the outermost FROM takes.
    if (peek(cursor).type === 'string') fail(cursor, 'Expected a field of the message after FROM');
    return { type: 'value', value: parseExpression(cursor) };
  });
}

function query(cursor: Cursor, source: () => Source): Query {
  const { at } = expect(cursor, 'SELECT');
  const select = selection(cursor);
  const from = takeIf(cursor, 'FROM') ? { from: source() } : {};
  const where = takeIf(cursor, 'WHERE') ? { where: parseExpression(cursor) } : {};
  return { select, ...from, ...where, at };
}

function selection(cursor: Cursor): Selection {
  if (!isValueKeyword(cursor)) return { type: 'items', items: listOf(cursor, () => item(cursor)) };
  take(cursor);
  return { type: 'value', value: parseExpression(cursor) };
}

/** `value` is a keyword before an expression, and a field of the message before anything else. */
function isValueKeyword(cursor: Cursor): boolean {
  if (!is(peek(cursor), 'VALUE')) return false;
  const { type, text } = peek(cursor, 1);
  if (type === 'end') return true;
  if (type === 'word') return !RESERVED.has(text.toUpperCase()) || /^(case|not|exists)$/i.test(text);
  if (type !== 'mark') return true;
  if (text !== '*') return '([{'.includes(text);
  const after = peek(cursor, 2);
  return after.type === 'end' || is(after, 'FROM') || is(after, 'WHERE') || is(after, ')');
}

function item(cursor: Cursor): Item {
  const { at } = peek(cursor);
  const value = parseExpression(cursor);
  if (!takeIf(cursor, 'AS')) return { value, at };
  const alias = [name(cursor)];
  while (takeIf(cursor, '.')) alias.push(name(cursor));
  return { value, alias: alias.join('.'), at };
}

function name(cursor: Cursor): string {
  return peek(cursor).type === 'word' ? take(cursor).text : fail(cursor, 'Expected a name after AS');
}

function topic(cursor: Cursor): Source {
  const { type, text: filter, at, quote } = peek(cursor);
  if (type !== 'string') fail(cursor, 'Expected a topic filter in single quotes after FROM');
  take(cursor);
  const problem = topicFilterProblem(filter);
  if (problem !== undefined) throw syntaxError(problem, at);
  // AWS's pages show single quotes only; others have rules that match: https://github.com/aws/aws-cdk/issues/12772
  return { type: 'topic', filter, at, ...(quote === '"' && { isDoubleQuoted: true as const }) };
}
