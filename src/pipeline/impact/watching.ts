import { resourceOf } from '../../model/access/arn.ts';
import type { Watched } from '../../model/impact/coverage.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isObject } from '../../model/json.ts';

/** What a security profile watches, on what, and where it publishes. */
export interface Watching {
  /** What it is attached to, without the account: `thinggroup/soundboxes`. */
  readonly targets: readonly string[];
  /** Held against criteria. */
  readonly detected: readonly Watched[];
  readonly exported: readonly Watched[];
  /** Kept for 14 days and nothing else. */
  readonly retained: readonly Watched[];
  readonly mqttTopic?: string;
}

/** Reads the spec of a security profile; what is missing or broken in it counts as absent. */
export function watchingOf(spec: JsonObject): Watching {
  const behaviors = elementsOf(spec['behaviors']);
  const { metricsExport } = spec;
  const sent = behaviors.filter((behavior) => isObject(behavior) && behavior['exportMetric'] === true);
  const mqttTopic = mqttTopicOf(spec);
  const listed = isObject(metricsExport) ? elementsOf(metricsExport['metrics']) : [];
  return {
    targets: targetsOf(spec),
    detected: watchedIn(behaviors.filter((behavior) => isObject(behavior) && behavior['criteria'] !== undefined)),
    // Without a place to publish to nothing is exported. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-metrics-export.html
    exported: isObject(metricsExport) ? watchedIn([...sent, ...listed]) : [],
    retained: watchedIn(elementsOf(spec['retainedMetrics'])),
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

/** A text that equal metrics share. */
export function watchedKey({ metric, dimension = '', excluded }: Watched): string {
  return JSON.stringify([metric, dimension, excluded === true]);
}

function watchedIn(entries: readonly JsonValue[]): readonly Watched[] {
  const found = entries.flatMap((entry): Watched[] => {
    if (typeof entry === 'string') return [{ metric: entry }];
    if (!isObject(entry) || typeof entry['metric'] !== 'string') return [];
    const { metric, metricDimension } = entry;
    if (!isObject(metricDimension) || metricDimension['dimensionName'] === undefined) return [{ metric }];
    const dimension = String(metricDimension['dimensionName']);
    return [{ metric, dimension, ...(metricDimension['operator'] === 'NOT_IN' ? { excluded: true as const } : {}) }];
  });
  return [...new Map(found.map((watched) => [watchedKey(watched), watched])).values()];
}

function elementsOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isList(value) ? value : [];
}
