import type { JsonObject } from '../model/json.ts';
import { choice, text } from './schema.ts';

/**
 * The metrics that AWS itself knows. Detect takes no new ones: it is in maintenance since 31 August 2026.
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-cloud-side-metrics.html
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-device-side-metrics.html
 */
const AWS_METRICS = [
  'aws:message-byte-size',
  'aws:num-messages-sent',
  'aws:num-messages-received',
  'aws:num-authorization-failures',
  'aws:source-ip-address',
  'aws:num-connection-attempts',
  'aws:num-disconnects',
  'aws:disconnect-duration',
  'aws:all-bytes-out',
  'aws:all-bytes-in',
  'aws:all-packets-out',
  'aws:all-packets-in',
  'aws:num-listening-tcp-ports',
  'aws:num-listening-udp-ports',
  'aws:num-established-tcp-connections',
  'aws:destination-ip-addresses',
  'aws:listening-tcp-ports',
  'aws:listening-udp-ports',
] as const;

/** A metric by its name: one of AWS's, or a custom one. */
export const metricNameSchema: JsonObject = {
  description: 'A metric of AWS (aws:…) or the name of a custom metric.',
  anyOf: [
    choice('A metric that AWS knows.', AWS_METRICS),
    text('The name of a custom metric.', { minLength: 1, maxLength: 128, pattern: '^(?!aws:)[a-zA-Z0-9:_-]+$' }),
  ],
  examples: ['aws:num-messages-sent', 'battery_level'],
};
