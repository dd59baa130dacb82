import { isNewerCast } from './cast.ts';
import type { SqlProblem } from './problem.ts';
import { FUNCTIONS, whyNotCalled } from './functions/functions.ts';
import type { SqlVersion } from './message.ts';
import type { Expression, Query, Statement } from './tree.ts';

/**
 * What of a statement is not evaluated here whatever the message is, in the order of the text. What depends on the message is
 * found when it is evaluated.
 */
export function analyse({ variables, query }: Statement, version: SqlVersion): readonly SqlProblem[] {
  const expressions = [...variables.map(({ value }) => value), ...partsOf(query)];
  return expressions.flatMap((expression) => inside(expression, version)).sort((one, other) => one.at - other.at);
}

/** What a statement's result is, as far as its text says; `unknown` where the message decides. */
export function shapeOf({ query: { select } }: Statement): 'list' | 'object' | 'unknown' {
  if (select.type === 'items') {
    const [only] = select.items;
    return select.items.length === 1 && only?.value.type === 'payload' ? 'unknown' : 'object';
  }
  if (select.value.type === 'object') return 'object';
  const isTransform = select.value.type === 'call' && select.value.name.toLowerCase() === 'transform';
  return select.value.type === 'list' || isTransform ? 'list' : 'unknown';
}

function inside(expression: Expression, version: SqlVersion): readonly SqlProblem[] {
  return [...itself(expression, version), ...childrenOf(expression).flatMap((child) => inside(child, version))];
}

function itself(expression: Expression, version: SqlVersion): readonly SqlProblem[] {
  const { at } = expression;
  const isOld = version === '2015-10-08';
  if (expression.type === 'call') {
    const why = whyNotCalled(expression.name);
    if (why !== undefined)
      return [{ kind: why.startsWith('AWS documents no') ? 'undocumented' : 'unsupported', message: why, at }];
    const { since } = FUNCTIONS[expression.name.toLowerCase()] ?? {};
    return since !== undefined && isOld ? [needs(`${expression.name}()`, at)] : [];
  }
  if (isOld && (expression.type === 'list' || expression.type === 'object')) return [needs('A literal', at)];
  if (isOld && expression.type === 'query') return [needs('A nested query', at)];
  if (isOld && expression.type === 'cast' && isNewerCast(expression.to))
    return [needs(`cast() to ${expression.to}`, at)];
  return [];
}

function needs(what: string, at: number): SqlProblem {
  return { kind: 'syntax', message: `${what} needs awsIotSqlVersion 2016-03-23`, at };
}

function partsOf({ select, from, where }: Query): readonly Expression[] {
  return [
    ...(select.type === 'value' ? [select.value] : select.items.map(({ value }) => value)),
    ...(from?.type === 'value' ? [from.value] : []),
    ...(where === undefined ? [] : [where]),
  ];
}

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.type) {
    case 'member':
      return [expression.of];
    case 'call':
      return expression.inputs;
    case 'cast':
      return [expression.value];
    case 'not':
    case 'minus':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'case':
      return [
        ...(expression.subject ? [expression.subject] : []),
        ...expression.branches.flatMap(({ when, result }) => [when, result]),
        ...(expression.otherwise ? [expression.otherwise] : []),
      ];
    case 'list':
      return expression.items;
    case 'object':
      return expression.members.map(({ value }) => value);
    case 'query':
    case 'exists':
      return partsOf(expression.query);
    case 'literal':
    case 'doubtful-string':
    case 'payload':
    case 'name':
    case 'variable':
      return [];
  }
}
