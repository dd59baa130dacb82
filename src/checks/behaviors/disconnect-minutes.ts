import { DURATIONS } from '../../catalogue/operators.ts';
import type { Check } from '../shared/check.ts';
import { behaviorPath, profilesIn } from '../shared/profiles.ts';

const METRIC = 'aws:disconnect-duration';

/** What is common in seconds and rare in minutes. */
const SECONDS: readonly number[] = [...DURATIONS, 7200, 86_400];

/** A threshold of minutes that looks like seconds. */
export const disconnectMinutes: Check = {
  id: 'disconnect-minutes',
  code: 'DG8016',
  severity: 'warning',
  summary: 'a threshold for aws:disconnect-duration looks like seconds',
  why: 'AWS takes minutes: an alarm would come sixty times later than meant.',
  source: 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-cloud-side-metrics.html',
  *find(context) {
    for (const { address, spec } of profilesIn(context))
      for (const behavior of spec.behaviors ?? []) {
        const count = behavior.criteria?.value?.['count'];
        if (behavior.metric !== METRIC || typeof count !== 'number') continue;
        if (!SECONDS.includes(count)) continue;
        yield {
          address,
          path: behaviorPath(behavior, 'criteria', 'value', 'count'),
          message: `${count} minutes are ${count / 60} hours; ${METRIC} is compared in minutes.`,
          hint: `If seconds are meant, write ${count / 60}.`,
        };
      }
  },
};
