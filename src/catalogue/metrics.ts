import { CLOUD_METRICS } from './cloud-metrics.ts';
import { CUSTOM_METRICS } from './custom-metrics.ts';
import { DEVICE_METRICS } from './device-metrics.ts';
import type { Metric } from './metric.ts';

/** The metrics that AWS itself knows, by name. Detect takes no new ones: it is in maintenance since 31 August 2026. */
export const AWS_METRICS: Readonly<Record<string, Metric>> = { ...CLOUD_METRICS, ...DEVICE_METRICS };

/**
 * Names that are written for metrics of AWS and are none, with the metric that is meant, or with a question where that may be one of
 * two. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-cloud-side-metrics.html
 */
export const MISNAMED_METRICS: Readonly<Record<string, string>> = {
  'aws:num-connections': 'Did you mean aws:num-connection-attempts, or aws:num-established-tcp-connections?',
  'aws:num-connects': 'aws:num-connection-attempts',
  'aws:num-connections-attempted': 'aws:num-connection-attempts',
  'aws:num-established-connections': 'aws:num-established-tcp-connections',
  'aws:num-messages': 'Did you mean aws:num-messages-sent, or aws:num-messages-received?',
  'aws:num-messages-published': 'aws:num-messages-sent',
  'aws:num-messages-publish': 'aws:num-messages-sent',
  'aws:iot:messagecount': 'Did you mean aws:num-messages-sent, or aws:num-messages-received?',
  'aws:message-size': 'aws:message-byte-size',
  'aws:message-byte-in': 'aws:all-bytes-in',
  'aws:message-byte-out': 'aws:all-bytes-out',
  'aws:num-authentication-failures': 'aws:num-authorization-failures',
  'aws:num-auth-failures': 'aws:num-authorization-failures',
  'aws:num-disconnections': 'aws:num-disconnects',
};

/** What is documented of a metric: one of AWS's by its name, a custom one by its type; undefined where neither is known. */
export function metricFacts(name: string, customType?: string): Metric | undefined {
  if (customType !== undefined) return own(CUSTOM_METRICS, customType);
  return own(AWS_METRICS, name);
}

function own(metrics: Readonly<Record<string, Metric>>, name: string): Metric | undefined {
  return Object.hasOwn(metrics, name) ? metrics[name] : undefined;
}
