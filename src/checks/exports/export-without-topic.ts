import type { Check } from '../shared/check.ts';
import { behaviorPath, profilesIn } from '../shared/profiles.ts';

/** A metric is to be exported, and nothing says where to. */
export const exportWithoutTopic: Check = {
  id: 'export-without-topic',
  code: 'DG8012',
  severity: 'error',
  summary: 'a behavior has exportMetric, and the profile has no metricsExport',
  why: 'AWS would not know where to publish the metric.',
  source: 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-metrics-export.html',
  *find(context) {
    for (const { address, spec } of profilesIn(context)) {
      if (spec.metricsExport !== undefined) continue;
      for (const behavior of spec.behaviors ?? [])
        if (behavior.exportMetric === true)
          yield {
            address,
            path: behaviorPath(behavior, 'exportMetric'),
            message: `${behavior.name} is to be exported, and the profile says nowhere where to.`,
            hint: 'Add `metricsExport: { topic: …, roleArn: … }`, or remove exportMetric.',
          };
    }
  },
};
