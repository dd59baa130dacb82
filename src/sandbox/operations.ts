import type { OperationContext } from './context.ts';
import { deliveryStreams, deliveryStreamsTraits } from './firehose/delivery-streams.ts';
import { encryption, encryptionTraits } from './firehose/encryption.ts';
import { streamTags, streamTagsTraits } from './firehose/tags.ts';
import { tables } from './glue/tables.ts';
import { policies } from './iam/policies.ts';
import { roles } from './iam/roles.ts';
import { simulation } from './iam/simulation.ts';
import { auditConfiguration, auditConfigurationTraits } from './iot/audits/audit-configuration.ts';
import { auditSuppressions, auditSuppressionsTraits } from './iot/audits/audit-suppressions.ts';
import { customMetrics, customMetricsTraits } from './iot/custom-metrics.ts';
import { dimensions, dimensionsTraits } from './iot/dimensions.ts';
import { dynamicThingGroups, dynamicThingGroupsTraits } from './iot/things/dynamic-thing-groups.ts';
import { endpoint, endpointTraits } from './iot/endpoint.ts';
import { indexing, indexingTraits } from './iot/things/indexing.ts';
import { logging, loggingTraits } from './iot/logging.ts';
import { messages } from './iot/messages.ts';
import { mitigationActions, mitigationActionsTraits } from './iot/audits/mitigation-actions.ts';
import { ruleDestinations, ruleDestinationsTraits } from './iot/rule-destinations.ts';
import { scheduledAudits, scheduledAuditsTraits } from './iot/audits/scheduled-audits.ts';
import { securityProfileTargets, securityProfileTargetsTraits } from './iot/security-profile-targets.ts';
import { securityProfiles, securityProfilesTraits } from './iot/security-profiles.ts';
import { iotTags, iotTagsTraits } from './iot/tags.ts';
import { thingGroups, thingGroupsTraits } from './iot/things/thing-groups.ts';
import { things, thingsTraits } from './iot/things/things.ts';
import { topicRules, topicRulesTraits } from './iot/topic-rules.ts';
import { logStreams } from './logs/log-streams.ts';
import { objects } from './s3/objects.ts';
import { assumeRole } from './sts/assume-role.ts';
import { callerIdentity } from './sts/caller-identity.ts';
import { taggedResources } from './tagging/resources.ts';
import type { TraitsOf } from './traits.ts';

type ServiceName = 'iot' | 'iotdata' | 'firehose' | 's3' | 'sts' | 'iam' | 'tagging' | 'glue' | 'logs';

/** An operation without its types: its input has been decoded by its schema and checked by its constraints. */
export type Handler = (context: OperationContext, input: never) => object;

/** Every operation that the sandbox implements, by the service's signing name. */
export const OPERATIONS: Readonly<Record<ServiceName, Readonly<Record<string, Handler>>>> = {
  iot: {
    ...securityProfiles,
    ...securityProfileTargets,
    ...customMetrics,
    ...dimensions,
    ...topicRules,
    ...iotTags,
    ...thingGroups,
    ...dynamicThingGroups,
    ...indexing,
    ...logging,
    ...ruleDestinations,
    ...mitigationActions,
    ...auditConfiguration,
    ...auditSuppressions,
    ...scheduledAudits,
    ...things,
    ...endpoint,
  },
  iotdata: messages,
  s3: objects,
  firehose: { ...deliveryStreams, ...encryption, ...streamTags },
  sts: { ...callerIdentity, ...assumeRole },
  iam: { ...roles, ...policies, ...simulation },
  tagging: taggedResources,
  glue: tables,
  logs: logStreams,
};

/** What the wire and IAM know of operations, by the service's signing name; of other services they know it themselves. */
export const TRAITS: Readonly<Record<'iot' | 'firehose', TraitsOf<Record<string, unknown>>>> = {
  iot: {
    ...securityProfilesTraits,
    ...securityProfileTargetsTraits,
    ...customMetricsTraits,
    ...dimensionsTraits,
    ...topicRulesTraits,
    ...iotTagsTraits,
    ...thingGroupsTraits,
    ...dynamicThingGroupsTraits,
    ...indexingTraits,
    ...loggingTraits,
    ...ruleDestinationsTraits,
    ...mitigationActionsTraits,
    ...auditConfigurationTraits,
    ...auditSuppressionsTraits,
    ...scheduledAuditsTraits,
    ...thingsTraits,
    ...endpointTraits,
  },
  firehose: { ...deliveryStreamsTraits, ...encryptionTraits, ...streamTagsTraits },
};

/** Whether an operation only reads. */
export function isReadOnly(operation: string): boolean {
  return /^(Assume|Describe|Get|List|Simulate|Validate)/.test(operation);
}
