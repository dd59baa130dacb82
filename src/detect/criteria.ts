import { OPERATORS } from '../catalogue/operators.ts';
import type { Operator } from '../catalogue/operators.ts';

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

/** Whether an address lies in a range such as `10.0.0.0/8` or `2001:db8::/32`. What is no address lies in none. */
function isInRange(address: string, range: string): boolean {
  const [first = '', length] = range.split('/');
  const [bits, network] = [bitsOf(address.split('/')[0] ?? ''), bitsOf(first)];
  if (bits === undefined || network === undefined || bits.length !== network.length) return false;
  const prefix = length === undefined ? network.length : Number(length);
  return bits.slice(0, prefix) === network.slice(0, prefix);
}

function bitsOf(address: string): string | undefined {
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
  if (v4 !== null)
    return v4
      .slice(1)
      .map((byte) => binary(Number(byte), 8))
      .join('');
  const url = `http://[${address}]`;
  if (!address.includes(':') || !URL.canParse(url)) return undefined;
  const [before = '', after] = new URL(url).hostname.slice(1, -1).split('::');
  const groups = (text: string): readonly string[] => (text === '' ? [] : text.split(':'));
  const [head, tail] = [groups(before), groups(after ?? '')];
  const zeros = after === undefined ? [] : Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].map((group) => binary(Number.parseInt(group, 16), 16)).join('');
}

function binary(number: number, digits: number): string {
  return number.toString(2).padStart(digits, '0');
}
