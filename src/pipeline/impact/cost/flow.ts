import { metricFacts } from '../../../catalogue/metrics.ts';
import { actionsOf } from '../data-path/actions.ts';
import { rulesReading, selectsValue } from '../data-path/feeding.ts';
import { addressOf, kindOf, nameOf } from '../../../model/address.ts';
import type { Usage } from '../../../model/impact/cost.ts';
import type { MetricRef } from '../../../model/impact/coverage.ts';
import { isList, isObject } from '../../../model/values/json.ts';
import type { JsonObject } from '../../../model/values/json.ts';
import { mapped } from '../../../model/steps.ts';
import type { Steps } from '../../../model/steps.ts';
import type { Specs } from '../afterwards.ts';
import { metricKey, profileMetricsOf } from '../profile-metrics.ts';
import type { ProfileMetrics } from '../profile-metrics.ts';

/** What the settings do not say, and what is taken for it. */
export const ASSUMED = { devices: 1000, reportsPerHour: 12, valueBytes: 200, subscribers: 1 } as const;

/** Hours of a month, as AWS's pricing examples count them. */
export const HOURS = 730;

/** What flows through an account in a month. */
export interface Flow {
  readonly exports: readonly ExportFlow[];
  /** The rules that exported messages reach. */
  readonly fed: readonly Fed[];
  /** Datapoints that Detect takes: each metric of a target once, whoever watches it. */
  readonly judged: number;
  readonly learned: number;
  /** Devices whose certificates audits look at; 0 where no scheduled audit runs an enabled check. */
  readonly audited: number;
}

/** What one profile publishes. */
export interface ExportFlow {
  readonly profile: string;
  readonly topic: string;
  readonly values: number;
  /** Whether a rule gets it. */
  readonly isRead: boolean;
}

/** A rule that exported messages reach, and what it sends on. */
export interface Fed {
  readonly values: number;
  readonly actions: number;
  /** Streams, and whether they get one record for each value. */
  readonly streams: readonly { readonly name: string; readonly isSplit: boolean }[];
  readonly buckets: number;
}

/** Works out what flows in a month, a resource a step. */
export function* flowOf(specs: Specs, usage: Usage): Steps<Flow> {
  const watching = yield* mapped(specs, ([address, spec]): WatchingProfile[] =>
    kindOf(address) === 'SecurityProfile' ? [{ name: nameOf(address), spec, watches: profileMetricsOf(spec) }] : [],
  );
  const profiles = watching.flat();
  const exports = exportsOf(profiles, usage);
  yield;
  const rules = [...specs].flatMap(([address, spec]): [string, JsonObject][] =>
    kindOf(address) === 'TopicRule' && spec['ruleDisabled'] !== true ? [[nameOf(address), spec]] : [],
  );
  const { readTopics, reached } = yield* reachedBy(exports, rules);
  const fed = yield* mapped(rules, ([name, spec]) => fedWith(reached.get(name), spec));
  return {
    exports: exports.map((one) => ({ ...one, isRead: readTopics.has(one.topic) })),
    fed: fed.flat(),
    ...(yield* datapointsOf(profiles, usage)),
    audited: runsAudits(specs) ? devicesIn(usage) : 0,
  };
}

/** Whether a scheduled audit runs a check that is enabled; settings that nobody read are taken to enable it. */
export function runsAudits(specs: Specs): boolean {
  const settings = specs.get(addressOf('AuditConfiguration', 'account'));
  if (settings !== undefined && !isObject(settings['auditCheckConfigurations'])) return false;
  return [...specs.keys()].some((address) => kindOf(address) === 'ScheduledAudit');
}

/** Devices of the account: all things where they are counted, else those of the groups that are. */
export function devicesIn({ devices }: Usage): number {
  const all = devices['all/things'] ?? devices['all/registered-things'];
  const counted = Object.values(devices);
  return all ?? (counted.length === 0 ? ASSUMED.devices : sum(counted));
}

interface WatchingProfile {
  readonly name: string;
  readonly spec: JsonObject;
  readonly watches: ProfileMetrics;
}

/** Values that a target's devices report of a metric in a month. */
function reportsOf(target: string, { metric }: MetricRef, usage: Usage): number {
  const devices = usage.devices[target] ?? ASSUMED.devices;
  return devices * perHour(metric, usage) * HOURS;
}

/**
 * Cloud-side metrics are there every five minutes, the length of a disconnection every hour.
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-cloud-side-metrics.html
 */
function perHour(metric: string, { reportsPerHour = ASSUMED.reportsPerHour }: Usage): number {
  if (metric === 'aws:disconnect-duration') return 1;
  return metricFacts(metric)?.side === 'cloud' ? 12 : reportsPerHour;
}

type Published = Omit<ExportFlow, 'isRead'>;

/** What each profile exports. */
function exportsOf(profiles: readonly WatchingProfile[], usage: Usage): readonly Published[] {
  return profiles.flatMap(({ name, watches: { targets, exported, mqttTopic } }): Published[] => {
    if (mqttTopic === undefined || exported.length === 0) return [];
    const values = targets.flatMap((target) => exported.map((watched) => reportsOf(target, watched, usage)));
    return [{ profile: name, topic: mqttTopic, values: sum(values) }];
  });
}

function* datapointsOf(profiles: readonly WatchingProfile[], usage: Usage): Steps<Pick<Flow, 'judged' | 'learned'>> {
  const judged = new Map<string, number>();
  const learned = new Map<string, number>();
  for (const { spec, watches } of profiles) {
    const { targets, detected, exported, retained } = watches;
    const into = isLearned(spec) ? learned : judged;
    const keyed = [...detected, ...exported, ...retained].map((watched) => [metricKey(watched), watched] as const);
    for (const target of targets)
      for (const [key, watched] of keyed) into.set(`${target} ${key}`, reportsOf(target, watched, usage));
    yield;
  }
  return { judged: sum([...judged.values()]), learned: sum([...learned.values()]) };
}

/** A profile is judged by rules or by machine learning, not by both. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-ml.html */
function isLearned({ behaviors }: JsonObject): boolean {
  return (
    isList(behaviors) &&
    behaviors.some(
      (one) => isObject(one) && isObject(one['criteria']) && one['criteria']['mlDetectionConfig'] !== undefined,
    )
  );
}

/** The values that reach each rule, by Basic Ingest or by its topic filter, and the topics of which a rule gets something. */
function* reachedBy(exports: readonly Published[], rules: readonly [string, JsonObject][]) {
  const byTopic = new Map<string, number>();
  for (const { topic, values } of exports) byTopic.set(topic, (byTopic.get(topic) ?? 0) + values);
  const rulesAt = yield* rulesReading(rules);
  const there = new Set(rules.map(([name]) => name));
  const reached = new Map<string, number>();
  const readTopics = new Set<string>();
  for (const [topic, values] of byTopic) {
    const rulesThere = rulesAt(topic).filter((rule) => there.has(rule));
    if (rulesThere.length > 0) readTopics.add(topic);
    for (const rule of rulesThere) reached.set(rule, (reached.get(rule) ?? 0) + values);
    yield;
  }
  return { readTopics, reached };
}

function fedWith(values: number | undefined, spec: JsonObject): Fed[] {
  if (values === undefined) return [];
  const actions = actionsOf(spec);
  const buckets = actions.filter(({ sort }) => sort === 'bucket').length;
  return [{ values, actions: actions.length, streams: streamsOf(spec), buckets }];
}

function streamsOf(spec: JsonObject): Fed['streams'] {
  const { actions } = spec;
  return (isList(actions) ? actions : []).flatMap((action) => {
    const firehose = isObject(action) ? action['firehose'] : undefined;
    if (!isObject(firehose)) return [];
    const isSplit = firehose['batchMode'] === true && selectsValue(spec);
    return [{ name: String(firehose['deliveryStreamName']), isSplit }];
  });
}

/** The sum of numbers. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
