import { judgeOf } from '../../detect/criteria.ts';
import type { Criteria, MetricValue } from '../../detect/criteria.ts';
import { openMonitor } from '../../detect/monitor.ts';
import type { BehaviorMonitor } from '../../detect/monitor.ts';
import type { RegionState, SecurityProfileRecord } from '../state.ts';
import type { Thing } from './fleet/fleet.ts';
import { seriesName } from '../../model/exports/simulation.ts';
import { collected, seriesOf } from './fleet/series.ts';
import type { Series } from './fleet/series.ts';

/** A security profile at work, on the things of its targets. */
export interface ProfileRun {
  readonly name: string;
  /** Places of its things in the fleet. */
  readonly things: readonly number[];
  readonly behaviors: readonly BehaviorRun[];
  /** What it collects; what of it is exported too. */
  readonly collects: readonly { readonly series: Series; readonly isExported: boolean }[];
  /** Where exported metrics are published. */
  readonly topic?: string;
}

/** A behavior at work. */
export interface BehaviorRun {
  readonly name: string;
  readonly series: Series;
  readonly judge: 'static' | 'statistical' | 'machine-learning' | 'none';
  /** What is normal, where that is a number. */
  readonly threshold?: { readonly operator: string; readonly value: number };
  /** Suppressed alarms are recorded, and nobody is told. */
  readonly isSuppressed: boolean;
  /** Undefined where nothing judges, or machine learning would. */
  readonly watch: BehaviorMonitor | undefined;
}

/** Starts a profile of the account. */
export function startProfile(
  name: string,
  record: SecurityProfileRecord,
  state: RegionState,
  fleet: readonly Thing[],
): ProfileRun {
  const things = fleet.flatMap((thing, index) => (isWatched(record, thing) ? [index] : []));
  const behaviors = (record.behaviors ?? []).flatMap(({ name: behavior, ...rest }): readonly BehaviorRun[] => {
    const series = seriesOf(state, rest.metric, rest.metricDimension);
    if (series === undefined) return [];
    return [
      {
        name: behavior,
        series,
        judge: judgeOf(rest.criteria),
        ...thresholdOf(rest.criteria),
        isSuppressed: rest.suppressAlerts === true,
        watch: openMonitor(rest.criteria, series.metric, things.length),
      },
    ];
  });
  const topic = record.metricsExportConfig?.mqttTopic;
  return {
    name,
    things,
    behaviors,
    collects: [...collected(state, record).values()],
    ...(topic === undefined ? {} : { topic }),
  };
}

function thresholdOf(criteria: Criteria = {}): Pick<BehaviorRun, 'threshold'> {
  const { comparisonOperator: operator, value: { count, number } = {} } = criteria;
  const value = count ?? number;
  return judgeOf(criteria) !== 'static' || operator === undefined || value === undefined
    ? {}
    : { threshold: { operator, value } };
}

/**
 * Whether a profile is attached to a device's group, or to all devices: one that is in a group is a registered one.
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/DetectCommands.html
 */
export function isWatched({ targets }: Pick<SecurityProfileRecord, 'targets'>, { groupArn }: Thing): boolean {
  const isRegistered = groupArn !== '';
  return targets.some(
    (target) =>
      target === groupArn ||
      (target.includes(':all/') && !(isRegistered && target.endsWith(':all/unregistered-things'))),
  );
}

/** What the things of a profile have for a series. */
export function valuesFor(
  { things }: ProfileRun,
  series: Series,
  observed: ReadonlyMap<string, readonly (MetricValue | undefined)[]>,
): readonly (MetricValue | undefined)[] {
  const all = observed.get(seriesName(series)) ?? [];
  return things.length === all.length ? all : things.map((thing) => all[thing]);
}
