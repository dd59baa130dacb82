import type { Operations } from '../../model/kinds/operation.ts';
import { iotTagOperations, NOBODY } from '../shared/operations.ts';

const sort = 'iot:mitigationaction';
const on = [sort];
const rate = { perSecond: 10 };

/** What is sent for mitigation actions. Rates: https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
export const mitigationActionOperations = {
  'iot:ListMitigationActions': {
    verb: 'list',
    for: 'plan',
    on: [],
    rate,
    probe: (aws) => aws.iot('ListMitigationActions', { maxResults: 1 }),
  },
  'iot:DescribeMitigationAction': {
    verb: 'describe',
    for: 'plan',
    on,
    rate: { perSecond: 25 },
    probe: (aws) => aws.iot('DescribeMitigationAction', { actionName: NOBODY }),
  },
  'iot:CreateMitigationAction': { verb: 'create', for: 'apply', on, rate, assumesRole: true },
  'iot:UpdateMitigationAction': { verb: 'update', for: 'apply', on, rate, assumesRole: true },
  'iot:DeleteMitigationAction': { verb: 'delete', for: 'apply', on, rate },
  ...iotTagOperations(sort),
} satisfies Operations;
