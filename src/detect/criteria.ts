import { OPERATORS } from '../catalogue/operators.ts';
import type { Operator } from '../catalogue/operators.ts';
import { isInRange } from './address-range.ts';

/** What was observed: one member, named after the type of the metric, as in exported metrics and in `criteria.value`. */
export interface MetricValue {
  readonly count?: number;
  readonly number?: number;
  readonly numbers?: readonly number[];
  readonly strings?: readonly string[];
  readonly ports?: readonly number[];
  readonly cidrs?: readonly string[];
}

/** What is normal, in the words of AWS and of the profiles: https://docs.aws.amazon.com/iot/latest/apireference/API_BehaviorCriteria.html */
export interface Criteria {
  readonly comparisonOperator?: string;
  readonly value?: MetricValue;
  readonly durationSeconds?: number;
  readonly consecutiveDatapointsToAlarm?: number;
  readonly consecutiveDatapointsToClear?: number;
  readonly statisticalThreshold?: { readonly statistic?: string };
  readonly mlDetectionConfig?: object;
}

/** Who would judge by these criteria; `none` where a behavior only keeps or exports its metric. */
export function judgeOf(criteria: Criteria | undefined): 'static' | 'statistical' | 'machine-learning' | 'none' {
  if (criteria === undefined || Object.keys(criteria).length === 0) return 'none';
  if (criteria.mlDetectionConfig !== undefined) return 'machine-learning';
  return criteria.statisticalThreshold === undefined ? 'static' : 'statistical';
}

const COMPARE: Readonly<Record<string, (observed: number, wanted: number) => boolean>> = {
  'less-than': (observed, wanted) => observed < wanted,
  'less-than-equals': (observed, wanted) => observed <= wanted,
  'greater-than': (observed, wanted) => observed > wanted,
  'greater-than-equals': (observed, wanted) => observed >= wanted,
};

/** Whether a number is normal. */
export function isNormalNumber(operator: string | undefined, observed: number, wanted: number): boolean {
  return COMPARE[operator ?? '']?.(observed, wanted) ?? true;
}

/** Whether a list is normal: every element is one of the wanted, or none is. */
export function isNormalList(operator: string | undefined, observed: MetricValue, wanted: MetricValue): boolean {
  if (operator === undefined || !Object.hasOwn(OPERATORS, operator)) return true;
  const isNegated = (operator as Operator).startsWith('not-');
  const hits = elementsOf(observed).map((element) => isAmong(element, wanted));
  return isNegated ? !hits.includes(true) : !hits.includes(false);
}

function elementsOf({ numbers, strings, ports, cidrs }: MetricValue): readonly (string | number)[] {
  return numbers ?? strings ?? ports ?? cidrs ?? [];
}

function isAmong(element: string | number, wanted: MetricValue): boolean {
  if (wanted.cidrs === undefined) return elementsOf(wanted).includes(element);
  return wanted.cidrs.some((range) => isInRange(String(element), range));
}
