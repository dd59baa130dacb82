import type { Kind } from '../model/kind.ts';
import type { Survey } from '../model/survey.ts';
import { customMetric } from './custom-metric.ts';
import { deliveryStream } from './delivery-stream.ts';
import { dimension } from './dimension.ts';
import { securityProfile } from './security-profile.ts';
import { tagSurvey } from './tag-survey.ts';
import { targetSurvey } from './target-survey.ts';
import { topicRule } from './topic-rule.ts';

/** Every kind, each after what it refers to. */
export const kinds: readonly Kind[] = [
  deliveryStream,
  topicRule,
  customMetric,
  dimension,
  securityProfile,
] as readonly object[] as readonly Kind[];

/** What can be learnt of many resources at once. */
export const surveys: readonly Survey[] = [tagSurvey, targetSurvey];
