import type { Operations } from '../../model/kinds/operation.ts';
import { bulkTagOperations, NOBODY } from '../shared/operations.ts';

const on = ['firehose:deliverystream'];
const rate = { perSecond: 5 };
const named = { DeliveryStreamName: NOBODY };

/**
 * What is sent for delivery streams. Rates: https://docs.aws.amazon.com/firehose/latest/dev/limits.html. What AWS looks for
 * in policies: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisfirehose.html
 */
export const deliveryStreamOperations = {
  'firehose:ListDeliveryStreams': {
    verb: 'list',
    for: 'plan',
    on: [],
    rate,
    probe: (aws) => aws.firehose('ListDeliveryStreams', { Limit: 1 }),
  },
  'firehose:DescribeDeliveryStream': {
    verb: 'describe',
    for: 'plan',
    on,
    rate,
    probe: (aws) => aws.firehose('DescribeDeliveryStream', named),
  },
  'firehose:ListTagsForDeliveryStream': {
    part: 'tags',
    for: 'plan',
    on,
    rate,
    probe: (aws) => aws.firehose('ListTagsForDeliveryStream', named),
  },
  'firehose:CreateDeliveryStream': { verb: 'create', for: 'apply', on, rate, assumesRole: true },
  'firehose:UpdateDestination': { verb: 'update', for: 'apply', on, rate, assumesRole: true },
  'firehose:DeleteDeliveryStream': { verb: 'delete', for: 'apply', on, rate },
  // It uses the role that the stream has.
  'firehose:StartDeliveryStreamEncryption': { for: 'apply', on, rate, assumesRole: true },
  'firehose:StopDeliveryStreamEncryption': { for: 'apply', on, rate },
  'firehose:TagDeliveryStream': { for: 'apply', on, rate },
  'firehose:UntagDeliveryStream': { for: 'apply', on, rate },
  ...bulkTagOperations,
} satisfies Operations;
