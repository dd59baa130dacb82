import { judgeOf } from './criteria.ts';
import type { Criteria, MetricValue } from './criteria.ts';
import { INTERVAL_SECONDS, openMonitor } from './monitor.ts';

/** One value of a metric, and when it was reported, in milliseconds since 1970. */
export interface Datum {
  readonly at: number;
  readonly value: MetricValue;
}

/**
 * How often things would have alarmed by criteria, from what each of them reported. Percentiles are those of these things.
 * Undefined where machine learning judges, which nobody can repeat.
 */
export function countAlarms(
  criteria: Criteria | undefined,
  metric: string,
  histories: readonly (readonly Datum[])[],
): { readonly things: number; readonly alarms: number } | undefined {
  if (judgeOf(criteria) === 'machine-learning') return undefined;
  const watching = openMonitor(criteria, metric, histories.length);
  if (watching === undefined) return { things: 0, alarms: 0 };
  const alarmed = new Set<number>();
  let alarms = 0;
  for (const values of inIntervals(histories)) {
    for (const { thing, state } of watching.observe(values)) {
      if (state !== 'in-alarm') continue;
      alarmed.add(thing);
      alarms += 1;
    }
  }
  return { things: alarmed.size, alarms };
}

/** What each thing reported from interval to interval; the last value where it reported more than one. */
function inIntervals(histories: readonly (readonly Datum[])[]): readonly (readonly (MetricValue | undefined)[])[] {
  const intervalOf = ({ at }: Datum): number => Math.floor(at / (INTERVAL_SECONDS * 1000));
  const byInterval = histories.map((data) => new Map(data.map((datum) => [intervalOf(datum), datum.value])));
  const known = byInterval.flatMap((values) => [...values.keys()]);
  if (known.length === 0) return [];
  const first = known.reduce((one, other) => Math.min(one, other));
  const last = known.reduce((one, other) => Math.max(one, other));
  return Array.from({ length: last - first + 1 }, (_, index) => byInterval.map((values) => values.get(first + index)));
}
