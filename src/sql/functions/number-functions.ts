import { ofNumbers } from './function.ts';
import type { SqlFunction } from './function.ts';
import { remainder } from '../operate.ts';
import { roundHalfAway, toDecimal } from '../value.ts';

const floored = (run: (left: bigint, right: bigint) => bigint): SqlFunction =>
  ofNumbers(2, (left, right) => Number(run(BigInt(Math.floor(left)), BigInt(Math.floor(right)))));

/** Functions of numbers, by name in lower case. */
export const NUMBER_FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  abs: ofNumbers(1, Math.abs),
  acos: ofNumbers(1, Math.acos),
  asin: ofNumbers(1, Math.asin),
  atan: ofNumbers(1, Math.atan),
  atan2: ofNumbers(2, Math.atan2),
  bitand: floored((left, right) => left & right),
  bitor: floored((left, right) => left | right),
  bitxor: floored((left, right) => left ^ right),
  ceil: ofNumbers(1, Math.ceil),
  cos: ofNumbers(1, Math.cos),
  cosh: ofNumbers(1, Math.cosh),
  exp: ofNumbers(1, Math.exp),
  floor: ofNumbers(1, Math.floor),
  ln: ofNumbers(1, Math.log),
  log: ofNumbers(1, Math.log10),
  mod: ofNumbers(2, remainder),
  // A number from JSON is never NaN, so that only Null and Undefined give way.
  nanvl: { takes: [2, 2], run: ([first, second]) => first ?? second },
  power: ofNumbers(2, (base, exponent) => base ** exponent),
  remainder: ofNumbers(2, remainder),
  round: ofNumbers(1, roundHalfAway),
  sign: ofNumbers(1, Math.sign),
  sin: ofNumbers(1, Math.sin),
  sinh: ofNumbers(1, Math.sinh),
  sqrt: ofNumbers(1, Math.sqrt),
  tan: ofNumbers(1, Math.tan),
  tanh: ofNumbers(1, Math.tanh),
  trunc: {
    takes: [2, 2],
    run: ([value, places]) => {
      const number = toDecimal(value);
      return number === undefined || typeof places !== 'number' ? undefined : truncated(number, Math.floor(places));
    },
  },
};

/** Cuts the digits off as they are written: a double has no exact places. */
function truncated(number: number, places: number): number {
  const [, whole = '', digits = ''] = /^(-?\d+)\.(\d+)$/.exec(String(number)) ?? [];
  if (whole === '') return Math.abs(number) < 1 ? 0 : number;
  return Number(`${whole}.${digits.slice(0, Math.min(Math.max(places, 0), 34))}0`);
}
