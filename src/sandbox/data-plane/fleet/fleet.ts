import type { MetricValue } from '../../../detect/criteria.ts';
import type { RegionState } from '../../state.ts';
import { chanceAt, seedOf } from './chance.ts';
import { readReport, writeReport } from './report-format.ts';
import type { DeviceReport } from './report-format.ts';
import { seriesName } from '../../../model/exports/simulation.ts';
import type { Series } from './series.ts';
import type { Shape } from './shape.ts';
import { shapeOf } from './shapes.ts';

/** Devices that report in virtual time. What a device does depends on the seed, its name, the metric and the time, on nothing else. */
export interface Fleet {
  readonly things: readonly Thing[];
  readonly anomalies: readonly Anomaly[];
  /** What every thing has for every series, by key, in one interval; undefined for one that was offline. */
  observe(interval: number): ReadonlyMap<string, readonly (MetricValue | undefined)[]>;
}

/** A device. */
export interface Thing {
  readonly name: string;
  readonly groupArn: string;
}

/** A time in which a device is not itself. */
export interface Anomaly {
  readonly thing: number;
  readonly key: string;
  /** The first interval, and the one after the last. */
  readonly begin: number;
  readonly end: number;
}

/** How often something happens, of 1. */
const ODDS = { offline: 0.01, anomaly: 0.05 } as const;

/** Where nobody declares a group. */
const NO_GROUP = 'devices';

/** Spreads devices over the thing groups that profiles are attached to. */
export function thingsIn(state: RegionState, count: number): readonly Thing[] {
  const targets = new Set(Object.values(state.securityProfiles).flatMap((profile) => profile.targets));
  const groups = Object.entries(state.thingGroups)
    .map(([name, { arn }]) => ({ name, arn }))
    .filter(({ arn }) => targets.has(arn));
  const all = groups.length === 0 ? [{ name: NO_GROUP, arn: '' }] : groups;
  return Array.from({ length: count }, (_, index) => {
    const group = all[index % all.length];
    const number = Math.floor(index / all.length) + 1;
    return { name: `${group?.name ?? NO_GROUP}-${String(number).padStart(5, '0')}`, groupArn: group?.arn ?? '' };
  });
}

/** A series with what decides its values: a seed for each thing. */
interface Measured {
  readonly key: string;
  readonly series: Series;
  readonly shape: Shape;
  readonly seeds: readonly number[];
}

/** Builds a fleet that measures some series for a number of intervals. */
export function createFleet(
  seed: number,
  things: readonly Thing[],
  series: readonly Series[],
  intervals: number,
): Fleet {
  const measured = series.map((one): Measured => {
    const { name = '', operator = '' } = one.dimension ?? {};
    const seeds = things.map((thing) => seedOf(seed, thing.name, one.metric, name, operator));
    return { key: seriesName(one), series: one, shape: shapeOf(one), seeds };
  });
  const presence = things.map(({ name }) => seedOf(seed, name));
  const anomalies = measured.flatMap(({ key, seeds }) =>
    seeds.flatMap((one, thing) => anomalyOf(one, thing, key, intervals)),
  );
  const valueOf = valuesWith(anomalies);
  const cloud = measured.filter(({ series: { facts } }) => facts.side === 'cloud');
  const device = measured.filter(({ series: { facts } }) => facts.side !== 'cloud');
  return {
    things,
    anomalies,
    observe: (interval) => {
      const isOnline = presence.map((one) => chanceAt(one, interval) >= ODDS.offline);
      const online = (one: Measured, thing: number) => (isOnline[thing] ? valueOf(one, thing, interval) : undefined);
      const reports = device.length === 0 ? [] : things.map((_, thing) => reportOf(device, thing, interval, online));
      return new Map([
        ...cloud.map((one) => [one.key, things.map((_, thing) => online(one, thing))] as const),
        ...device.map(
          (one) => [one.key, reports.map((report) => report && readReport(report, one.series.metric))] as const,
        ),
      ]);
    },
  };
}

type ValueOf = (one: Measured, thing: number, interval: number) => MetricValue | undefined;

function valuesWith(anomalies: readonly Anomaly[]): ValueOf {
  const strange = new Map<string, Map<number, Anomaly>>();
  for (const anomaly of anomalies) {
    const ofSeries = strange.get(anomaly.key) ?? new Map<number, Anomaly>();
    strange.set(anomaly.key, ofSeries.set(anomaly.thing, anomaly));
  }
  return ({ key, shape, seeds }, thing, interval) => {
    const anomaly = strange.get(key)?.get(thing);
    const isStrange = anomaly !== undefined && interval >= anomaly.begin && interval < anomaly.end;
    return shape(seeds[thing] ?? 0, interval, isStrange);
  };
}

/** What a device publishes; nothing while it is offline. */
function reportOf(
  device: readonly Measured[],
  thing: number,
  interval: number,
  valueOf: ValueOf,
): DeviceReport | undefined {
  const measured = new Map<string, MetricValue>();
  for (const one of device) {
    const value = valueOf(one, thing, interval);
    if (value !== undefined) measured.set(one.series.metric, value);
  }
  return measured.size === 0 ? undefined : writeReport(interval + 1, measured);
}

function anomalyOf(seed: number, thing: number, key: string, intervals: number): readonly Anomaly[] {
  if (chanceAt(seed, -1) >= ODDS.anomaly) return [];
  const begin = Math.floor(chanceAt(seed, -2) * intervals);
  // Half an hour to two hours.
  const length = 6 + Math.floor(chanceAt(seed, -3) * 19);
  return [{ thing, key, begin, end: Math.min(begin + length, intervals) }];
}
