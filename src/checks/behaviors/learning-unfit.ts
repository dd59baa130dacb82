import type { Check } from '../shared/check.ts';
import { behaviorPath, judgedIn } from '../shared/profiles.ts';

/** Machine learning on a metric that it does not support. */
export const learningUnfit: Check = {
  id: 'learning-unfit',
  code: 'DG8006',
  severity: 'error',
  summary: 'a behavior has an mlDetectionConfig, and its metric takes none',
  why: 'AWS refuses the profile: models are trained on metrics that are counted.',
  source: 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-ml.html#dd-detect-ml-metrics',
  *find(context) {
    for (const { profile, behavior, metric, facts } of judgedIn(context)) {
      if (behavior.criteria?.mlDetectionConfig === undefined || facts.learning) continue;
      yield {
        address: profile.address,
        path: behaviorPath(behavior, 'criteria', 'mlDetectionConfig'),
        message: `${metric} takes no mlDetectionConfig.`,
        hint: `Compare it with a value (${facts.value}): ${facts.source}`,
      };
    }
  },
};
