import { beforeAll, describe, expect, test } from 'vitest';
import type { Policy } from '../../src/model/access/policy.ts';
import { OPERATIONS } from '../../src/sandbox/operations.ts';
import { ACCOUNT, REGION, iotArn, ROLE, testAccount } from '../sandbox/clients.ts';
import { environment, PARTIES, python, served, title } from './installed.ts';

/** One call that boto3 made. */
interface Call {
  readonly label: string;
  readonly service: keyof typeof OPERATIONS;
  readonly operation: string;
  readonly output?: unknown;
  readonly requestId?: string;
  readonly strays?: readonly string[];
  readonly error?: { readonly code: string; readonly message: string; readonly status: number };
  readonly pages?: number;
  readonly items?: readonly unknown[];
}

const { boto3 } = PARTIES;

const PUBLISH: Policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iot:Publish', Resource: '*' }],
};

let calls: readonly Call[] = [];
beforeAll(async () => {
  if (!boto3.isHere) return;
  const { sandbox, region } = testAccount({
    durations: { streamCreating: 0, encryption: 0 },
    rolePolicies: { Many: [PUBLISH, PUBLISH] },
  });
  const { catalogTables, logGroups } = region();
  catalogTables['fleet.metrics'] = { Name: 'metrics', DatabaseName: 'fleet', StorageDescriptor: { Columns: [COLUMN] } };
  logGroups['/firehose/lake'] = ['delivery'];
  calls = await served(sandbox, (url) => python<Call[]>('boto3_calls.py', undefined, environment(url)));
});

const called = (label: string): Call => {
  const call = calls.find((one) => one.label === label);
  if (call === undefined) throw new Error(`boto3_calls.py makes no call "${label}"`);
  return call;
};
const COLUMN = { Name: 'thing', Type: 'string' };
const TIME = '2026-11-22T12:00:00+00:00';

/** What AWS refuses none of: they take no parameter, or answer instead of refusing. */
const NEVER_REFUSED = [
  'iot:DescribeAccountAuditConfiguration',
  'iot:GetIndexingConfiguration',
  'iot:ValidateSecurityProfileBehaviors',
  'sts:GetCallerIdentity',
];

describe.skipIf(!boto3.isHere)(title('boto3 as a client of the sandbox', boto3), () => {
  test('succeeds with every operation, and is refused by every one that can refuse', () => {
    const all = Object.entries(OPERATIONS).flatMap(([service, operations]) =>
      Object.keys(operations).map((name) => `${service}:${name}`),
    );
    const named = (some: readonly Call[]) => [
      ...new Set(some.map(({ service, operation }) => `${service}:${operation}`)),
    ];
    expect(named(calls.filter((call) => call.error === undefined)).toSorted()).toEqual(all.toSorted());
    expect([...named(calls.filter((call) => call.error !== undefined)), ...NEVER_REFUSED].toSorted()).toEqual(
      all.toSorted(),
    );
  });

  test('finds every answer in the shape of its service model, and with a request id', () => {
    const answered = calls.filter((call) => call.error === undefined);
    expect(answered.length).toBeGreaterThan(90);
    expect(answered.flatMap((call) => (call.strays ?? []).map((stray) => `${call.label}: ${stray}`))).toEqual([]);
    expect(answered.filter((call) => call.pages === undefined && !/^[\da-f-]{36}$/.test(call.requestId ?? ''))).toEqual(
      [],
    );
  });

  test.for<[label: string, output: object]>([
    ['who am I', { Account: ACCOUNT }],
    ['bucket somewhere', { LocationConstraint: REGION }],
    ['table', { Table: { Name: 'metrics', StorageDescriptor: { Columns: [COLUMN] } } }],
    ['log streams', { logStreams: [{ logStreamName: 'delivery' }] }],
    [
      'objects',
      { KeyCount: 3, Contents: ['a b', 'c&d', 'é'].map((name) => ({ Key: `party/${name}.json` })), IsTruncated: false },
    ],
    ['object', { Body: '{"n":"a b"}' }],
    [
      'another role',
      {
        Credentials: { AccessKeyId: ACCOUNT, Expiration: '2026-11-22T13:00:00+00:00' },
        AssumedRoleUser: { Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Devices/party` },
      },
    ],
    [
      'role',
      {
        Role: {
          Arn: ROLE.replace('service-role/', ''),
          AssumeRolePolicyDocument: {
            Statement: [{ Principal: { Service: ['iot.amazonaws.com', 'firehose.amazonaws.com'] } }],
          },
        },
      },
    ],
    ['endpoint', { endpointAddress: expect.stringMatching(/-ats\.iot\.eu-west-1\.amazonaws\.com$/) }],
    ['metric', { metricName: 'm_a', metricType: 'number-list', displayName: 'two', creationDate: TIME }],
    ['metrics, one page', { metricNames: ['m_a', 'm_b', 'm_c'], nextToken: expect.any(String) }],
    ['dimension', { type: 'TOPIC_FILTER', stringValues: ['b/#', 'c'], arn: iotArn('dimension/d_a') }],
    ['group updated', { version: 2 }],
    [
      'group',
      {
        version: 2,
        thingGroupProperties: {
          thingGroupDescription: 'new',
          attributePayload: { attributes: { k: 'v', l: 'w' } },
        },
      },
    ],
    [
      'lower group',
      { thingGroupMetadata: { parentGroupName: 'g_a', rootToParentThingGroups: [{ groupName: 'g_a' }] } },
    ],
    ['indexed', { thingIndexingConfiguration: { thingIndexingMode: 'OFF' } }],
    [
      'dynamic group',
      {
        queryString: 'attributes.t>65',
        indexName: 'AWS_Things',
        queryVersion: '2017-09-30',
        status: 'REBUILDING',
        version: 2,
        thingGroupProperties: { thingGroupDescription: 'warm' },
      },
    ],
    [
      'action',
      {
        actionType: 'PUBLISH_FINDING_TO_SNS',
        actionArn: iotArn('mitigationaction/q_a'),
        actionParams: { publishFindingToSnsParams: { topicArn: expect.stringContaining(':sns:') } },
        creationDate: TIME,
      },
    ],
    [
      'audits of nobody',
      {
        auditNotificationTargetConfigurations: {},
        auditCheckConfigurations: {
          LOGGING_DISABLED_CHECK: { enabled: false },
          DEVICE_CERTIFICATE_AGE_CHECK: { enabled: false },
        },
      },
    ],
    [
      'audits told',
      {
        roleArn: ROLE.replace('service-role/', ''),
        auditNotificationTargetConfigurations: { SNS: { targetArn: expect.stringContaining(':sns:'), enabled: true } },
        auditCheckConfigurations: {
          LOGGING_DISABLED_CHECK: { enabled: true },
          CONFLICTING_CLIENT_IDS_CHECK: { enabled: true },
          DEVICE_CERTIFICATE_AGE_CHECK: { enabled: false },
        },
      },
    ],
    [
      'audit',
      {
        scheduledAuditArn: iotArn('scheduledaudit/a_a'),
        frequency: 'MONTHLY',
        dayOfMonth: 'LAST',
        targetCheckNames: ['LOGGING_DISABLED_CHECK', 'CONFLICTING_CLIENT_IDS_CHECK'],
      },
    ],
    ['audits, one page', { scheduledAudits: [{ scheduledAuditName: 'a_a' }], nextToken: expect.any(String) }],
    [
      'suppression',
      {
        checkName: 'CONFLICTING_CLIENT_IDS_CHECK',
        resourceIdentifier: { clientId: 'gateway-ü' },
        suppressIndefinitely: false,
        description: 'two gateways',
      },
    ],
    [
      'suppressions, backwards',
      {
        suppressions: [{ checkName: 'LOGGING_DISABLED_CHECK', suppressIndefinitely: true }],
        nextToken: expect.any(String),
      },
    ],
    ['actions of a type', { actionIdentifiers: [{ actionName: 'q_a' }] }],
    ['behaviors', { valid: true, validationErrors: [] }],
    ['behaviors that are wrong', { valid: false, validationErrors: [{ errorMessage: expect.any(String) }] }],
    ['profile updated', { version: 2, securityProfileDescription: 'new' }],
    [
      'profile',
      {
        version: 2,
        behaviors: [
          {
            name: 'b',
            criteria: { value: { numbers: [1.5, 2] }, consecutiveDatapointsToAlarm: 2 },
            suppressAlerts: true,
            exportMetric: true,
          },
          {
            metricDimension: { dimensionName: 'd_a', operator: 'NOT_IN' },
            criteria: { statisticalThreshold: { statistic: 'p99.9' } },
          },
        ],
        additionalMetricsToRetainV2: [{ metric: 'aws:num-disconnects', exportMetric: true }],
        metricsExportConfig: { mqttTopic: '$aws/rules/r', roleArn: ROLE.replace('service-role/', '') },
      },
    ],
    ['profiles with the metric', { securityProfileIdentifiers: [{ name: 'p:a', arn: iotArn('securityprofile/p:a') }] }],
    [
      'profiles of a lower group',
      {
        securityProfileTargetMappings: [
          { securityProfileIdentifier: { name: 'p:a' }, target: { arn: iotArn('thinggroup/g_a') } },
        ],
      },
    ],
    ['tags left', { tags: [{ Key: 'team', Value: 'payments ü' }] }],
    [
      'tags of a rule',
      {
        tags: [
          { Key: 'a', Value: 'b c' },
          { Key: 'd', Value: 'ü' },
        ],
      },
    ],
    [
      'rule',
      {
        ruleArn: iotArn('rule/r_a'),
        rule: {
          ruleDisabled: true,
          awsIotSqlVersion: '2015-10-08',
          actions: [{ firehose: { separator: '\n', batchMode: true } }],
          errorAction: { s3: { key: '${topic()}' } },
        },
      },
    ],
    ['rules that are disabled', { rules: [{ ruleName: 'r_b', ruleDisabled: true, createdAt: TIME }] }],
    [
      'stream',
      {
        DeliveryStreamDescription: {
          DeliveryStreamStatus: 'ACTIVE',
          DeliveryStreamType: 'DirectPut',
          DeliveryStreamEncryptionConfiguration: { Status: 'ENABLED', KeyType: 'AWS_OWNED_CMK' },
          VersionId: '3',
          Destinations: [
            {
              S3DestinationDescription: { BucketARN: 'arn:aws:s3:::lake', Prefix: 'p/' },
              ExtendedS3DestinationDescription: { BufferingHints: { SizeInMBs: 7, IntervalInSeconds: 60 } },
            },
          ],
        },
      },
    ],
    ['streams, one page', { DeliveryStreamNames: ['s_a', 's_b', 's_c'], HasMoreDeliveryStreams: true }],
    ['streams, next page', { DeliveryStreamNames: ['s_d', 's_e'], HasMoreDeliveryStreams: false }],
    ['stream tags, one page', { Tags: [{ Key: 'a', Value: 'v' }, { Key: 'b' }], HasMoreTags: true }],
    ['stream tags, next page', { Tags: [{ Key: 'team', Value: 'ü' }], HasMoreTags: false }],
    ['stream tags left', { Tags: [{ Key: 'b' }], HasMoreTags: false }],
    ['stream going', { DeliveryStreamDescription: { DeliveryStreamStatus: 'DELETING' } }],
  ])('reads what it wrote: %s', ([label, output]) => {
    expect(called(label).output).toMatchObject(output);
  });

  test('reads no member that it took away', () => {
    expect(called('profile').output).not.toHaveProperty('alertTargets');
    expect(called('rule').output).not.toHaveProperty('rule.description');
  });

  test('meets the error codes and HTTP statuses of AWS', () => {
    const refused = calls.flatMap(({ label, error }) => (error ? [[label, `${error.code} ${error.status}`]] : []));
    expect(Object.fromEntries(refused)).toEqual(REFUSALS);
    expect(calls.filter((call) => call.error?.message === '')).toEqual([]);
  });

  test.for<[label: string, pages: number, items: number]>([
    ['metrics', 3, 5],
    ['many objects', 2, 30],
    ['dimensions', 3, 5],
    ['groups', 3, 5],
    ['actions', 3, 5],
    ['audits', 3, 5],
    ['audits left', 1, 0],
    ['profiles', 3, 5],
    ['targets', 3, 6],
    ['attached profiles', 3, 5],
    ['tags', 2, 31],
    ['rules', 3, 5],
  ])("collects all pages with botocore's paginator: %s", ([label, pages, items]) => {
    const call = called(label);
    expect(call.pages).toBe(pages);
    expect(new Set(call.items?.map((item) => JSON.stringify(item))).size).toBe(items);
  });
});

const INVALID = 'InvalidRequestException 400';
const NOT_FOUND = 'ResourceNotFoundException 404';
const EXISTS = 'ResourceAlreadyExistsException 409';
const CONFLICT = 'VersionConflictException 409';
const UNAUTHORIZED = 'UnauthorizedException 401';
const ARGUMENT = 'InvalidArgumentException 400';
const NO_STREAM = 'ResourceNotFoundException 400';

/** Every refusal of the script, by the label of the call. */
const REFUSALS: Readonly<Record<string, string>> = {
  'no role': 'ValidationError 400',
  'no policy': 'NoSuchEntity 404',
  "no policy's version": 'NoSuchEntity 404',
  'policies in a role of no name': 'ValidationError 400',
  'policies of a role of no name': 'ValidationError 400',
  'policy that is not in a role': 'NoSuchEntity 404',
  'what nobody may do': 'InvalidInput 400',
  'tags of no ARN': 'InvalidParameterException 400',
  'role of no name': 'ValidationError 400',
  'endpoint of no type': INVALID,
  'metric of no type': INVALID,
  'metric without a type': INVALID,
  'metric again, otherwise': EXISTS,
  'no metric updated': NOT_FOUND,
  'no metric': NOT_FOUND,
  'metrics, too many': INVALID,
  'metrics, no token': INVALID,
  'dimension without values': INVALID,
  'no dimension updated': NOT_FOUND,
  'no dimension': NOT_FOUND,
  'dimensions, too many': INVALID,
  'group below none': NOT_FOUND,
  'group of another version': CONFLICT,
  'action again': EXISTS,
  'action that does two things': INVALID,
  'action that stops logging': INVALID,
  'no action updated': NOT_FOUND,
  'no action': NOT_FOUND,
  'actions, too many': INVALID,
  'action of no name, deleted': INVALID,
  'action gone': NOT_FOUND,
  'first audits without a role': INVALID,
  'first audits of nothing': INVALID,
  'audits set back, of nobody': NOT_FOUND,
  'audits of no check': INVALID,
  'audits by a misspelled setting': INVALID,
  "audits of tomorrow's certificates": INVALID,
  'audit again': EXISTS,
  'a sixth audit': 'LimitExceededException 410',
  'audit on no day': INVALID,
  'audit of a disabled check': INVALID,
  'no audit updated': NOT_FOUND,
  'no audit': NOT_FOUND,
  'audits, too many': INVALID,
  'check of an audit disabled': INVALID,
  'audit gone': NOT_FOUND,
  'dynamic group without an index': INVALID,
  'dynamic group again, otherwise': EXISTS,
  'dynamic group of no query': 'InvalidQueryException 400',
  'dynamic group of another version': CONFLICT,
  'dynamic group updated as a static one': INVALID,
  'dynamic group deleted as a static one': INVALID,
  'static group deleted as a dynamic one': INVALID,
  'indexing off under dynamic groups': INVALID,
  'dynamic group gone': NOT_FOUND,
  'no group': NOT_FOUND,
  'things of no group': NOT_FOUND,
  'too many things': INVALID,
  'values of nobody': NOT_FOUND,
  'groups below none': NOT_FOUND,
  'profile again, otherwise': EXISTS,
  'profile of no name': INVALID,
  'profile of another version': CONFLICT,
  'profile cleared and set': INVALID,
  'no profile': NOT_FOUND,
  'metric in use': INVALID,
  'dimension in use': INVALID,
  'profiles with metric and dimension': INVALID,
  'attached to what is not there': NOT_FOUND,
  'attached to what is no target': INVALID,
  'targets of none': NOT_FOUND,
  'profiles of no target': NOT_FOUND,
  'none detached': NOT_FOUND,
  'tagged as AWS does': INVALID,
  'tags of what is not there': NOT_FOUND,
  'untagged what is not there': NOT_FOUND,
  'rule again': EXISTS,
  'rule of wrong SQL': 'SqlParseException 400',
  'no rule replaced': UNAUTHORIZED,
  'no rule': UNAUTHORIZED,
  'no rule enabled': UNAUTHORIZED,
  'no rule disabled': UNAUTHORIZED,
  'rules, no token': INVALID,
  'stream again': 'ResourceInUseException 400',
  'stream to nowhere': ARGUMENT,
  'stream of another version': 'ConcurrentModificationException 400',
  'encrypted without a key': ARGUMENT,
  'no suppression': 'ResourceNotFoundException 404',
  'no suppression prolonged': 'ResourceNotFoundException 404',
  'suppression again': 'ResourceAlreadyExistsException 409',
  'suppression by a short id': 'InvalidRequestException 400',
  'suppression of a disabled check': 'InvalidRequestException 400',
  'suppression of nothing, deleted': 'InvalidRequestException 400',
  'suppression without an end': 'InvalidRequestException 400',
  'suppressions, too many': 'InvalidRequestException 400',
  'destination again': 'ResourceAlreadyExistsException 409',
  'destination confirmed by a guess': 'InvalidRequestException 400',
  'destination deleted again': 'UnauthorizedException 401',
  'destination enabled too early': 'InvalidRequestException 400',
  'destination gone': 'UnauthorizedException 401',
  'destination of two sorts': 'InvalidRequestException 400',
  'destinations, too many': 'InvalidRequestException 400',
  'logging of nobody': 'NotConfiguredException 400',
  'logging without a role': 'InvalidRequestException 400',
  'no stream': NO_STREAM,
  'none decrypted': NO_STREAM,
  'streams of no type': 'ValidationException 400',
  'stream tagged twice': ARGUMENT,
  'tags of no stream': NO_STREAM,
  'none untagged': NO_STREAM,
  'profile of another version, deleted': CONFLICT,
  'profile gone': NOT_FOUND,
  'metric of no name, deleted': INVALID,
  'metric gone': NOT_FOUND,
  'dimension gone': NOT_FOUND,
  'rule gone': UNAUTHORIZED,
  'no rule deleted': UNAUTHORIZED,
  'group with a group, deleted': INVALID,
  'group gone': NOT_FOUND,
  'none deleted': NO_STREAM,
  'published to many': INVALID,
  'location of no bucket': 'NoSuchBucket 404',
  'no table': 'EntityNotFoundException 400',
  'log streams of no group': 'ResourceNotFoundException 400',
  'objects of no bucket': 'NoSuchBucket 404',
  'no object': 'NoSuchKey 404',
};
