import type { JsonValue } from '../model/values/json.ts';
import { deeper, expect, fail, is, listOf, peek, take, takeIf } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { sqlError } from './problem.ts';
import type { Token } from './tokens.ts';
import type { BinaryOperator, Expression } from './tree.ts';

/** From the loosest to the tightest; all of one row bind alike, from the left. */
const BINDING: readonly (readonly BinaryOperator[])[] = [
  ['OR'],
  ['AND'],
  ['=', '<>', '==', '!=', '<', '<=', '>', '>=', 'IN'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** NOT binds looser than comparisons and tighter than AND. */
const NOT_LEVEL = 2;

/** Words that begin or end something, so that no field is meant. */
export const RESERVED: ReadonlySet<string> = new Set(
  'SELECT FROM WHERE AS AND OR NOT IN EXISTS CASE WHEN THEN ELSE END SET'.split(' '),
);

/** Other dialects have these; AWS's reference does not. */
const FOREIGN = new Set(['LIKE', 'BETWEEN', 'IS']);

const CONSTANTS: Readonly<Record<string, JsonValue>> = { TRUE: true, FALSE: false, NULL: null };

/** Reads an expression. Throws an SqlError. */
export function parseExpression(cursor: Cursor): Expression {
  return deeper(cursor, () => level(cursor, 0));
}

function level(cursor: Cursor, row: number): Expression {
  if (row === NOT_LEVEL && is(peek(cursor), 'NOT')) {
    const { at } = take(cursor);
    return { type: 'not', operand: deeper(cursor, () => level(cursor, NOT_LEVEL)), at };
  }
  const operators = BINDING[row];
  if (operators === undefined) return sign(cursor);
  let left = level(cursor, row + 1);
  for (;;) {
    const next = peek(cursor);
    if (next.type === 'word' && FOREIGN.has(next.text.toUpperCase()))
      throw sqlError('undocumented', `AWS documents no ${next.text.toUpperCase()}`, next.at);
    const operator = operators.find((one) => is(next, one));
    if (operator === undefined) return left;
    take(cursor);
    left = { type: 'binary', operator, left, right: level(cursor, row + 1), at: next.at };
  }
}

function sign(cursor: Cursor): Expression {
  if (!is(peek(cursor), '-')) return members(cursor);
  const { at } = take(cursor);
  return { type: 'minus', operand: deeper(cursor, () => sign(cursor)), at };
}

function members(cursor: Cursor): Expression {
  let value = operand(cursor);
  while (takeIf(cursor, '.')) {
    const { type, text, at } = take(cursor);
    if (type !== 'word') {
      cursor.next -= 1;
      fail(cursor, 'Expected the name of a member after the dot; get(value, "name") takes any name');
    }
    value = { type: 'member', of: value, name: text, at };
  }
  return value;
}

function operand(cursor: Cursor): Expression {
  const token = peek(cursor);
  const { type, text, at } = token;
  if (type === 'number') return { type: 'literal', value: Number(take(cursor).text), at };
  if (type === 'string') return literal(take(cursor));
  if (type === 'variable') return { type: 'variable', name: take(cursor).text.slice(1), at };
  if (is(token, '*')) return { type: 'payload', at: take(cursor).at };
  if (is(token, '(')) return inBrackets(cursor);
  if (is(token, '[')) return list(cursor);
  if (is(token, '{')) return object(cursor);
  if (is(token, 'CASE')) return branches(cursor);
  if (is(token, 'EXISTS')) return exists(cursor);
  if (type !== 'word' || RESERVED.has(text.toUpperCase())) return fail(cursor, 'Expected an expression');
  take(cursor);
  if (is(peek(cursor), '(')) return call(cursor, text, at);
  const constant = CONSTANTS[text.toUpperCase()];
  return constant === undefined ? { type: 'name', name: text, at } : { type: 'literal', value: constant, at };
}

function literal({ text, at, quote = '' }: Token): Expression {
  const isDoubtful = text.includes(quote) || text.includes('\\');
  return isDoubtful ? { type: 'doubtful-string', text, at } : { type: 'literal', value: text, at };
}

function inBrackets(cursor: Cursor): Expression {
  const { at } = expect(cursor, '(');
  const value: Expression = is(peek(cursor), 'SELECT')
    ? { type: 'query', query: deeper(cursor, () => cursor.query(cursor)), at }
    : parseExpression(cursor);
  expect(cursor, ')');
  return value;
}

function exists(cursor: Cursor): Expression {
  const { at } = expect(cursor, 'EXISTS');
  expect(cursor, '(');
  const query = deeper(cursor, () => cursor.query(cursor));
  expect(cursor, ')');
  return { type: 'exists', query, at };
}

function list(cursor: Cursor): Expression {
  const { at } = expect(cursor, '[');
  const items = is(peek(cursor), ']') ? [] : listOf(cursor, () => parseExpression(cursor));
  expect(cursor, ']');
  return { type: 'list', items, at };
}

function object(cursor: Cursor): Expression {
  const { at } = expect(cursor, '{');
  const found = is(peek(cursor), '}') ? [] : listOf(cursor, () => member(cursor));
  expect(cursor, '}');
  return { type: 'object', members: found, at };
}

function member(cursor: Cursor): { name: string; value: Expression } {
  if (peek(cursor).type !== 'string') fail(cursor, 'Expected a key in quotes');
  const { text: name } = take(cursor);
  expect(cursor, ':');
  return { name, value: parseExpression(cursor) };
}

function call(cursor: Cursor, name: string, at: number): Expression {
  expect(cursor, '(');
  if (name.toUpperCase() === 'CAST') return cast(cursor, at);
  const inputs = is(peek(cursor), ')') ? [] : listOf(cursor, () => parseExpression(cursor));
  expect(cursor, ')');
  return { type: 'call', name, inputs, at };
}

function cast(cursor: Cursor, at: number): Expression {
  const value = parseExpression(cursor);
  expect(cursor, 'AS');
  if (peek(cursor).type !== 'word') fail(cursor, 'Expected the name of a type');
  const { text: to } = take(cursor);
  expect(cursor, ')');
  return { type: 'cast', value, to, at };
}

/** https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-case.html */
function branches(cursor: Cursor): Expression {
  const { at } = expect(cursor, 'CASE');
  const subject = is(peek(cursor), 'WHEN') ? {} : { subject: parseExpression(cursor) };
  const found: { when: Expression; result: Expression }[] = [];
  while (takeIf(cursor, 'WHEN')) {
    const when = parseExpression(cursor);
    expect(cursor, 'THEN');
    found.push({ when, result: parseExpression(cursor) });
  }
  if (found.length === 0) fail(cursor, 'Expected WHEN');
  const otherwise = takeIf(cursor, 'ELSE') ? { otherwise: parseExpression(cursor) } : {};
  expect(cursor, 'END');
  return { type: 'case', ...subject, branches: found, ...otherwise, at };
}
