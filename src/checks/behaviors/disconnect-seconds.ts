import type { Check } from '../shared/check.ts';
import { mentionsIn, profilesIn } from '../shared/profiles.ts';

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
      for (const { path, exported } of mentionsIn(spec, (metric) => metric === 'aws:disconnect-duration'))
        if (exported)
          yield {
            address,
            path,
            message: 'aws:disconnect-duration is exported in seconds; thresholds for it are in minutes.',
            hint: 'Divide by 60 where exported values meet thresholds.',
          };
  },
};
