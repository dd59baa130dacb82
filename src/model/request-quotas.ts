import type { Target } from './settings.ts';

/** Requests a second that AWS takes in one account and region, and the operations that share them. */
export interface RequestQuota {
  readonly name: string;
  readonly perSecond: number;
}

/** A published rate; `small` where regions with lower limits have another. */
interface PublishedRate {
  readonly perSecond: number;
  readonly small?: number;
}

/**
 * Published requests a second; where AWS's pages differ, the lower figure. IAM and STS publish none that matters here and
 * are asked no faster than the others.
 * https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html
 * https://docs.aws.amazon.com/general/latest/gr/iot-core.html#rules-limits
 * https://docs.aws.amazon.com/firehose/latest/dev/limits.html
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/reference.html
 */
const PUBLISHED: Readonly<Record<string, PublishedRate>> = {
  'iot:AttachSecurityProfile': { perSecond: 10 },
  'iot:CreateCustomMetric': { perSecond: 10 },
  'iot:CreateDimension': { perSecond: 10 },
  'iot:CreateSecurityProfile': { perSecond: 10 },
  'iot:CreateTopicRule': { perSecond: 5 },
  'iot:DeleteCustomMetric': { perSecond: 10 },
  'iot:DeleteDimension': { perSecond: 10 },
  'iot:DeleteSecurityProfile': { perSecond: 10 },
  'iot:DeleteTopicRule': { perSecond: 20, small: 5 },
  'iot:DescribeCustomMetric': { perSecond: 25 },
  'iot:DescribeDimension': { perSecond: 10 },
  'iot:DescribeSecurityProfile': { perSecond: 25 },
  'iot:DescribeThingGroup': { perSecond: 100, small: 10 },
  'iot:DetachSecurityProfile': { perSecond: 10 },
  'iot:GetTopicRule': { perSecond: 200, small: 20 },
  'iot:ListCustomMetrics': { perSecond: 10 },
  'iot:ListDimensions': { perSecond: 10 },
  'iot:ListMetricValues': { perSecond: 15 },
  'iot:ListSecurityProfiles': { perSecond: 10 },
  'iot:ListSecurityProfilesForTarget': { perSecond: 10 },
  'iot:ListTagsForResource': { perSecond: 10 },
  'iot:ListTargetsForSecurityProfile': { perSecond: 10 },
  'iot:ListTopicRules': { perSecond: 1 },
  'iot:ReplaceTopicRule': { perSecond: 5 },
  'iot:TagResource': { perSecond: 10 },
  'iot:UntagResource': { perSecond: 10 },
  'iot:UpdateCustomMetric': { perSecond: 10 },
  'iot:UpdateDimension': { perSecond: 10 },
  'iot:UpdateSecurityProfile': { perSecond: 10 },
  'firehose:CreateDeliveryStream': { perSecond: 5 },
  'firehose:DeleteDeliveryStream': { perSecond: 5 },
  'firehose:DescribeDeliveryStream': { perSecond: 5 },
  'firehose:ListDeliveryStreams': { perSecond: 5 },
  'firehose:ListTagsForDeliveryStream': { perSecond: 5 },
  'firehose:StartDeliveryStreamEncryption': { perSecond: 5 },
  'firehose:StopDeliveryStreamEncryption': { perSecond: 5 },
  'firehose:TagDeliveryStream': { perSecond: 5 },
  'firehose:UntagDeliveryStream': { perSecond: 5 },
  'firehose:UpdateDestination': { perSecond: 5 },
  'tag:GetResources': { perSecond: 15 },
};

const OTHERS: PublishedRate = { perSecond: 10 };

/** Operations that draw on one quota together. https://docs.aws.amazon.com/general/latest/gr/iot-core.html */
const SHARED: Readonly<Record<string, string>> = {
  'iot:TagResource': 'iot:tags',
  'iot:UntagResource': 'iot:tags',
  'iot:ListTagsForResource': 'iot:tags',
};

/** Regions with lower limits of the rules engine. https://docs.aws.amazon.com/general/latest/gr/iot-core.html */
const SMALL_REGIONS = new Set([
  'ap-east-1',
  'ap-southeast-5',
  'ca-central-1',
  'cn-northwest-1',
  'eu-north-1',
  'eu-south-2',
  'eu-west-3',
  'me-central-1',
  'me-south-1',
  'us-gov-east-1',
  'us-gov-west-1',
  'us-west-1',
]);

/** Every operation whose rate a target's settings may name. */
export const PACED_OPERATIONS: readonly string[] = Object.keys(PUBLISHED);

/** The quota that an operation such as `iot:CreateTopicRule` draws on: as the target's settings say, else as AWS publishes it. */
export function quotaOf(operation: string, { region, quotas = {} }: Pick<Target, 'region' | 'quotas'>): RequestQuota {
  const name = SHARED[operation] ?? operation;
  const sharers = PACED_OPERATIONS.filter((other) => (SHARED[other] ?? other) === name);
  const set = sharers.flatMap((other) => quotas[other] ?? []);
  if (set.length > 0) return { name, perSecond: Math.min(...set) };
  const { perSecond, small = perSecond } = PUBLISHED[operation] ?? OTHERS;
  return { name, perSecond: SMALL_REGIONS.has(region) ? small : perSecond };
}
