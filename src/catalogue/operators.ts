/** Which member of `criteria.value` a metric is compared with. */
export type ValueMember = 'count' | 'cidrs' | 'ports' | 'number' | 'numbers' | 'strings';

/** What AWS documents of an operator: what is normal where it stands, and which values it compares with. */
export interface OperatorFacts {
  /** Completes "normal is". */
  readonly normal: string;
  readonly values: readonly ValueMember[];
}

const NUMBERS: readonly ValueMember[] = ['count', 'number'];
const LISTS: readonly ValueMember[] = ['numbers', 'strings'];

/** Where each operator is documented. */
export const OPERATOR_SOURCE = 'https://docs.aws.amazon.com/iot/latest/apireference/API_BehaviorCriteria.html';

/** Every operator of `criteria.comparisonOperator`. It says what is normal; an alarm is raised where it does not hold. */
export const OPERATORS = {
  'less-than': { normal: 'a number below the value', values: NUMBERS },
  'less-than-equals': { normal: 'a number up to the value', values: NUMBERS },
  'greater-than': { normal: 'a number above the value', values: NUMBERS },
  'greater-than-equals': { normal: 'a number from the value on', values: NUMBERS },
  'in-cidr-set': { normal: 'addresses within the ranges only', values: ['cidrs'] },
  'not-in-cidr-set': { normal: 'no address within the ranges', values: ['cidrs'] },
  'in-port-set': { normal: 'ports of the list only', values: ['ports'] },
  'not-in-port-set': { normal: 'no port of the list', values: ['ports'] },
  'in-set': { normal: 'elements of the list only', values: LISTS },
  'not-in-set': { normal: 'no element of the list', values: LISTS },
} as const satisfies Readonly<Record<string, OperatorFacts>>;

/** One of them. */
export type Operator = keyof typeof OPERATORS;

/** Seconds over which a metric may be counted: https://docs.aws.amazon.com/iot/latest/apireference/API_BehaviorCriteria.html */
export const DURATIONS: readonly number[] = [300, 600, 900, 1800, 3600];
