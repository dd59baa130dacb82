import { behaviorNamedTwice } from './behavior-named-twice.ts';
import { dimensionUnfit } from './dimension-unfit.ts';
import { durationMissing } from './duration-missing.ts';
import { durationUnfit } from './duration-unfit.ts';
import { learningBesideRules } from './learning-beside-rules.ts';
import { learningRegion } from './learning-region.ts';
import { learningUnfit } from './learning-unfit.ts';
import { metricOperator } from './metric-operator.ts';
import { metricValue } from './metric-value.ts';
import { statisticUnfit } from './statistic-unfit.ts';
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
