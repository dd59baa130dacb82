/** Requests that AWS takes, and the operations that share them. */
export interface Quota {
  readonly name: string;
  readonly perSecond: number;
}

/**
 * Published requests per second, account and region. What is not listed here is 10 in Device Defender; IAM publishes no
 * rate, and is asked no faster than that.
 * https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html
 * https://docs.aws.amazon.com/general/latest/gr/iot-core.html#rules-limits
 * https://docs.aws.amazon.com/firehose/latest/dev/limits.html
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/reference.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const PER_SECOND: Readonly<Record<string, number>> = {
  'iot:DescribeSecurityProfile': 25,
  'iot:DescribeCustomMetric': 25,
  'iot:CreateTopicRule': 5,
  'iot:ReplaceTopicRule': 5,
  'iot:EnableTopicRule': 5,
  'iot:DisableTopicRule': 5,
  'iot:DeleteTopicRule': 5,
  'iot:GetTopicRule': 20,
  'iot:ListTopicRules': 1,
  'iot:DescribeThingGroup': 100,
  'tag:GetResources': 15,
};

/** Operations that draw on one quota together. */
const SHARED: Readonly<Record<string, string>> = {
  'iot:TagResource': 'iot:tags',
  'iot:UntagResource': 'iot:tags',
  'iot:ListTagsForResource': 'iot:tags',
};

/** The quota that an operation such as `iot:CreateTopicRule` draws on. Where regions or sources differ, the lower figure. */
export function quotaOf(operation: string): Quota {
  const name = SHARED[operation] ?? operation;
  if (operation.startsWith('firehose:')) return { name, perSecond: 5 };
  return { name, perSecond: PER_SECOND[operation] ?? 10 };
}
