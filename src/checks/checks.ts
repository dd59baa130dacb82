import type { Check } from './shared/check.ts';
import { addressRange } from './behaviors/address-range.ts';
import { awsAccepts } from './behaviors/aws-accepts.ts';
import { awsNotAsked } from './behaviors/aws-not-asked.ts';
import { awsRefuses } from './behaviors/aws-refuses.ts';
import { batchLimit } from './rules/batch-limit.ts';
import { batchNotArray } from './rules/batch-not-array.ts';
import { behaviorChecks } from './behaviors/behavior-checks.ts';
import { behaviorWithoutMetric } from './behaviors/behavior-without-metric.ts';
import { bufferTooSmall } from './streams/buffer-too-small.ts';
import { conversionCompressed } from './streams/conversion-compressed.ts';
import { conversionOfArrays } from './rules/conversion-of-arrays.ts';
import { crowdedTarget } from './exports/crowded-target.ts';
import { dimensionFilter } from './behaviors/dimension-filter.ts';
import { dimensionValues } from './behaviors/dimension-values.ts';
import { disconnectMinutes } from './behaviors/disconnect-minutes.ts';
import { disconnectSeconds } from './behaviors/disconnect-seconds.ts';
import { errorActionMissing } from './rules/error-action-missing.ts';
import { errorPrefixMissing } from './streams/error-prefix-missing.ts';
import { errorPrefixType } from './streams/error-prefix-type.ts';
import { exportNotReceived } from './exports/export-not-received.ts';
import { exportOfNothing } from './exports/export-of-nothing.ts';
import { exportWithoutTopic } from './exports/export-without-topic.ts';
import { exportedToTwoTopics } from './exports/exported-to-two-topics.ts';
import { exportedTwice } from './exports/exported-twice.ts';
import { partitionKeys } from './streams/partition-keys.ts';
import { prefixErrorType } from './streams/prefix-error-type.ts';
import { prefixExpression } from './streams/prefix-expression.ts';
import { prefixWeekYear } from './streams/prefix-week-year.ts';
import { prefixWithoutSlash } from './streams/prefix-without-slash.ts';
import { profileNotAttached } from './exports/profile-not-attached.ts';
import { recordsRunTogether } from './rules/records-run-together.ts';
import { republishLoop } from './rules/republish-loop.ts';
import { republishReserved } from './rules/republish-reserved.ts';
import { ruleDisabled } from './rules/rule-disabled.ts';
import { ruleNotFed } from './rules/rule-not-fed.ts';
import { ruleWithoutActions } from './rules/rule-without-actions.ts';
import { selectValueVersion } from './rules/select-value-version.ts';
import { sqlSyntax } from './rules/sql-syntax.ts';
import { streamNotFed } from './rules/stream-not-fed.ts';
import { tooManyCustomMetrics } from './quotas/too-many-custom-metrics.ts';
import { tooManyDimensions } from './quotas/too-many-dimensions.ts';
import { tooManyRules } from './quotas/too-many-rules.ts';
import { tooManyTags } from './quotas/too-many-tags.ts';
import { topicReserved } from './exports/topic-reserved.ts';
import { topicTooLong } from './exports/topic-too-long.ts';
import { valueElements } from './behaviors/value-elements.ts';

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
