import type { MetricValue } from '../../detect/criteria.ts';
import type { Transition } from '../../detect/monitor.ts';
import { INTERVAL_SECONDS } from '../../detect/monitor.ts';
import type {
  SimulatedAlarm,
  SimulatedBehavior,
  SimulatedFate,
  SimulatedProfile,
  SimulatedTopic,
  SimulationReport,
} from '../../model/exports/simulation.ts';
import type { Routed } from './broker.ts';
import type { OutgoingBatch } from './export-batches.ts';
import type { Fleet } from './fleet/fleet.ts';
import type { DataPlane } from './plane.ts';
import type { BehaviorRun, ProfileRun } from './profile.ts';
import { createSampler } from './fleet/sampler.ts';
import type { Sampler } from './fleet/sampler.ts';
import type { Series } from './fleet/series.ts';
import { seriesName } from '../../model/exports/simulation.ts';
import type { SimulationOptions } from './options.ts';
import type { PlaneContext } from './context.ts';

/** Counts what happens, for the report. */
export interface Tally {
  observed(interval: number, at: number, values: ReadonlyMap<string, readonly (MetricValue | undefined)[]>): void;
  alarm(at: number, profile: ProfileRun, behavior: BehaviorRun, transition: Transition): void;
  retained(values: readonly (MetricValue | undefined)[]): void;
  published(profile: ProfileRun, batch: OutgoingBatch, routed: Routed): void;
  report(plane: DataPlane): SimulationReport;
}

/** What a tally is about. */
export interface TallySubject {
  readonly options: SimulationOptions;
  readonly fleet: Fleet;
  readonly profiles: readonly ProfileRun[];
  readonly series: readonly Series[];
  readonly intervals: number;
  readonly around: PlaneContext;
}

/** How many alarms and anomalies are told one by one. */
const TOLD = 1000;

type Mutable<Type> = { -readonly [Member in keyof Type]: Type[Member] };

interface Counts {
  readonly profiles: ReadonlyMap<string, Mutable<SimulatedProfile>>;
  readonly behaviors: ReadonlyMap<BehaviorRun, Mutable<SimulatedBehavior> & { readonly who: Set<number> }>;
  readonly topics: Map<string, Mutable<SimulatedTopic>>;
  readonly alarms: SimulatedAlarm[];
  readonly sums: { retained: number; alarms: number; alerts: number };
}

/** Begins to count. */
export function createTally(subject: TallySubject): Tally {
  const { profiles, series, intervals, around } = subject;
  const sampler = createSampler(series, intervals, (key) => sampledThings(profiles, key));
  const counts: Counts = {
    profiles: new Map(profiles.map((profile) => [profile.name, countsOf(profile)])),
    behaviors: new Map(profiles.flatMap((profile) => profile.behaviors.map((one) => [one, noticed(profile, one)]))),
    topics: new Map(),
    alarms: [],
    sums: { retained: 0, alarms: 0, alerts: 0 },
  };
  return {
    observed: sampler.take,
    retained: (values) => {
      for (const value of values) if (value !== undefined) counts.sums.retained += 1;
    },
    alarm: (at, profile, behavior, transition) => countAlarm(subject, counts, at, profile, behavior, transition),
    published: (profile, batch, routed) => countBatch(counts, around, profile, batch, routed),
    report: (plane) => reportOf(subject, counts, sampler, plane),
  };
}

function countAlarm(
  { fleet, around }: TallySubject,
  { alarms, sums, behaviors }: Counts,
  at: number,
  profile: ProfileRun,
  behavior: BehaviorRun,
  { thing, state }: Transition,
): void {
  const name = fleet.things[profile.things[thing] ?? -1]?.name ?? '';
  if (alarms.length < TOLD) alarms.push({ at, profile: profile.name, behavior: behavior.name, thing: name, state });
  if (state === 'cleared') return;
  sums.alarms += 1;
  const hasTarget = around.state.securityProfiles[profile.name]?.alertTargets?.['SNS'] !== undefined;
  if (hasTarget && !behavior.isSuppressed) sums.alerts += 1;
  const found = behaviors.get(behavior);
  if (found === undefined) return;
  found.alarms += 1;
  found.who.add(thing);
}

function countBatch(
  { profiles, topics }: Counts,
  around: PlaneContext,
  { name, topic: path }: ProfileRun,
  batch: OutgoingBatch,
  routed: Routed,
): void {
  const profile = profiles.get(name);
  if (profile === undefined || path === undefined) return;
  profile.batches += 1;
  profile[batch.isRepeat ? 'repeated' : 'exported'] += batch.points;
  const topic = topics.get(path) ?? { topic: path, way: routed.way, batches: 0, points: 0, rules: [] };
  topics.set(path, topic);
  topic.batches += 1;
  topic.points += batch.points;
  if (routed.rules.length > 0) topic.rules = routed.rules;
  unrouted(routed, path, batch.points, around);
}

function reportOf(
  { options, fleet, intervals, around, profiles: runs }: TallySubject,
  { profiles, behaviors, topics, alarms, sums }: Counts,
  sampler: Sampler,
  plane: DataPlane,
): SimulationReport {
  const fates = fatesOf(around);
  const told = [...behaviors.values()].map(({ who, ...behavior }) => ({ ...behavior, things: who.size }));
  return {
    target: options.target,
    seed: options.seed,
    devices: fleet.things.length,
    begin: options.begin,
    end: options.begin + intervals * INTERVAL_SECONDS * 1000,
    totals: { reported: sampler.points(), ...sums, ...exportedBy([...profiles.values()]), ...movedBy(plane) },
    profiles: [...profiles.values()],
    behaviors: told,
    series: sampler.series(),
    alarms,
    anomalies: anomaliesOf(fleet, runs, options.begin),
    topics: [...topics.values()],
    rules: plane.rules.map(({ name, counts }) => ({ name, ...counts })),
    streams: plane.streams.map(({ name, counts }) => ({ name, ...counts })),
    fates,
    notSimulated: notSimulated(plane, told, fates),
  };
}

function countsOf({ name, things, topic }: ProfileRun): Mutable<SimulatedProfile> {
  return {
    name,
    things: things.length,
    ...(topic === undefined ? {} : { topic }),
    exported: 0,
    repeated: 0,
    batches: 0,
  };
}

function noticed({ name: profile }: ProfileRun, { name, series, judge, threshold, isSuppressed }: BehaviorRun) {
  const behavior: Mutable<SimulatedBehavior> = {
    profile,
    name,
    metric: series.metric,
    judge,
    ...(threshold === undefined ? {} : { threshold }),
    alarms: 0,
    things: 0,
    isSuppressed,
  };
  return { ...behavior, who: new Set<number>() };
}

/** What no rule took is lost on a Basic Ingest topic, and on an ordinary one there for whoever subscribes. */
function unrouted(
  { missing, rules, subscribers }: Routed,
  topic: string,
  points: number,
  { ledger }: PlaneContext,
): void {
  if (missing !== undefined) {
    ledger.handed(points);
    ledger.settle('lost', topic, points, `there is no enabled rule ${missing}`);
  } else if (rules.length === 0 || subscribers > 0) {
    ledger.handed(points);
    ledger.settle('published', topic, points);
  }
}

function exportedBy(profiles: readonly SimulatedProfile[]) {
  const sum = (member: 'exported' | 'repeated' | 'batches'): number =>
    profiles.reduce((total, one) => total + one[member], 0);
  return { exported: sum('exported'), repeated: sum('repeated'), batches: sum('batches') };
}

function movedBy({ rules, streams }: DataPlane) {
  return {
    ruleExecutions: rules.reduce((total, { counts }) => total + counts.messages, 0),
    objects: streams.reduce((total, { counts }) => total + counts.objects, 0),
    objectBytes: streams.reduce((total, { counts }) => total + counts.objectBytes, 0),
  };
}

/** The devices that behaviors judge by a series; where none does, all that report it. By their places in the fleet. */
function sampledThings(profiles: readonly ProfileRun[], key: string): ReadonlySet<number> {
  const judging = profiles.filter(({ behaviors }) =>
    behaviors.some(({ series, watch }) => watch !== undefined && seriesName(series) === key),
  );
  const collecting = profiles.filter(({ collects }) => collects.some(({ series }) => seriesName(series) === key));
  return new Set((judging.length > 0 ? judging : collecting).flatMap(({ things }) => things));
}

function anomaliesOf({ things, anomalies }: Fleet, profiles: readonly ProfileRun[], start: number) {
  const at = (interval: number): number => start + interval * INTERVAL_SECONDS * 1000;
  const told = anomalies.slice(0, TOLD);
  const sampled = new Map([...new Set(told.map(({ key }) => key))].map((key) => [key, sampledThings(profiles, key)]));
  return told.map(({ thing, key, begin, end }) => ({
    thing: things[thing]?.name ?? '',
    series: key,
    isSampled: sampled.get(key)?.has(thing) === true,
    begin: at(begin),
    end: at(end),
  }));
}

/** In an order that does not depend on which object was written first. */
function fatesOf({ ledger }: PlaneContext): readonly SimulatedFate[] {
  const rank = (fate: SimulatedFate): string => `${fate.fate} ${fate.where} ${fate.reason ?? ''}`;
  return ledger
    .settled()
    .map((one) => ({ ...one, points: Math.round(one.points) }))
    .sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

function notSimulated(
  { streams }: DataPlane,
  behaviors: readonly SimulatedBehavior[],
  fates: readonly SimulatedFate[],
): readonly string[] {
  return [
    ...behaviors
      .filter(({ judge }) => judge === 'machine-learning')
      .map(({ profile, name }) => `Behavior ${name} of ${profile}: machine learning`),
    ...streams.flatMap(({ name, notSimulated: what }) =>
      what === undefined ? [] : [`Delivery stream ${name}: ${what}`],
    ),
    ...fates
      .filter(({ fate, where }) => fate === 'not-simulated' && !streams.some(({ name }) => name === where))
      .map(({ where, reason }) => `Rule ${where}: ${reason}`),
  ];
}
