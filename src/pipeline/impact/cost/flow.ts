import { metricFacts } from '../../../catalogue/metrics.ts';
import { basicIngestOf, matchesFilter } from '../../../catalogue/topics.ts';
import { actionsOf } from '../data-path/actions.ts';
import { selectsValue, topicFilterOf } from '../data-path/feeding.ts';
import { kindOf, nameOf } from '../../../model/address.ts';
import type { Usage } from '../../../model/impact/cost.ts';
import type { MetricRef } from '../../../model/impact/coverage.ts';
import { isList, isObject } from '../../../model/json.ts';
import type { JsonObject } from '../../../model/json.ts';
import type { Specs } from '../afterwards.ts';
import { metricKey, profileMetricsOf } from '../profile-metrics.ts';

/** What the settings do not say, and what is taken for it. */
export const ASSUMED = { devices: 1000, reportsPerHour: 12, valueBytes: 200, subscribers: 1 } as const;

/** Hours of a month, as AWS's pricing examples count them. */
export const HOURS = 730;

/** What one profile publishes in a month. */
export interface ExportFlow {
  readonly profile: string;
  readonly topic: string;
  readonly values: number;
}

/** A rule that exported messages reach, and what it sends on. */
export interface Fed {
  readonly values: number;
  readonly sources: readonly ExportFlow[];
  readonly actions: number;
  /** Streams, and whether they get one record for each value. */
  readonly streams: readonly { readonly name: string; readonly isSplit: boolean }[];
  readonly buckets: number;
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

/** What each profile exports. */
export function exportsOf(specs: Specs, usage: Usage): readonly ExportFlow[] {
  return [...specs].flatMap(([address, spec]): ExportFlow[] => {
    if (kindOf(address) !== 'SecurityProfile') return [];
    const { targets, exported, mqttTopic } = profileMetricsOf(spec);
    if (mqttTopic === undefined || exported.length === 0) return [];
    const values = targets.flatMap((target) => exported.map((watched) => reportsOf(target, watched, usage)));
    return [{ profile: nameOf(address), topic: mqttTopic, values: sum(values) }];
  });
}

/** Datapoints that Detect takes: each metric of a target once, whoever watches it. */
export function datapointsOf(specs: Specs, usage: Usage): { readonly judged: number; readonly learned: number } {
  const judged = new Map<string, number>();
  const learned = new Map<string, number>();
  for (const [address, spec] of specs) {
    if (kindOf(address) !== 'SecurityProfile') continue;
    const { targets, detected, exported, retained } = profileMetricsOf(spec);
    const into = isLearned(spec) ? learned : judged;
    for (const target of targets)
      for (const watched of [...detected, ...exported, ...retained])
        into.set(`${target} ${metricKey(watched)}`, reportsOf(target, watched, usage));
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

/** The rules that exports reach, by Basic Ingest or by their topic filter. */
export function fedBy(exports: readonly ExportFlow[], specs: Specs): readonly Fed[] {
  return [...specs].flatMap(([address, spec]): Fed[] => {
    if (kindOf(address) !== 'TopicRule' || spec['ruleDisabled'] === true) return [];
    const sql = String(spec['sql']);
    const filter = topicFilterOf(sql) ?? '';
    const sources = exports.filter(({ topic }) => {
      const direct = basicIngestOf(topic)?.rule;
      return direct === undefined ? matchesFilter(filter, topic) : direct === nameOf(address);
    });
    if (sources.length === 0) return [];
    const actions = actionsOf(spec);
    return [
      {
        values: sum(sources.map(({ values }) => values)),
        sources,
        actions: actions.length,
        streams: streamsOf(spec, sql),
        buckets: actions.filter(({ sort }) => sort === 'bucket').length,
      },
    ];
  });
}

function streamsOf({ actions }: JsonObject, sql: string): Fed['streams'] {
  return (isList(actions) ? actions : []).flatMap((action) => {
    const firehose = isObject(action) ? action['firehose'] : undefined;
    if (!isObject(firehose)) return [];
    const isSplit = firehose['batchMode'] === true && selectsValue(sql);
    return [{ name: String(firehose['deliveryStreamName']), isSplit }];
  });
}

/** The sum of numbers. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
