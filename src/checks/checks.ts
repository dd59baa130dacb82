import type { Check } from './shared/check.ts';
import { addressRange } from './behaviors/address-range.ts';
import { auditCheckMisnamed, auditCheckUnknown } from './audits/audit-check-names.ts';
import {
  suppressionExpired,
  suppressionExpiresSoon,
  suppressionOfDisabledCheck,
  suppressionOfOther,
  suppressionWithoutReason,
} from './audits/suppressions.ts';
import { actionWithoutCheck, auditOfDisabledCheck, checkWithoutAudit } from './audits/enabled-and-run.ts';
import { awsAccepts, awsRefuses, awsNotAsked } from './behaviors/aws-verdicts.ts';
import { batchNotArray } from './rules/batch-not-array.ts';
import { behaviorChecks } from './behaviors/behavior-checks.ts';
import { behaviorWithoutMetric } from './behaviors/behavior-without-metric.ts';
import { bufferTooSmall } from './streams/buffer-too-small.ts';
import { conversionCompressed } from './streams/conversion-compressed.ts';
import { conversionOfArrays } from './rules/conversion-of-arrays.ts';
import { crowdedTarget } from './exports/crowded-target.ts';
import { dimensionFilter, dimensionValues } from './behaviors/dimensions.ts';
import { disconnectMinutes, disconnectSeconds } from './behaviors/disconnect-duration.ts';
import { confirmationUrlUnfit, endpointNotHttps } from './rules/endpoints.ts';
import { errorActionMissing } from './rules/error-action-missing.ts';
import { errorPrefixMissing, errorPrefixType } from './streams/error-prefixes.ts';
import { exportNotReceived } from './exports/export-not-received.ts';
import { exportOfNothing } from './exports/export-of-nothing.ts';
import { exportWithoutTopic } from './exports/export-without-topic.ts';
import { exportedToTwoTopics } from './exports/exported-to-two-topics.ts';
import { exportedTwice } from './exports/exported-twice.ts';
import { icebergRecords, icebergRegion, icebergTableShared } from './streams/iceberg.ts';
import { streamReadsElsewhere } from './streams/sources.ts';
import { notSwitchedOn } from './streams/not-switched-on.ts';
import { fifoTarget } from './rules/fifo-target.ts';
import { partitionKeys } from './streams/partition-keys.ts';
import { prefixErrorType, prefixExpression, prefixWeekYear, prefixWithoutSlash } from './streams/prefixes.ts';
import { processorFunctions, processorMissing } from './streams/processors.ts';
import { profileNotAttached } from './exports/profile-not-attached.ts';
import { recordsRunTogether } from './rules/records-run-together.ts';
import { republishLoop, republishReserved } from './rules/republish.ts';
import { ruleDisabled } from './rules/rule-disabled.ts';
import { ruleNotFed, streamNotFed } from './rules/feeding.ts';
import { ruleWithoutActions } from './rules/rule-without-actions.ts';
import { selectValueVersion } from './rules/select-value-version.ts';
import { sqlSyntax } from './rules/sql-syntax.ts';
import { tableRecord } from './rules/table-record.ts';
import { quotaChecks, tooManyTags } from './quotas/quotas.ts';
import { timeZoneRenamed, timeZoneUnknown } from './streams/time-zones.ts';
import { topicInDoubleQuotes } from './rules/topic-in-double-quotes.ts';
import { topicReserved, topicTooLong } from './exports/topics.ts';
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
  ...quotaChecks,
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
  conversionOfArrays,
  republishLoop,
  notSwitchedOn,
  processorMissing,
  processorFunctions,
  timeZoneUnknown,
  timeZoneRenamed,
  endpointNotHttps,
  confirmationUrlUnfit,
  fifoTarget,
  topicInDoubleQuotes,
  auditCheckMisnamed,
  auditCheckUnknown,
  auditOfDisabledCheck,
  checkWithoutAudit,
  actionWithoutCheck,
  streamReadsElsewhere,
  icebergRecords,
  icebergTableShared,
  icebergRegion,
  tableRecord,
  suppressionExpired,
  suppressionExpiresSoon,
  suppressionWithoutReason,
  suppressionOfOther,
  suppressionOfDisabledCheck,
  awsRefuses,
  awsAccepts,
  awsNotAsked,
];
