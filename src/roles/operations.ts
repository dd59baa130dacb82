/** Whom an operation is for: the plan reads, doctor looks at what profiles lean on, a back-test at the past, and apply writes. */
export type Purpose = 'plan' | 'doctor' | 'back-test' | 'apply';

/** An operation of AWS that the program sends. */
interface Operation {
  readonly for: Purpose;
  /** The section of the profiles that it is about; absent where it is about every one, or about none. */
  readonly section?: string;
  /** Set where it only makes plans of many resources faster, and they do without it. */
  readonly isForSpeed?: true;
  /** Sorts of resources that AWS looks for in the policy; none where only `*` will do. */
  readonly on: readonly Sort[];
}

/** A sort of resource as its ARN spells it, behind account and region. */
export type Sort =
  | 'thing'
  | 'securityprofile'
  | 'custommetric'
  | 'dimension'
  | 'rule'
  | 'thinggroup'
  | 'all'
  | 'deliverystream';

const TAGGED = ['securityprofile', 'custommetric', 'dimension', 'rule'] as const;
const PROFILED = ['securityprofile', 'custommetric', 'dimension'] as const;
const ATTACHED = [...PROFILED, 'thinggroup', 'all'] as const;

/**
 * Every operation of AWS IoT, Amazon Data Firehose and the index of tags that the program sends, by its action in a policy.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisfirehose.html
 */
const TABLE = {
  'iot:ListSecurityProfiles': { for: 'plan', section: 'securityProfiles', on: [] },
  'iot:DescribeSecurityProfile': { for: 'plan', section: 'securityProfiles', on: ['securityprofile'] },
  'iot:ListTargetsForSecurityProfile': { for: 'plan', section: 'securityProfiles', on: ['securityprofile'] },
  'iot:ListCustomMetrics': { for: 'plan', section: 'customMetrics', on: [] },
  'iot:DescribeCustomMetric': { for: 'plan', section: 'customMetrics', on: ['custommetric'] },
  'iot:ListDimensions': { for: 'plan', section: 'dimensions', on: [] },
  'iot:DescribeDimension': { for: 'plan', section: 'dimensions', on: ['dimension'] },
  'iot:ListTopicRules': { for: 'plan', section: 'rules', on: [] },
  'iot:GetTopicRule': { for: 'plan', section: 'rules', on: ['rule'] },
  'iot:ListTagsForResource': { for: 'plan', on: TAGGED },
  // Without it plans go by what AWS documents alone.
  'iot:ValidateSecurityProfileBehaviors': { for: 'plan', section: 'securityProfiles', on: [] },
  'tag:GetResources': { for: 'plan', isForSpeed: true, on: [] },
  'iot:ListThingGroups': { for: 'plan', isForSpeed: true, section: 'securityProfiles', on: [] },
  'iot:ListSecurityProfilesForTarget': { for: 'plan', isForSpeed: true, section: 'securityProfiles', on: [] },
  'firehose:ListDeliveryStreams': { for: 'plan', section: 'deliveryStreams', on: [] },
  'firehose:DescribeDeliveryStream': { for: 'plan', section: 'deliveryStreams', on: ['deliverystream'] },
  'firehose:ListTagsForDeliveryStream': { for: 'plan', section: 'deliveryStreams', on: ['deliverystream'] },

  'iot:DescribeThingGroup': { for: 'doctor', section: 'securityProfiles', on: ['thinggroup'] },

  'iot:ListThings': { for: 'back-test', on: [] },
  'iot:ListThingsInThingGroup': { for: 'back-test', on: ['thinggroup'] },
  'iot:ListMetricValues': { for: 'back-test', on: ['thing'] },

  // A profile is made and changed with the metrics and dimensions that it names.
  'iot:CreateSecurityProfile': { for: 'apply', section: 'securityProfiles', on: PROFILED },
  'iot:UpdateSecurityProfile': { for: 'apply', section: 'securityProfiles', on: PROFILED },
  'iot:DeleteSecurityProfile': { for: 'apply', section: 'securityProfiles', on: ['securityprofile'] },
  // Attaching is authorized on the profile and on what it is attached to.
  'iot:AttachSecurityProfile': { for: 'apply', section: 'securityProfiles', on: ATTACHED },
  'iot:DetachSecurityProfile': { for: 'apply', section: 'securityProfiles', on: ATTACHED },
  'iot:CreateCustomMetric': { for: 'apply', section: 'customMetrics', on: ['custommetric'] },
  'iot:UpdateCustomMetric': { for: 'apply', section: 'customMetrics', on: ['custommetric'] },
  'iot:DeleteCustomMetric': { for: 'apply', section: 'customMetrics', on: ['custommetric'] },
  'iot:CreateDimension': { for: 'apply', section: 'dimensions', on: ['dimension'] },
  'iot:UpdateDimension': { for: 'apply', section: 'dimensions', on: ['dimension'] },
  'iot:DeleteDimension': { for: 'apply', section: 'dimensions', on: ['dimension'] },
  'iot:CreateTopicRule': { for: 'apply', section: 'rules', on: ['rule'] },
  'iot:ReplaceTopicRule': { for: 'apply', section: 'rules', on: ['rule'] },
  'iot:DeleteTopicRule': { for: 'apply', section: 'rules', on: ['rule'] },
  'iot:TagResource': { for: 'apply', on: TAGGED },
  'iot:UntagResource': { for: 'apply', on: TAGGED },
  'firehose:CreateDeliveryStream': { for: 'apply', section: 'deliveryStreams', on: ['deliverystream'] },
  'firehose:UpdateDestination': { for: 'apply', section: 'deliveryStreams', on: ['deliverystream'] },
  'firehose:DeleteDeliveryStream': { for: 'apply', section: 'deliveryStreams', on: ['deliverystream'] },
  'firehose:StartDeliveryStreamEncryption': { for: 'apply', section: 'deliveryStreams', on: ['deliverystream'] },
  'firehose:StopDeliveryStreamEncryption': { for: 'apply', section: 'deliveryStreams', on: ['deliverystream'] },
  'firehose:TagDeliveryStream': { for: 'apply', section: 'deliveryStreams', on: ['deliverystream'] },
  'firehose:UntagDeliveryStream': { for: 'apply', section: 'deliveryStreams', on: ['deliverystream'] },
} as const satisfies Readonly<Record<string, Operation>>;

/** An action that a plan needs. */
export type PlanAction = {
  [Action in keyof typeof TABLE]: (typeof TABLE)[Action]['for'] extends 'plan' ? Action : never;
}[keyof typeof TABLE];

/** The operations, by action. */
export const OPERATIONS: Readonly<Record<string, Operation>> = TABLE;

/** The sort of resource that a section holds. */
export const SORTS: Readonly<Record<string, Sort>> = {
  securityProfiles: 'securityprofile',
  customMetrics: 'custommetric',
  dimensions: 'dimension',
  rules: 'rule',
  deliveryStreams: 'deliverystream',
};
