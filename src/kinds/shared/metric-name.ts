import { AWS_METRICS, MISNAMED_METRICS } from '../../catalogue/metrics.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { choice, text } from './schema.ts';

/** A metric by its name: one of AWS's, or a custom one. */
export const metricNameSchema: JsonObject = {
  description: 'A metric of AWS (aws:…) or the name of a custom metric.',
  anyOf: [
    choice('A metric that AWS knows.', Object.keys(AWS_METRICS)),
    text('The name of a custom metric.', { minLength: 1, maxLength: 128, pattern: '^(?!aws:)[a-zA-Z0-9:_-]+$' }),
  ],
  examples: ['aws:num-messages-sent', 'battery_level'],
  otherNames: MISNAMED_METRICS,
};
