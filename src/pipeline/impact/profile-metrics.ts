import { resourceOf } from '../../model/access/arn.ts';
import type { MetricRef } from '../../model/impact/coverage.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';

/** What a security profile watches, on what, and where it publishes. */
export interface ProfileMetrics {
  /** What it is attached to, without the account: `thinggroup/soundboxes`. */
  readonly targets: readonly string[];
  /** Held against criteria. */
  readonly detected: readonly MetricRef[];
  readonly exported: readonly MetricRef[];
  /** Kept for 14 days and nothing else. */
  readonly retained: readonly MetricRef[];
  readonly mqttTopic?: string;
}

/** Reads the spec of a security profile; what is missing or broken in it counts as absent. */
export function profileMetricsOf(spec: JsonObject): ProfileMetrics {
  const behaviors = elementsOf(spec['behaviors']);
  const { metricsExport } = spec;
  const sent = behaviors.filter((behavior) => isObject(behavior) && behavior['exportMetric'] === true);
  const mqttTopic = mqttTopicOf(spec);
  return {
    targets: targetsOf(spec),
    detected: metricsIn(behaviors.filter((behavior) => isObject(behavior) && behavior['criteria'] !== undefined)),
    // Without a place to publish to nothing is exported. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-metrics-export.html
    exported: isObject(metricsExport) ? metricsIn([...sent, ...elementsOf(metricsExport['metrics'])]) : [],
    retained: metricsIn(elementsOf(spec['retainedMetrics'])),
    ...(mqttTopic === undefined ? {} : { mqttTopic }),
  };
}

/** What the spec of a security profile is attached to, without the account: `thinggroup/soundboxes`. */
export function targetsOf(spec: JsonObject): readonly string[] {
  return elementsOf(spec['targets']).map((target) => resourceOf(String(target)));
}

/** Where the spec of a security profile publishes to. */
export function mqttTopicOf({ metricsExport }: JsonObject): string | undefined {
  const mqttTopic = isObject(metricsExport) ? metricsExport['mqttTopic'] : undefined;
  return typeof mqttTopic === 'string' ? mqttTopic : undefined;
}

/** A text that equal metrics share; no name holds the character between. */
export function metricKey({ metric, dimension = '', excluded }: MetricRef): string {
  return `${metric}\0${dimension}\0${excluded === true}`;
}

function metricsIn(entries: readonly JsonValue[]): readonly MetricRef[] {
  const found = entries.flatMap((entry): MetricRef[] => {
    if (typeof entry === 'string') return [{ metric: entry }];
    if (!isObject(entry) || typeof entry['metric'] !== 'string') return [];
    const { metric, metricDimension } = entry;
    if (!isObject(metricDimension) || metricDimension['dimensionName'] === undefined) return [{ metric }];
    const dimension = String(metricDimension['dimensionName']);
    return [{ metric, dimension, ...(metricDimension['operator'] === 'NOT_IN' ? { excluded: true as const } : {}) }];
  });
  return [...new Map(found.map((watched) => [metricKey(watched), watched])).values()];
}

function elementsOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isList(value) ? value : [];
}
