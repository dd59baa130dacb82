import type { Check } from './check.ts';
import { addressRange } from './address-range.ts';
import { awsAccepts } from './aws-accepts.ts';
import { awsNotAsked } from './aws-not-asked.ts';
import { awsRefuses } from './aws-refuses.ts';
import { batchLimit } from './batch-limit.ts';
import { batchNotArray } from './batch-not-array.ts';
import { behaviorChecks } from './behavior-checks.ts';
import { behaviorWithoutMetric } from './behavior-without-metric.ts';
import { bufferTooSmall } from './buffer-too-small.ts';
import { conversionCompressed } from './conversion-compressed.ts';
import { conversionOfArrays } from './conversion-of-arrays.ts';
import { crowdedTarget } from './crowded-target.ts';
import { dimensionFilter } from './dimension-filter.ts';
import { dimensionValues } from './dimension-values.ts';
import { disconnectMinutes } from './disconnect-minutes.ts';
import { disconnectSeconds } from './disconnect-seconds.ts';
import { errorActionMissing } from './error-action-missing.ts';
import { errorPrefixMissing } from './error-prefix-missing.ts';
import { errorPrefixType } from './error-prefix-type.ts';
import { exportNotReceived } from './export-not-received.ts';
import { exportOfNothing } from './export-of-nothing.ts';
import { exportWithoutTopic } from './export-without-topic.ts';
import { exportedToTwoTopics } from './exported-to-two-topics.ts';
import { exportedTwice } from './exported-twice.ts';
import { partitionKeys } from './partition-keys.ts';
import { prefixErrorType } from './prefix-error-type.ts';
import { prefixExpression } from './prefix-expression.ts';
import { prefixWeekYear } from './prefix-week-year.ts';
import { prefixWithoutSlash } from './prefix-without-slash.ts';
import { profileNotAttached } from './profile-not-attached.ts';
import { recordsRunTogether } from './records-run-together.ts';
import { republishLoop } from './republish-loop.ts';
import { republishReserved } from './republish-reserved.ts';
import { ruleDisabled } from './rule-disabled.ts';
import { ruleNotFed } from './rule-not-fed.ts';
import { ruleWithoutActions } from './rule-without-actions.ts';
import { selectValueVersion } from './select-value-version.ts';
import { sqlSyntax } from './sql-syntax.ts';
import { streamNotFed } from './stream-not-fed.ts';
import { tooManyCustomMetrics } from './too-many-custom-metrics.ts';
import { tooManyDimensions } from './too-many-dimensions.ts';
import { tooManyRules } from './too-many-rules.ts';
import { tooManyTags } from './too-many-tags.ts';
import { topicReserved } from './topic-reserved.ts';
import { topicTooLong } from './topic-too-long.ts';
import { valueElements } from './value-elements.ts';

/** Every check, by its code. */
export const checks: readonly Check[] = [
  ...behaviorChecks,
  behaviorWithoutMetric,
  exportWithoutTopic,
  exportOfNothing,
  profileNotAttached,
  addressRange,
  disconnectMinutes,
  disconnectSeconds,
  valueElements,
  tooManyDimensions,
  tooManyCustomMetrics,
  tooManyRules,
  tooManyTags,
  topicReserved,
  topicTooLong,
  dimensionFilter,
  dimensionValues,
  exportedTwice,
  exportedToTwoTopics,
  ruleDisabled,
  ruleWithoutActions,
  errorActionMissing,
  recordsRunTogether,
  republishReserved,
  prefixExpression,
  errorPrefixMissing,
  errorPrefixType,
  prefixErrorType,
  prefixWithoutSlash,
  prefixWeekYear,
  partitionKeys,
  conversionCompressed,
  bufferTooSmall,
  streamNotFed,
  crowdedTarget,
  sqlSyntax,
  selectValueVersion,
  ruleNotFed,
  exportNotReceived,
  batchNotArray,
  batchLimit,
  conversionOfArrays,
  republishLoop,
  awsRefuses,
  awsAccepts,
  awsNotAsked,
];
