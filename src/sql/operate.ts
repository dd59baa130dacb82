import { isEqual, isList } from '../model/values/json.ts';
import { sqlError } from './problem.ts';
import type { BinaryOperator } from './tree.ts';
import { toBoolean, toDecimal, toText } from './value.ts';
import type { Value } from './value.ts';

type Operate = (left: Value, right: Value, at: number) => Value;

/** What each operator gives. https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-operators.html */
const OPERATE: Readonly<Record<Exclude<BinaryOperator, '==' | '!='>, Operate>> = {
  AND: (left, right) => both(toBoolean, left, right, (a, b) => a && b),
  OR: (left, right) => both(toBoolean, left, right, (a, b) => a || b),
  IN: (left, right) => {
    if (left === undefined || !isList(right)) return undefined;
    return right.some((item) => isEqual(left, item));
  },
  '=': (left, right) => (left === undefined || right === undefined ? undefined : isEqual(left, right)),
  '<>': (left, right) => (left === undefined || right === undefined ? undefined : !isEqual(left, right)),
  '<': (left, right) => both(toDecimal, left, right, (a, b) => a < b),
  '<=': (left, right) => both(toDecimal, left, right, (a, b) => a <= b),
  '>': (left, right) => both(toDecimal, left, right, (a, b) => a > b),
  '>=': (left, right) => both(toDecimal, left, right, (a, b) => a >= b),
  '+': (left, right) => {
    if (typeof left === 'string' || typeof right === 'string') return both(toText, left, right, (a, b) => a + b);
    return both(toDecimal, left, right, (a, b) => a + b);
  },
  '-': (left, right) => both(toDecimal, left, right, (a, b) => a - b),
  '*': (left, right) => both(toDecimal, left, right, (a, b) => a * b),
  '/': (left, right, at) => both(toDecimal, left, right, (a, b) => quotient(a, b, [left, right], at)),
  '%': (left, right, at) => both(toDecimal, left, right, (a, b) => remainder(a, b, at)),
};

/** What an operator gives. Throws an SqlError where AWS does not say. */
export function operate(operator: BinaryOperator, left: Value, right: Value, at: number): Value {
  if (operator === '==' || operator === '!=')
    throw sqlError('undocumented', `AWS documents no ${operator}; write ${operator === '==' ? '=' : '<>'}`, at);
  const result = OPERATE[operator](left, right, at);
  if (typeof result === 'number' && !Number.isFinite(result))
    throw sqlError('unsupported', 'The result is beyond what a double holds', at);
  return result;
}

/** The remainder of a division. Throws an SqlError for a division by zero. */
export function remainder(left: number, right: number, at: number): number {
  return left % notZero(right, at);
}

function both<Converted>(
  convert: (value: Value) => Converted | undefined,
  left: Value,
  right: Value,
  then: (left: Converted, right: Converted) => Value,
): Value {
  const [a, b] = [convert(left), convert(right)];
  return a === undefined || b === undefined ? undefined : then(a, b);
}

function quotient(left: number, right: number, operands: readonly Value[], at: number): number {
  const result = left / notZero(right, at);
  const areInts = operands.every((operand) => Number.isInteger(operand));
  // The table of operators has Int / Int give an Int; the example of SET on the same site has 215 / 9 give 23.89.
  if (areInts && !Number.isInteger(result))
    throw sqlError('undocumented', `AWS's documentation contradicts itself about ${left} / ${right}, two Ints`, at);
  return result;
}

function notZero(divisor: number, at: number): number {
  if (divisor === 0) throw sqlError('undocumented', 'AWS does not document a division by zero', at);
  return divisor;
}
