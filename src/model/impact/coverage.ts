import type { Address } from '../address.ts';

/** A metric as a profile names it: whole, or only for the topics of a dimension; or a check of audits by its name. */
export interface MetricRef {
  readonly metric: string;
  readonly dimension?: string;
  /** Set where it is for all topics but those of the dimension. */
  readonly excluded?: true;
}

/** What Device Defender does with a metric: holds it against criteria, or publishes it. What it does with a check: audits it. */
export type Aspect = 'detection' | 'export' | 'audit';

/** Metrics that a group of things loses or gains, or checks of the account, and the changes that make it so. */
export interface CoverageChange {
  /** What profiles are attached to, without the account: `thinggroup/soundboxes`, `all/things`. Of audits it is `account`. */
  readonly target: string;
  readonly aspect: Aspect;
  readonly metrics: readonly MetricRef[];
  readonly addresses: readonly Address[];
}

/** Metrics that do not arrive where they did while, or from when on, changes are carried out. */
export interface Gap {
  readonly cause: 'topic-moves' | 'stream-replaced' | 'reference-replaced' | 'profiles-exchange';
  readonly profiles: readonly Address[];
  readonly metrics: readonly MetricRef[];
  /** The change that it begins with. */
  readonly from: Address;
  /** The change that it ends with; the same where it lasts as long as that one. */
  readonly until: Address;
  /** What that means, as a sentence without its full stop. */
  readonly meaning: string;
}

/** What a plan means for what is watched and exported. Plain data. */
export interface Coverage {
  readonly lost: readonly CoverageChange[];
  readonly gained: readonly CoverageChange[];
  readonly gaps: readonly Gap[];
}

/** A metric in words: `battery_level`, `aws:num-messages-sent on telemetryTopics`. */
export function metricText({ metric, dimension, excluded }: MetricRef): string {
  if (dimension === undefined) return metric;
  return `${metric} ${excluded === true ? 'off' : 'on'} ${dimension}`;
}
