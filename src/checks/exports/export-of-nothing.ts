import type { Check } from '../shared/check.ts';
import { isExported, mentionsIn, profilesIn } from '../shared/profiles.ts';

/** A place to export to, and nothing that is exported. */
export const exportOfNothing: Check = {
  id: 'export-of-nothing',
  code: 'DG8013',
  severity: 'warning',
  summary: 'a profile has metricsExport, and exports no metric',
  why: 'Nothing is ever published to its topic.',
  source: 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-metrics-export.html',
  *find(context) {
    for (const { address, spec } of profilesIn(context)) {
      if (spec.metricsExport === undefined || mentionsIn(spec, isExported).length > 0) continue;
      yield {
        address,
        path: 'metricsExport',
        message: 'Nothing is exported here.',
        hint: 'Add `metrics`, set `exportMetric: true` on a behavior, or remove metricsExport.',
      };
    }
  },
};
