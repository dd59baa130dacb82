import type { Address } from '../address.ts';
import type { MetricRef } from './coverage.ts';

/** Alarms that a behavior would have raised: things that were in alarm at least once, and alarms that began. */
export interface AlarmCount {
  readonly things: number;
  readonly alarms: number;
}

/** A behavior that is added or changed, held against the past. */
export interface TestedBehavior {
  readonly profile: Address;
  readonly behavior: string;
  /** What it watches once it is changed. */
  readonly metric: MetricRef;
  /** Things that were chosen, of so many that were found; `isMore` where there are more, which were not listed. */
  readonly sample: { readonly things: number; readonly of: number; readonly isMore?: true };
  /** Things of the sample that reported the metric. */
  readonly judged: number;
  readonly isNew: boolean;
  /** Absent where the behavior is new, or was not tested. */
  readonly before?: AlarmCount;
  /** Absent where it was not tested; the notes say why. */
  readonly after?: AlarmCount;
  /** Nobody is told of its alarms. */
  readonly isSuppressed: boolean;
  /** What was not tested and why, each as a sentence. */
  readonly notes: readonly string[];
}

/** How many things would have alarmed before and after a plan. Plain data. */
export interface BackTest {
  /** Where the values are from: the account, or the sandbox's made-up fleet. */
  readonly source: 'account' | 'simulated';
  readonly hours: number;
  /** When the period ends, in UTC: `2026-11-22T10:00:00.000Z`. */
  readonly until: string;
  readonly tested: readonly TestedBehavior[];
  /** What stood in the way, each as a sentence. */
  readonly notes: readonly string[];
}
