import { DURATIONS } from '../../catalogue/operators.ts';
import type { Check } from '../shared/check.ts';
import { behaviorPath, profilesIn, mentionsIn } from '../shared/profiles.ts';

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

/** A metric that is exported in another unit than it is compared in. */
export const disconnectSeconds: Check = {
  id: 'disconnect-seconds',
  code: 'DG8017',
  severity: 'note',
  summary: 'aws:disconnect-duration is exported',
  why: 'It is exported in seconds and compared in minutes: what reads both has to convert one.',
  source: 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/metrics-export-json-schema.html',
  *find(context) {
    for (const { address, spec } of profilesIn(context))
      for (const { path } of mentionsIn(spec, (metric, exported) => exported && metric === METRIC))
        yield {
          address,
          path,
          message: 'aws:disconnect-duration is exported in seconds; thresholds for it are in minutes.',
          hint: 'Divide by 60 where exported values meet thresholds.',
        };
  },
};
