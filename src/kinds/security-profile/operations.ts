import type { Operations } from '../../model/kinds/operation.ts';
import {
  backTestOperations,
  FASTER,
  iotTagOperations,
  NOBODY,
  SLOWER,
  thingGroupOperations,
  verifyOperations,
} from '../shared/operations.ts';

const sort = 'iot:securityprofile';
const on = [sort];
const rate = { perSecond: 10 };

/** A profile is made and changed with the metrics and dimensions that it names. */
const profiled = [sort, 'iot:custommetric', 'iot:dimension'];

/** Attaching is authorized on the profile and on what it is attached to. */
const attached = [...profiled, 'iot:thinggroup', 'iot:all'];

/** What is sent for security profiles. Rates: https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
export const securityProfileOperations = {
  'iot:ListSecurityProfiles': {
    verb: 'list',
    for: 'plan',
    on: [],
    rate,
    probe: (aws) => aws.iot('ListSecurityProfiles', { maxResults: 1 }),
  },
  'iot:DescribeSecurityProfile': {
    verb: 'describe',
    for: 'plan',
    on,
    rate: { perSecond: 25 },
    probe: (aws) => aws.iot('DescribeSecurityProfile', { securityProfileName: NOBODY }),
  },
  'iot:ListTargetsForSecurityProfile': {
    part: 'targets',
    for: 'plan',
    on,
    rate,
    probe: (aws) => aws.iot('ListTargetsForSecurityProfile', { securityProfileName: NOBODY, maxResults: 1 }),
  },
  'iot:ListSecurityProfilesForTarget': {
    for: 'plan',
    on: [],
    rate,
    statement: FASTER,
    without: SLOWER,
    probe: (aws) => {
      const { partition, region, account } = aws.target;
      const securityProfileTargetArn = `arn:${partition}:iot:${region}:${account}:all/things`;
      return aws.iot('ListSecurityProfilesForTarget', { securityProfileTargetArn, maxResults: 1 });
    },
  },
  'iot:ValidateSecurityProfileBehaviors': {
    for: 'plan',
    on: [],
    without: 'Behaviors are checked by what AWS documents only without',
    probe: (aws) => aws.iot('ValidateSecurityProfileBehaviors', { behaviors: [] }),
  },
  'iot:CreateSecurityProfile': { verb: 'create', for: 'apply', on: profiled, rate, assumesRole: true },
  'iot:UpdateSecurityProfile': { verb: 'update', for: 'apply', on: profiled, rate, assumesRole: true },
  'iot:DeleteSecurityProfile': { verb: 'delete', for: 'apply', on, rate },
  'iot:AttachSecurityProfile': { for: 'apply', on: attached, rate, statement: 'AttachProfiles' },
  'iot:DetachSecurityProfile': { for: 'apply', on: attached, rate, statement: 'AttachProfiles' },
  ...iotTagOperations(sort),
  ...thingGroupOperations,
  ...backTestOperations,
  ...verifyOperations,
} satisfies Operations;
