import { CLOUD_METRICS } from './cloud-metrics.ts';
import { CUSTOM_METRICS } from './custom-metrics.ts';
import { DEVICE_METRICS } from './device-metrics.ts';
import type { Metric } from './metric.ts';

/** The metrics that AWS itself knows, by name. Detect takes no new ones: it is in maintenance since 31 August 2026. */
export const AWS_METRICS: Readonly<Record<string, Metric>> = { ...CLOUD_METRICS, ...DEVICE_METRICS };

/** What is documented of a metric: one of AWS's by its name, a custom one by its type; undefined where neither is known. */
export function metricFacts(name: string, customType?: string): Metric | undefined {
  if (customType !== undefined) return own(CUSTOM_METRICS, customType);
  return own(AWS_METRICS, name);
}

function own(metrics: Readonly<Record<string, Metric>>, name: string): Metric | undefined {
  return Object.hasOwn(metrics, name) ? metrics[name] : undefined;
}
