import type { Kind } from '../model/kind.ts';
import type { BulkReader } from '../model/kinds/bulk-read.ts';
import { auditConfiguration } from './audit-configuration/kind.ts';
import { auditSuppression } from './audit-suppression/kind.ts';
import { customMetric } from './custom-metric/kind.ts';
import { deliveryStream } from './delivery-stream/kind.ts';
import { dimension } from './dimension/kind.ts';
import { mitigationAction } from './mitigation-action/kind.ts';
import { scheduledAudit } from './scheduled-audit/kind.ts';
import { securityProfile } from './security-profile/kind.ts';
import { bulkTags } from './shared/bulk-tags.ts';
import { bulkTargets } from './security-profile/bulk-targets.ts';
import { thingGroup } from './thing-group/kind.ts';
import { topicRule } from './topic-rule/kind.ts';

/** Every kind, each after what it refers to. */
export const kinds: readonly Kind[] = [
  deliveryStream,
  topicRule,
  customMetric,
  dimension,
  thingGroup,
  securityProfile,
  auditConfiguration,
  scheduledAudit,
  auditSuppression,
  mitigationAction,
];

/** What can be learnt of many resources at once. */
export const bulkReaders: readonly BulkReader[] = [bulkTags, bulkTargets];
