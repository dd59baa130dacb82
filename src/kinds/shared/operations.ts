import type { Aws } from '../../model/aws.ts';
import type { Operations } from '../../model/kinds/operation.ts';

// What no single kind owns. Published requests a second; where AWS's pages differ, the lower figure:
// https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html
// https://docs.aws.amazon.com/general/latest/gr/iot-core.html
// https://docs.aws.amazon.com/tag-editor/latest/userguide/reference.html
// What AWS looks for in policies:
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html

/** A name that no resource has: AWS looks at permissions before it looks for the resource. */
export const NOBODY = 'defender_gitops_doctor';

/** What plans of many resources do without. */
export const SLOWER = 'Plans of many resources take longer without';

/** The statement of what only makes plans faster. */
export const FASTER = 'LearnOfManyAtOnce';

/** AWS IoT counts the three of them together. */
const TAGS = { perSecond: 10, quota: 'iot:tags' };

/** Tags of many resources at once, of whatever service. */
export const bulkTagOperations = {
  'tag:GetResources': {
    for: 'plan',
    on: [],
    rate: { perSecond: 15 },
    statement: FASTER,
    without: SLOWER,
    probe: (aws) => aws.tag('GetResources', { ResourceARNList: [nobodyAt(aws)] }),
  },
} satisfies Operations;

/** Tags of a sort of resource of AWS IoT. */
export function iotTagOperations(sort: `iot:${string}`) {
  return {
    'iot:ListTagsForResource': {
      part: 'tags',
      for: 'plan',
      on: [sort],
      rate: TAGS,
      statement: 'ReadTags',
      probe: (aws) => aws.iot('ListTagsForResource', { resourceArn: nobodyAt(aws) }),
    },
    'iot:TagResource': { for: 'apply', on: [sort], rate: TAGS, statement: 'WriteTags' },
    'iot:UntagResource': { for: 'apply', on: [sort], rate: TAGS, statement: 'WriteTags' },
    ...bulkTagOperations,
  } satisfies Operations;
}

/** Whether AWS IoT logs, which an audit looks at, and where failures of rules are told. */
export const loggingOperations = {
  'iot:GetV2LoggingOptions': { for: 'doctor', on: [], statement: 'ReadLogging' },
} satisfies Operations;

/** Thing groups, which security profiles are attached to. */
export const thingGroupOperations = {
  'iot:ListThingGroups': {
    for: 'plan',
    on: [],
    rate: { perSecond: 10 },
    statement: FASTER,
    without: SLOWER,
    probe: (aws) => aws.iot('ListThingGroups', { maxResults: 1 }),
  },
  'iot:DescribeThingGroup': {
    for: 'doctor',
    on: ['iot:thinggroup'],
    rate: { perSecond: 100, small: 10 },
    statement: 'ReadThingGroups',
  },
} satisfies Operations;

/** What things reported. */
export const backTestOperations = {
  'iot:ListThings': { for: 'back-test', on: [], statement: 'BackTestAllThings' },
  'iot:ListThingsInThingGroup': { for: 'back-test', on: ['iot:thinggroup'], statement: 'BackTestThingGroups' },
  'iot:ListMetricValues': {
    for: 'back-test',
    on: ['iot:thing'],
    rate: { perSecond: 15 },
    statement: 'BackTestThings',
  },
} satisfies Operations;

/** Where messages are published to. */
export const verifyOperations = {
  'iot:DescribeEndpoint': { for: 'verify', on: [] },
} satisfies Operations;

function nobodyAt({ target: { partition, region, account } }: Aws): string {
  return `arn:${partition}:iot:${region}:${account}:securityprofile/${NOBODY}`;
}
