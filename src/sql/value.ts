import { isList, isObject } from '../model/values/json.ts';
import type { JsonValue } from '../model/values/json.ts';

/**
 * What an expression evaluates to; `undefined` is AWS's Undefined. Numbers are doubles, and whole ones are Ints, as SQL version
 * 2016-03-23 has it. https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-data-types.html
 */
export type Value = JsonValue | undefined;

/** Texts that are converted to numbers, as the page above gives it. */
const DECIMAL = /^-?\d+(\.\d+)?(e-?\d+)?$/i;

/** The standard conversion to Decimal: numbers and texts that are numbers; anything else is Undefined. */
export function toDecimal(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !DECIMAL.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The standard conversion to Int: numbers are rounded to the nearest, texts truncated. */
export function toInt(value: Value): number | undefined {
  const number = toDecimal(value);
  if (number === undefined) return undefined;
  return typeof value === 'string' ? Math.trunc(number) : roundHalfAway(number);
}

/** Rounds to the nearest Int, and from the middle away from zero: 1.5 to 2, -1.5 to -2. */
export function roundHalfAway(number: number): number {
  return Math.sign(number) * Math.round(Math.abs(number));
}

/** The standard conversion to Boolean: `true` and `false`, also as text in any case. */
export function toBoolean(value: Value): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const word = value.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

/** The standard conversion to String: Null has none. */
export function toText(value: Value): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  return isList(value) || isObject(value) ? JSON.stringify(value) : String(value);
}
