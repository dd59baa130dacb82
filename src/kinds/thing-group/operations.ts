import type { Operations } from '../../model/kinds/operation.ts';
import { iotTagOperations, NOBODY, thingGroupOperations } from '../shared/operations.ts';

const sort = 'iot:thinggroup';
const on = [sort];

/**
 * What is sent for thing groups; a dynamic one is made, changed and deleted by operations of its own. Rates:
 * https://docs.aws.amazon.com/general/latest/gr/iot-core.html
 */
export const thingGroupKindOperations = {
  ...thingGroupOperations,
  'iot:ListThingGroups': { ...thingGroupOperations['iot:ListThingGroups'], verb: 'list' },
  'iot:DescribeThingGroup': {
    ...thingGroupOperations['iot:DescribeThingGroup'],
    verb: 'describe',
    for: 'plan',
    probe: (aws) => aws.iot('DescribeThingGroup', { thingGroupName: NOBODY }),
  },
  'iot:CreateThingGroup': { verb: 'create', for: 'apply', on, rate: { perSecond: 25 } },
  'iot:UpdateThingGroup': { verb: 'update', for: 'apply', on, rate: { perSecond: 15 } },
  'iot:DeleteThingGroup': { verb: 'delete', for: 'apply', on, rate: { perSecond: 15 } },
  'iot:CreateDynamicThingGroup': { for: 'apply', on, rate: { perSecond: 5 } },
  'iot:UpdateDynamicThingGroup': { for: 'apply', on, rate: { perSecond: 5 } },
  'iot:DeleteDynamicThingGroup': { for: 'apply', on, rate: { perSecond: 5 } },
  // Dynamic groups lean on the account's index of things.
  'iot:GetIndexingConfiguration': { for: 'doctor', on: [], rate: { perSecond: 20 }, statement: 'ReadIndexing' },
  ...iotTagOperations(sort),
} satisfies Operations;
