import type { Check } from '../shared/check.ts';
import { behaviorPath, profilesIn, judgedIn } from '../shared/profiles.ts';

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
