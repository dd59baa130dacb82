import type { Operations } from '../../model/kinds/operation.ts';
import { iotTagOperations, NOBODY } from '../shared/operations.ts';

const sort = 'iot:custommetric';
const on = [sort];

/** What is sent for custom metrics. Rates: https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
export const customMetricOperations = {
  'iot:ListCustomMetrics': {
    verb: 'list',
    for: 'plan',
    on: [],
    rate: { perSecond: 10 },
    probe: (aws) => aws.iot('ListCustomMetrics', { maxResults: 1 }),
  },
  'iot:DescribeCustomMetric': {
    verb: 'describe',
    for: 'plan',
    on,
    rate: { perSecond: 25 },
    probe: (aws) => aws.iot('DescribeCustomMetric', { metricName: NOBODY }),
  },
  'iot:CreateCustomMetric': { verb: 'create', for: 'apply', on, rate: { perSecond: 10 } },
  'iot:UpdateCustomMetric': { verb: 'update', for: 'apply', on, rate: { perSecond: 10 } },
  'iot:DeleteCustomMetric': { verb: 'delete', for: 'apply', on, rate: { perSecond: 10 } },
  ...iotTagOperations(sort),
} satisfies Operations;
