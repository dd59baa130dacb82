import { sqlError } from './problem.ts';
import { toBoolean, toDecimal, toText } from './value.ts';
import type { Value } from './value.ts';

type Cast = (value: Value) => Value;

const number: Cast = (value) => (typeof value === 'boolean' ? Number(value) : toDecimal(value));
const whole: Cast = (value) => {
  const found = number(value);
  return typeof found === 'number' ? Math.floor(found) : undefined;
};
const truth: Cast = (value) => (typeof value === 'number' ? value !== 0 : toBoolean(value));

/** By the word after AS, in lower case. https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html#iot-sql-function-cast */
const CASTS: Readonly<Record<string, Cast>> = {
  string: toText,
  nvarchar: toText,
  text: toText,
  ntext: toText,
  varchar: toText,
  int: whole,
  integer: whole,
  double: number,
  decimal: number,
  bool: truth,
  boolean: truth,
};

const NEWER = ['decimal', 'bool', 'boolean'];

/** Whether cast() to a type needs SQL version 2016-03-23. */
export function isNewerCast(type: string): boolean {
  return NEWER.includes(type.toLowerCase());
}

/** What cast() gives. Throws an SqlError for a type that AWS does not document. */
export function castTo(value: Value, type: string, at: number): Value {
  const cast = Object.hasOwn(CASTS, type.toLowerCase()) ? CASTS[type.toLowerCase()] : undefined;
  if (cast === undefined) throw sqlError('undocumented', `AWS documents no type ${type} for cast()`, at);
  return cast(value);
}
