import { sqlError } from '../problem.ts';
import type { Message } from '../message.ts';
import { toDecimal, toText } from '../value.ts';
import type { Value } from '../value.ts';

/** A function of AWS IoT SQL. https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html */
export interface SqlFunction {
  /** How many inputs it takes. */
  readonly takes: readonly [least: number, most: number];
  /** Absent: from the first version on. */
  readonly since?: '2016-03-23';
  /** Throws an SqlError where AWS does not say what it gives. */
  readonly run: (inputs: readonly Value[], message: Message, at: number) => Value;
}

/** A function of numbers. What is no number makes the result Undefined. */
export function ofNumbers(
  count: number,
  run: (first: number, second: number, at: number) => number | undefined,
): SqlFunction {
  return {
    takes: [count, count],
    run: (inputs, _message, at) => {
      const numbers = inputs.map(toDecimal);
      if (numbers.includes(undefined)) return undefined;
      const [first = 0, second = 0] = numbers as number[];
      return finite(run(first, second, at), at);
    },
  };
}

/** A function of texts, converted as usual. What has no text makes the result Undefined. */
export function ofTexts(
  count: number,
  run: (first: string, second: string, third: string, at: number) => Value,
  since?: '2016-03-23',
): SqlFunction {
  return {
    takes: [count, count],
    ...(since === undefined ? {} : { since }),
    run: (inputs, _message, at) => {
      const texts = inputs.map(toText);
      if (texts.includes(undefined)) return undefined;
      const [first = '', second = '', third = ''] = texts as string[];
      return run(first, second, third, at);
    },
  };
}

// Imaginary results are Undefined. AWS's decimals reach to 9.999E999, doubles do not.
function finite(result: number | undefined, at: number): number | undefined {
  if (result === undefined || Number.isNaN(result)) return undefined;
  if (!Number.isFinite(result)) throw sqlError('unsupported', 'The result is beyond what a double holds', at);
  return result;
}
