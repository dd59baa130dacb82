import type { Operations } from '../../model/kinds/operation.ts';
import { iotTagOperations, NOBODY } from '../shared/operations.ts';

const sort = 'iot:dimension';
const on = [sort];

/** What is sent for dimensions. Rates: https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
export const dimensionOperations = {
  'iot:ListDimensions': {
    verb: 'list',
    for: 'plan',
    on: [],
    rate: { perSecond: 10 },
    probe: (aws) => aws.iot('ListDimensions', { maxResults: 1 }),
  },
  'iot:DescribeDimension': {
    verb: 'describe',
    for: 'plan',
    on,
    rate: { perSecond: 10 },
    probe: (aws) => aws.iot('DescribeDimension', { name: NOBODY }),
  },
  // AWS publishes none for it; as the others.
  'iot:CreateDimension': { verb: 'create', for: 'apply', on, rate: { perSecond: 10 } },
  'iot:UpdateDimension': { verb: 'update', for: 'apply', on, rate: { perSecond: 10 } },
  'iot:DeleteDimension': { verb: 'delete', for: 'apply', on, rate: { perSecond: 10 } },
  ...iotTagOperations(sort),
} satisfies Operations;
