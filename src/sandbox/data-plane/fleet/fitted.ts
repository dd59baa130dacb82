import { isNormalList, isNormalNumber } from '../../../detect/criteria.ts';
import type { Criteria, MetricValue } from '../../../detect/criteria.ts';
import { chanceAt } from './chance.ts';
import type { Shape } from './shape.ts';

/**
 * A shape that is normal where a behavior says so, and strange where it does not: nobody but the behavior knows what is
 * normal for a metric of somebody's own. What fits already stays as it is.
 */
export function fitted(shape: Shape, { comparisonOperator: operator = '', value: wanted = {} }: Criteria): Shape {
  return (seed, interval, isStrange) => {
    const usual = shape(seed, interval, isStrange);
    if (wanted.number !== undefined) {
      if (isNormalNumber(operator, usual.number ?? 0, wanted.number) !== isStrange) return usual;
      return { number: besides(wanted.number, operator.startsWith('greater') !== isStrange, seed, interval) };
    }
    if (isNormalList(operator, usual, wanted) !== isStrange) return usual;
    const isNegated = operator.startsWith('not-');
    if (isNegated === isStrange) return oneOf(wanted, seed, interval);
    return isNegated ? passing(usual, (one) => isNormalList(operator, one, wanted)) : usual;
  };
}

/** The elements of a list that pass, each looked at by itself. */
function passing(value: MetricValue, passes: (one: MetricValue) => boolean): MetricValue {
  const { strings, numbers, cidrs } = value;
  if (strings !== undefined) return { strings: strings.filter((one) => passes({ strings: [one] })) };
  if (numbers !== undefined) return { numbers: numbers.filter((one) => passes({ numbers: [one] })) };
  return { cidrs: (cidrs ?? []).filter((one) => passes({ cidrs: [one] })) };
}

/** Above a threshold or below it, by a tenth to a half. */
function besides(threshold: number, isAbove: boolean, seed: number, interval: number): number {
  const distance = Math.max(Math.abs(threshold), 1) * (0.1 + 0.4 * chanceAt(seed, interval));
  return threshold + (isAbove ? distance : -distance);
}

/** One of the elements that are named; a device keeps its address. */
function oneOf({ strings, numbers, cidrs }: MetricValue, seed: number, interval: number): MetricValue {
  const chosen = <Element>(list: readonly Element[], place: number): readonly Element[] =>
    list.slice(Math.floor(chanceAt(seed, place) * list.length)).slice(0, 1);
  if (cidrs !== undefined) return { cidrs: chosen(cidrs, -10).map((range) => hostIn(range, seed)) };
  return strings === undefined ? { numbers: chosen(numbers ?? [], interval) } : { strings: chosen(strings, interval) };
}

/** An address in a range: one of the first 254 where it has as many, otherwise the first. */
function hostIn(range: string, seed: number): string {
  const [first = '', length = '32'] = range.split('/');
  const isWide = Number(length) <= 24 && /^[\d.]+\.0$/.test(first);
  return isWide ? first.replace(/0$/, String(1 + Math.floor(chanceAt(seed, -11) * 254))) : first;
}
