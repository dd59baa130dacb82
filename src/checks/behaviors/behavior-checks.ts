import { behaviorNamedTwice } from './behavior-named-twice.ts';
import { dimensionUnfit } from './dimensions.ts';
import { durationMissing, durationUnfit } from './durations.ts';
import { learningBesideRules, learningRegion, learningUnfit } from './learning.ts';
import { metricOperator, metricValue, statisticUnfit } from './criteria.ts';
import type { Check } from '../shared/check.ts';

/** What is documented of behaviors. AWS has the last word on them: ValidateSecurityProfileBehaviors. */
export const behaviorChecks: readonly Check[] = [
  metricOperator,
  metricValue,
  durationMissing,
  durationUnfit,
  statisticUnfit,
  learningUnfit,
  learningRegion,
  dimensionUnfit,
  learningBesideRules,
  behaviorNamedTwice,
];
