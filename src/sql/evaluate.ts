import { isList, isObject } from '../model/values/json.ts';
import type { JsonValue } from '../model/values/json.ts';
import { castTo } from './cast.ts';
import { sqlError } from './problem.ts';
import { FUNCTIONS, whyNotCalled } from './functions/functions.ts';
import type { Message } from './message.ts';
import { operate } from './operate.ts';
import type { Expression, Item, Query, Selection } from './tree.ts';
import { toBoolean, toDecimal } from './value.ts';
import type { Value } from './value.ts';

/** Where names are looked up. */
interface Scope {
  readonly message: Message;
  readonly variables: Readonly<Record<string, Value>>;
  /** The payload, or the element that a nested query is at. */
  readonly item: JsonValue;
  /** Around a nested query. */
  readonly outer?: Scope;
}

/** What an expression gives for a message. Throws an SqlError where AWS does not document it, or this program cannot. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const { at } = expression;
  switch (expression.type) {
    case 'literal':
      return expression.value;
    case 'doubtful-string':
      throw sqlError('undocumented', 'AWS does not document quotes and backslashes inside of strings', at);
    case 'payload':
      return scope.item;
    case 'name':
      return named(expression.name, scope, at);
    case 'variable':
      return scope.variables[expression.name];
    case 'member':
      return memberOf(evaluate(expression.of, scope), expression.name);
    case 'call': {
      const inputs = expression.inputs.map((one) => evaluate(one, scope));
      return called(expression.name, inputs, scope.message, at);
    }
    case 'cast':
      return castTo(evaluate(expression.value, scope), expression.to, at);
    case 'not': {
      const operand = toBoolean(evaluate(expression.operand, scope));
      return operand === undefined ? undefined : !operand;
    }
    case 'minus': {
      const operand = toDecimal(evaluate(expression.operand, scope));
      return operand === undefined ? undefined : -operand;
    }
    case 'binary':
      return operate(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope), at);
    case 'case':
    case 'list':
    case 'object':
    case 'query':
    case 'exists':
      return compound(expression, scope);
  }
}

type Compound = Extract<Expression, { type: 'case' | 'list' | 'object' | 'query' | 'exists' }>;

function compound(expression: Compound, scope: Scope): Value {
  const inner = (one: Expression): Value => evaluate(one, scope);
  switch (expression.type) {
    case 'case':
      return branch(expression, inner);
    case 'list':
      return expression.items.map((item) => defined(inner(item), item.at));
    case 'object':
      return fromEntries(expression.members.map(({ name, value }) => [name, inner(value)]));
    case 'query':
      return nested(expression.query, scope);
    case 'exists': {
      const found = nested(expression.query, scope);
      if (found === undefined || isList(found)) return found !== undefined && found.length > 0;
      throw sqlError('undocumented', 'AWS documents EXISTS for lists only', expression.at);
    }
  }
}

function named(name: string, { item, outer }: Scope, at: number): Value {
  const found = memberOf(item, name);
  if (found === undefined && outer !== undefined && memberOf(outer.item, name) !== undefined)
    throw sqlError(
      'undocumented',
      `AWS does not document whether a nested query sees ${name}, which is outside of it`,
      at,
    );
  return found;
}

function memberOf(value: Value, name: string): Value {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function called(name: string, inputs: readonly Value[], message: Message, at: number): Value {
  const [reason, found] = [whyNotCalled(name), FUNCTIONS[name.toLowerCase()]];
  if (found === undefined || reason !== undefined) throw sqlError('unsupported', reason ?? name, at);
  const [least, most] = found.takes;
  // Wrong numbers of inputs give Undefined: https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-data-types.html
  return inputs.length < least || inputs.length > most ? undefined : found.run(inputs, message, at);
}

function branch(expression: Extract<Expression, { type: 'case' }>, inner: (one: Expression) => Value): Value {
  if (expression.subject === undefined)
    throw sqlError('undocumented', 'AWS documents CASE only with a value after it', expression.at);
  const subject = inner(expression.subject);
  if (subject === undefined) return undefined;
  const taken = expression.branches.find(({ when }) => operate('=', subject, inner(when), when.at) === true);
  const result = taken?.result ?? expression.otherwise;
  return result === undefined ? undefined : inner(result);
}

/** https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-nested-queries.html */
function nested(query: Query, scope: Scope): Value {
  if (query.from?.type !== 'value')
    throw sqlError('undocumented', 'AWS documents nested queries only with FROM', query.at);
  const source = evaluate(query.from.value, scope);
  const { message, variables } = scope;
  const within = (item: JsonValue): Scope => ({ message, variables, item, outer: scope });
  if (isObject(source)) return isWanted(query, within(source)) ? selected(query.select, within(source)) : undefined;
  if (!isList(source)) return undefined;
  return source
    .map(within)
    .filter((one) => isWanted(query, one))
    .map((one) => defined(selected(query.select, one), query.at));
}

/** Says whether WHERE lets a message or an element pass. */
export function isWanted({ where }: Query, scope: Scope): boolean {
  if (where === undefined) return true;
  const answer = evaluate(where, scope);
  if (answer === undefined || typeof answer === 'boolean') return answer === true;
  throw sqlError('undocumented', 'AWS documents WHERE for conditions only', where.at);
}

/** What SELECT gives. */
export function selected(select: Selection, scope: Scope): Value {
  if (select.type === 'value') return evaluate(select.value, scope);
  const [only] = select.items;
  if (select.items.length === 1 && only?.value.type === 'payload' && only.alias === undefined) return scope.item;
  return fromEntries(select.items.flatMap((item) => entriesOf(item, scope)));
}

function entriesOf({ value, alias, at }: Item, scope: Scope): readonly (readonly [string, Value])[] {
  if (value.type === 'payload' && alias === undefined) {
    if (isObject(scope.item)) return Object.entries(scope.item);
    throw sqlError('undocumented', 'AWS documents * among other items only for objects', at);
  }
  const name = alias ?? (value.type === 'name' ? value.name : undefined);
  if (name === undefined || name.includes('.'))
    throw sqlError(
      'undocumented',
      'AWS does not document what this item is called; write AS and a name without dots',
      at,
    );
  return [[name, evaluate(value, scope)]];
}

/** Members that are Undefined are left out, as JSON has no way to write them. */
function fromEntries(entries: readonly (readonly [string, Value])[]): JsonValue {
  const object: Record<string, JsonValue> = {};
  for (const [name, value] of entries) {
    if (value === undefined) continue;
    // By name, which is much faster than Object.fromEntries; only this name means something else than a member.
    if (name === '__proto__')
      Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
    else object[name] = value;
  }
  return object;
}

function defined(value: Value, at: number): JsonValue {
  if (value === undefined) throw sqlError('undocumented', 'AWS does not document a list with Undefined in it', at);
  return value;
}
