import type { Check } from '../shared/check.ts';
import { behaviorPath, profilesIn } from '../shared/profiles.ts';

/** Trained models and thresholds in one profile. */
export const learningBesideRules: Check = {
  id: 'learning-beside-rules',
  code: 'DG8009',
  severity: 'error',
  summary: 'a profile has both behaviors with thresholds and behaviors with an mlDetectionConfig',
  why: 'A profile is judged by rules or by models, not by both.',
  source: 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-ml.html',
  *find(context) {
    for (const { address, spec } of profilesIn(context)) {
      const judged = (spec.behaviors ?? []).filter(({ criteria }) => criteria !== undefined);
      const learning = judged.filter(({ criteria }) => criteria?.mlDetectionConfig !== undefined);
      const [first] = learning;
      if (first === undefined || learning.length === judged.length) continue;
      yield {
        address,
        path: behaviorPath(first, 'criteria', 'mlDetectionConfig'),
        message: `${first.name} is judged by a model and other behaviors of the profile by rules.`,
        hint: 'Make two profiles and attach both to the same targets.',
      };
    }
  },
};
