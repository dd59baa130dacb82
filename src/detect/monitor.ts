import { noAlarm, step } from './alarm.ts';
import type { ConsecutiveDatapoints } from './alarm.ts';
import { isNormalList, isNormalNumber, judgeOf } from './criteria.ts';
import type { Criteria, MetricValue } from './criteria.ts';

/** Seconds between two data points: https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-device-side-metrics.html */
export const INTERVAL_SECONDS = 300;

/** An alarm that begins or ends. `thing` is its place in the list of things that are watched. */
export interface Transition {
  readonly thing: number;
  readonly state: 'in-alarm' | 'cleared';
}

/** One behavior, watching things from one interval to the next. */
export interface BehaviorMonitor {
  /** Takes what each thing reported in the next interval; undefined for a thing that did not. */
  observe(values: readonly (MetricValue | undefined)[]): readonly Transition[];
}

/** Metrics that count events, so that a longer duration adds intervals up. All others are as they were last seen. */
const COUNTERS = new Set(
  `aws:num-messages-sent aws:num-messages-received aws:num-authorization-failures aws:num-connection-attempts
   aws:num-disconnects aws:all-bytes-out aws:all-bytes-in aws:all-packets-out aws:all-packets-in`.split(/\s+/),
);

/** What is exported in seconds and judged in minutes: https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-cloud-side-metrics.html */
const JUDGED_IN_MINUTES = 'aws:disconnect-duration';

/** The seconds over which values of a metric are added up before they are judged; undefined where each is judged by itself. */
export function secondsAddedUp(metric: string, durationSeconds = INTERVAL_SECONDS): number | undefined {
  return durationSeconds > INTERVAL_SECONDS && COUNTERS.has(metric) ? durationSeconds : undefined;
}

/** What an exported number is divided by before it is judged. */
export function unitJudged(metric: string): number {
  return metric === JUDGED_IN_MINUTES ? 60 : 1;
}

/** Watches a number of things by static or statistical criteria; undefined where neither judges. */
export function openMonitor(
  criteria: Criteria | undefined,
  metric: string,
  things: number,
): BehaviorMonitor | undefined {
  const judge = judgeOf(criteria);
  if (criteria === undefined || judge === 'none' || judge === 'machine-learning') return undefined;
  const states = Array.from({ length: things }, noAlarm);
  const datapoints: ConsecutiveDatapoints = {
    toAlarm: criteria.consecutiveDatapointsToAlarm ?? 1,
    toClear: criteria.consecutiveDatapointsToClear ?? 1,
  };
  const judgements = judge === 'statistical' ? statistical(criteria, metric, things) : fixed(criteria, metric, things);
  return {
    observe: (values) =>
      judgements(values).flatMap((isNormal, thing) => {
        const alarm = states[thing];
        const state = isNormal === undefined || alarm === undefined ? undefined : step(alarm, isNormal, datapoints);
        return state === undefined ? [] : [{ thing, state }];
      }),
  };
}

type Judgements = (values: readonly (MetricValue | undefined)[]) => readonly (boolean | undefined)[];

function fixed(
  { comparisonOperator, value = {}, durationSeconds }: Criteria,
  metric: string,
  things: number,
): Judgements {
  const wanted = value.count ?? value.number;
  if (wanted === undefined) return (values) => values.map((one) => one && isNormalList(comparisonOperator, one, value));
  const totals = totalsOver(durationSeconds, metric, things);
  return (values) =>
    totals(values).map((total) =>
      total === undefined ? undefined : isNormalNumber(comparisonOperator, total, wanted),
    );
}

/** https://docs.aws.amazon.com/iot/latest/apireference/API_StatisticalThreshold.html */
function statistical(criteria: Criteria, metric: string, things: number): Judgements {
  const { comparisonOperator, durationSeconds, statisticalThreshold } = criteria;
  const totals = totalsOver(durationSeconds, metric, things);
  return (values) => {
    const observed = totals(values);
    const sorted = observed.filter((total) => total !== undefined).sort((one, other) => one - other);
    const wanted = percentile(sorted, Number(statisticalThreshold?.statistic?.slice(1)));
    return observed.map((total) =>
      total === undefined || wanted === undefined ? undefined : isNormalNumber(comparisonOperator, total, wanted),
    );
  };
}

/** The nearest-rank percentile of sorted numbers; undefined where there are none. AWS does not say which of the usual ones it takes. */
function percentile(sorted: readonly number[], percent: number): number | undefined {
  return sorted[Math.max(Math.ceil((percent / 100) * sorted.length), 1) - 1];
}

/** What each thing has in the duration that ends with this interval; undefined for a thing without a data point in this interval. */
function totalsOver(durationSeconds = INTERVAL_SECONDS, metric: string, things: number) {
  const intervals = COUNTERS.has(metric) ? Math.max(Math.round(durationSeconds / INTERVAL_SECONDS), 1) : 1;
  const ring = new Float64Array(things * intervals);
  const sums = new Float64Array(things);
  const unit = unitJudged(metric);
  let now = -1;
  return (values: readonly (MetricValue | undefined)[]): readonly (number | undefined)[] => {
    now = (now + 1) % intervals;
    return values.map((value, thing) => {
      const observed = value?.count ?? value?.number;
      const place = thing * intervals + now;
      sums[thing] = (sums[thing] ?? 0) + (observed ?? 0) - (ring[place] ?? 0);
      ring[place] = observed ?? 0;
      return observed === undefined ? undefined : (sums[thing] ?? 0) / unit;
    });
  };
}
