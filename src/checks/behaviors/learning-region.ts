import type { Check } from '../shared/check.ts';
import { behaviorPath, profilesIn } from '../shared/profiles.ts';

const source = 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-ml.html';

/** Where AWS names that ML Detect is not available. */
const WITHOUT: readonly string[] = ['ap-southeast-5'];

/** Machine learning in a region that does not have it. */
export const learningRegion: Check = {
  id: 'learning-region',
  code: 'DG8007',
  severity: 'error',
  summary: 'a behavior has an mlDetectionConfig in a region without ML Detect',
  why: 'No model is trained there.',
  source,
  *find(context) {
    if (!WITHOUT.includes(context.target.region)) return;
    for (const { address, spec } of profilesIn(context))
      for (const behavior of spec.behaviors ?? [])
        if (behavior.criteria?.mlDetectionConfig !== undefined)
          yield {
            address,
            path: behaviorPath(behavior, 'criteria', 'mlDetectionConfig'),
            message: `ML Detect is not available in ${context.target.region}.`,
            hint: 'Compare with a value or a statisticalThreshold, or declare the profile `onlyIn` other targets.',
          };
  },
};
