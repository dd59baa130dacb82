import type { Target } from '../settings.ts';

/** What a simulation is to show. */
export interface SimulationChoice {
  readonly devices: number;
  readonly hours: number;
  readonly seed: number;
  /** The first day of virtual time, `YYYY-MM-DD`. */
  readonly day: string;
  /** The folder that holds a folder for each bucket; objects are counted and not kept where it is left out. */
  readonly out?: string;
  /** Called with each message of an ordinary topic. */
  readonly onMessage?: (topic: string, payload: string) => void;
}

/** Lets what was applied to a target flow in virtual time. Throws an OperatorError where a bucket cannot be written. */
export type Simulate = (target: Target, choice: SimulationChoice) => Promise<SimulationReport>;

/** What a simulation found: plain data, the same for the same profiles, seed and time. Times are milliseconds since 1970. */
export interface SimulationReport {
  readonly target: string;
  readonly seed: number;
  readonly devices: number;
  readonly begin: number;
  readonly end: number;
  readonly totals: SimulationTotals;
  readonly profiles: readonly SimulatedProfile[];
  readonly behaviors: readonly SimulatedBehavior[];
  readonly series: readonly SimulatedSeries[];
  /** The first thousand, in their order. */
  readonly alarms: readonly SimulatedAlarm[];
  /** Times in which a device was made to be strange; the first thousand. */
  readonly anomalies: readonly SimulatedAnomaly[];
  readonly topics: readonly SimulatedTopic[];
  readonly rules: readonly SimulatedRule[];
  readonly streams: readonly SimulatedStream[];
  readonly fates: readonly SimulatedFate[];
  /** What of the configuration this program does not simulate, a sentence each. */
  readonly notSimulated: readonly string[];
}

/** Sums over the whole run. */
export interface SimulationTotals {
  /** Data points that devices and AWS IoT reported, of any metric that a profile collects. */
  readonly reported: number;
  /** Data points that profiles keep in Device Defender. */
  readonly retained: number;
  /** Data points that were exported, each once. */
  readonly exported: number;
  /** Data points that were sent a second time. */
  readonly repeated: number;
  readonly batches: number;
  readonly ruleExecutions: number;
  readonly objects: number;
  /** Bytes in the buckets. */
  readonly objectBytes: number;
  readonly alarms: number;
  /** Alarms that somebody was told of: those of profiles with an alert target, and not suppressed. */
  readonly alerts: number;
}

/** A security profile and what it exported. */
export interface SimulatedProfile {
  readonly name: string;
  readonly things: number;
  readonly topic?: string;
  readonly exported: number;
  readonly repeated: number;
  readonly batches: number;
}

/** A behavior and what it noticed. */
export interface SimulatedBehavior {
  readonly profile: string;
  readonly name: string;
  readonly metric: string;
  readonly judge: 'static' | 'statistical' | 'machine-learning' | 'none';
  /** What is normal, where that is a number: it alarms where the comparison does not hold. */
  readonly threshold?: { readonly operator: string; readonly value: number };
  readonly alarms: number;
  /** Different things that were ever in alarm. */
  readonly things: number;
  readonly isSuppressed: boolean;
}

/**
 * A metric over time: what devices had in each of at most 300 spans. Where behaviors judge it, the devices that they judge; else all that
 * report it.
 */
export interface SimulatedSeries {
  readonly metric: string;
  readonly dimension?: { readonly name: string; readonly operator: string };
  readonly unit?: string;
  /** Data points of all devices. */
  readonly points: number;
  /** How many devices the samples are of. */
  readonly things: number;
  /** Empty for lists. */
  readonly samples: readonly SeriesSample[];
}

/** What a metric was in a span that ends at a time. */
export interface SeriesSample {
  readonly at: number;
  readonly points: number;
  readonly least: number;
  readonly mean: number;
  readonly most: number;
}

/** An alarm that begins or ends. */
export interface SimulatedAlarm {
  readonly at: number;
  readonly profile: string;
  readonly behavior: string;
  readonly thing: string;
  readonly state: 'in-alarm' | 'cleared';
}

/** A time in which a device was made to be strange. */
export interface SimulatedAnomaly {
  readonly thing: string;
  readonly series: string;
  /** Whether the samples of the series are of this device too. */
  readonly isSampled: boolean;
  readonly begin: number;
  readonly end: number;
}

/** A topic that metrics were exported to. */
export interface SimulatedTopic {
  readonly topic: string;
  readonly way: 'basic-ingest' | 'broker';
  readonly batches: number;
  readonly points: number;
  readonly rules: readonly string[];
}

/** A topic rule and what it did. */
export interface SimulatedRule {
  readonly name: string;
  readonly messages: number;
  readonly passed: number;
  readonly actions: number;
  readonly failedActions: number;
  readonly errorActions: number;
}

/** A delivery stream and what it delivered. */
export interface SimulatedStream {
  readonly name: string;
  readonly records: number;
  readonly bytes: number;
  readonly objects: number;
  readonly objectBytes: number;
}

/**
 * What became of data points on the paths that they took. A data point that takes two paths is counted on both; one that was sent
 * twice, twice. The points of all fates are those that were handed to rules, and what no rule took.
 */
export interface SimulatedFate {
  readonly fate: 'delivered' | 'error' | 'filtered' | 'published' | 'lost' | 'not-simulated';
  /** The bucket, topic, rule or stream. */
  readonly where: string;
  readonly reason?: string;
  readonly points: number;
}

/** The one name of a metric, whole or narrowed by a dimension: `aws:message-byte-size IN telemetryTopics`. */
export function seriesName({ metric, dimension }: Pick<SimulatedSeries, 'metric' | 'dimension'>): string {
  return dimension === undefined ? metric : `${metric} ${dimension.operator} ${dimension.name}`;
}
