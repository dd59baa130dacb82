import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import type { AccessDocuments } from '../../src/model/access/access.ts';
import { addressOf } from '../../src/model/address.ts';
import { isList, isObject } from '../../src/model/values/json.ts';
import type { JsonValue } from '../../src/model/values/json.ts';
import { decide, listOf } from '../../src/model/access/policy.ts';
import type { Desired } from '../../src/model/resource.ts';
import { POLICY_LIMIT, sizeOf } from '../../src/roles/policy-pieces.ts';
import { templated } from '../../src/model/access/arn.ts';
import { allowsOf } from '../../src/kinds/topic-rule/action-allows.ts';
import { usesByRole } from '../../src/roles/service-roles.ts';
import { specs } from '../arbitraries/specs.ts';
import { TARGET } from '../arbitraries/target.ts';
import { documentsOf, policiesOf, roleOf } from './documents.ts';
import { finish } from '../../src/model/steps.ts';

const SETTINGS = 'owner: me\ntargets: { production: { account: "111122223333", region: ap-south-1 } }\n';
const example = Object.fromEntries(
  ['defender.yaml', 'soundbox.yaml'].map((name) => [
    `profiles/${name}`,
    readFileSync(new URL(`../../profiles/${name}`, import.meta.url), 'utf8'),
  ]),
);
const ARN = 'arn:aws:iot:ap-south-1:111122223333';

/** A rule with one action whose role is Rule, and what that role may do: `action resource`. */
const ACTIONS: readonly { reason: string; action: string; may: readonly string[] }[] = [
  {
    reason: 'one record at a time',
    action: 'firehose: { deliveryStreamName: lake, roleArn: role/Rule }',
    may: ['firehose:PutRecord arn:aws:firehose:ap-south-1:111122223333:deliverystream/lake'],
  },
  {
    reason: 'a template may name any stream',
    action: 'firehose: { deliveryStreamName: "lake-${topic(2)}", batchMode: true, roleArn: role/Rule }',
    may: [
      'firehose:PutRecord arn:aws:firehose:ap-south-1:111122223333:deliverystream/lake-*',
      'firehose:PutRecordBatch arn:aws:firehose:ap-south-1:111122223333:deliverystream/lake-*',
    ],
  },
  {
    reason: 'only below what the key begins with',
    action: 's3: { bucketName: lake, key: "errors/${topic()}/${newuuid()}", cannedAcl: private, roleArn: role/Rule }',
    may: ['s3:PutObject arn:aws:s3:::lake/errors/*/*', 's3:PutObjectAcl arn:aws:s3:::lake/errors/*/*'],
  },
  {
    reason: 'a queue has its own region and account',
    action: 'sqs: { queueUrl: "https://sqs.us-east-1.amazonaws.com/999988887777/dead", roleArn: role/Rule }',
    may: ['sqs:SendMessage arn:aws:sqs:us-east-1:999988887777:dead'],
  },
  {
    reason: 'a doubled dollar is one',
    action: 'republish: { topic: "$$aws/things/${clientid()}/shadow/update", roleArn: role/Rule }',
    may: [`iot:Publish ${ARN}:topic/$aws/things/*/shadow/update`],
  },
  {
    reason: 'a star in a topic is no wildcard',
    action: 'republish: { topic: "a/*/b", roleArn: role/Rule }',
    may: [`iot:Publish ${ARN}:topic/a/\${*}/b`],
  },
  {
    reason: 'the operation decides',
    action: 'dynamoDB: { tableName: t, operation: DELETE, hashKeyField: a, hashKeyValue: b, roleArn: role/Rule }',
    may: ['dynamodb:DeleteItem arn:aws:dynamodb:ap-south-1:111122223333:table/t'],
  },
  {
    reason: 'a role that signs for somebody else is left to its author',
    action:
      'http: { url: "https://example.com", auth: { sigv4: { signingRegion: ap-south-1, serviceName: execute-api, roleArn: role/Rule } } }',
    may: [],
  },
];

describe('the role of a rule', () => {
  test.each(ACTIONS)('$reason', ({ action, may }) => {
    const rule = `rules:\n  Errors:\n    sql: SELECT *\n    actions: []\n    errorAction: { ${action} }\n`;
    const documents = documentsOf(SETTINGS + rule);
    const allowed = policiesOf(documents, 'Rule').flatMap(({ Statement }) =>
      Statement.flatMap(({ Action, Resource }) =>
        listOf(Action).flatMap((one) => listOf(Resource).map((on) => `${one} ${on}`)),
      ),
    );
    expect(allowed).toEqual(may);
    expect(roleOf(documents, 'Rule').trust.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'iot.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': `${ARN}:rule/Errors` },
        },
      },
    ]);
  });

  test('is known for every action that has one', () => {
    const [rule] = kinds.filter(({ name }) => name === 'TopicRule');
    const actions = members(rule?.schema, 'actions', 'items');
    const unknown = Object.entries(actions)
      .filter(([, schema]) => 'roleArn' in members(schema))
      .filter(([name]) => allowsOf(name, {}, TARGET) === undefined)
      .map(([name]) => name);
    expect(Object.keys(actions).length).toBeGreaterThan(20);
    // It reads a token from Secrets Manager, whose name is the destination's.
    expect(unknown).toEqual(['influxDB']);
  });
});

/** The schemas of members, below the ones that are named; a word that refuses has none. */
function members(schema: JsonValue | undefined, ...path: readonly string[]): Readonly<Record<string, JsonValue>> {
  const at = path.reduce<JsonValue | undefined>(
    (value, step) =>
      isObject(value)
        ? ((isObject(value['properties']) ? value['properties'][step] : undefined) ?? value[step])
        : undefined,
    schema,
  );
  return (isObject(at) ? (at['properties'] ?? {}) : {}) as Readonly<Record<string, JsonValue>>;
}

describe('the roles of the soundboxes', () => {
  // Each test makes its own: what is done before tests begin belongs to none, also where mutation tests ask for which it is.
  let documents: AccessDocuments;
  beforeEach(() => {
    documents = documentsOf(example);
  });

  test('are those that the profiles name, and the two of the program', () => {
    expect(documents.roles.map(({ name }) => name)).toEqual([
      'DefenderMetricsExport',
      'DefenderAlerts',
      'RuleToFirehose',
      'RuleErrors',
      'FirehoseToLake',
      'defender-gitops-plan',
      'defender-gitops-apply',
    ]);
  });

  test('say what they are for, each reason once, and have one policy', () => {
    const { arn, why, policies, isInline } = roleOf(documents, 'FirehoseToLake');
    expect({ arn, why, isInline }).toEqual({
      arn: 'arn:aws:iam::111122223333:role/FirehoseToLake',
      why: ['DeliveryStream/soundbox-metrics writes to arn:aws:s3:::acme-device-lake'],
      isInline: true,
    });
    expect(policies.map(({ name }) => name)).toEqual(['data-path']);
  });

  test('come with what no policy can say, once', () => {
    expect(documents.notes).toEqual([
      expect.stringMatching(/^If a KMS key encrypts arn:aws:sns:.*kms:GenerateDataKey/),
    ]);
  });

  test.each([
    { reason: 'delivered objects', key: 'defender/2026/11/22/x.gz', is: 'allowed' },
    { reason: 'what could not be delivered', key: 'failed/format-conversion-failed/x', is: 'allowed' },
    { reason: 'nothing beside them', key: 'other/x', is: 'implicitly denied' },
  ] as const)('Firehose writes $reason', ({ key, is }) => {
    const request = { action: 's3:PutObject', resource: `arn:aws:s3:::acme-device-lake/${key}` };
    expect(decide(policiesOf(documents, 'FirehoseToLake'), request)).toBe(is);
  });

  test('of alarms is trusted in the name of the profiles that alarm, and that of exports cannot be narrowed', () => {
    expect(roleOf(documents, 'DefenderAlerts').trust.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'iot.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': `${ARN}:securityprofile/Soundbox` },
        },
      },
    ]);
    expect(roleOf(documents, 'DefenderMetricsExport').trust.Statement).toEqual([
      { Effect: 'Allow', Principal: { Service: 'iot.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ]);
  });

  test('are passed to the service that uses them and to no other, and seen where Device Defender asks for that', () => {
    const about = ['PassRolesToIot', 'PassRolesToFirehose', 'SeeRolesOfProfiles'];
    const statements = policiesOf(documents, 'defender-gitops-apply')
      .flatMap(({ Statement }) => Statement)
      .filter(({ Sid }) => about.includes(String(Sid)));
    const roles = (...names: string[]): string | string[] => {
      const arns = names.map((name) => `arn:aws:iam::111122223333:role/${name}`);
      return arns.length === 1 ? String(arns[0]) : arns;
    };
    const passedTo = (service: string) => ({ StringEquals: { 'iam:PassedToService': service } });
    expect(statements).toEqual([
      {
        Sid: 'PassRolesToIot',
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: roles('DefenderMetricsExport', 'DefenderAlerts', 'RuleToFirehose', 'RuleErrors'),
        Condition: passedTo('iot.amazonaws.com'),
      },
      {
        Sid: 'PassRolesToFirehose',
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: roles('FirehoseToLake'),
        Condition: passedTo('firehose.amazonaws.com'),
      },
      {
        Sid: 'SeeRolesOfProfiles',
        Effect: 'Allow',
        Action: 'iam:GetRole',
        Resource: roles('DefenderMetricsExport', 'DefenderAlerts'),
      },
    ]);
  });

  test('the subscriber of the ordinary topic gets a policy, and nobody one for Basic Ingest', () => {
    expect(documents.iotPolicies.map(({ name }) => name)).toEqual(['defender-soundbox-metrics-subscriber']);
    const [policy] = documents.iotPolicies;
    expect(policy?.document.Statement.map(({ Action, Resource }) => `${String(Action)} ${String(Resource)}`)).toEqual([
      `iot:Connect ${ARN}:client/defender-soundbox-metrics-subscriber-*`,
      `iot:Subscribe ${ARN}:topicfilter/defender/soundbox/metrics`,
      `iot:Receive ${ARN}:topic/defender/soundbox/metrics`,
    ]);
  });
});

test('what Firehose needs follows the stream: its key, its log, its function, its table', () => {
  const stream = `deliveryStreams:
  rich:
    deliveryStreamEncryption: { keyType: CUSTOMER_MANAGED_CMK, keyArn: key/1234abcd-12ab-34cd-56ef-1234567890ab }
    extendedS3Destination:
      roleArn: role/Lake
      bucketArn: lake
      prefix: "a/!{timestamp:yyyy}/"
      errorOutputPrefix: "e/!{firehose:error-output-type}/"
      encryptionConfiguration: { kmsEncryptionConfig: { awskmsKeyArn: alias/lake } }
      cloudWatchLoggingOptions: { enabled: true, logGroupName: /g, logStreamName: s }
      processingConfiguration:
        enabled: true
        processors:
          - type: Lambda
            parameters: [{ parameterName: LambdaArn, parameterValue: "arn:aws:lambda:ap-south-1:111122223333:function:split" }]
      dataFormatConversionConfiguration:
        schemaConfiguration: { roleArn: role/Glue, databaseName: d, tableName: t, region: ap-south-1 }
        inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } }
        outputFormatConfiguration: { serializer: { parquetSerDe: {} } }
`;
  const documents = documentsOf(SETTINGS + stream);
  const may = (name: string): readonly string[] =>
    policiesOf(documents, name).flatMap(({ Statement }) =>
      Statement.map(({ Action, Resource }) => `${listOf(Action).join()} ${listOf(Resource).join()}`),
    );
  expect(may('Lake')).toEqual([
    's3:AbortMultipartUpload,s3:GetObject,s3:PutObject arn:aws:s3:::lake/a/*/*,arn:aws:s3:::lake/e/*/*',
    's3:GetBucketLocation,s3:ListBucket,s3:ListBucketMultipartUploads arn:aws:s3:::lake',
    'kms:Decrypt,kms:GenerateDataKey arn:aws:kms:ap-south-1:111122223333:key/*',
    'logs:PutLogEvents arn:aws:logs:ap-south-1:111122223333:log-group:/g:log-stream:s',
    'lambda:GetFunctionConfiguration,lambda:InvokeFunction arn:aws:lambda:ap-south-1:111122223333:function:split,arn:aws:lambda:ap-south-1:111122223333:function:split:*',
  ]);
  const glue = 'arn:aws:glue:ap-south-1:111122223333';
  expect(may('Glue')).toEqual([
    `glue:GetTable,glue:GetTableVersion,glue:GetTableVersions ${glue}:catalog,${glue}:database/d,${glue}:table/d/t`,
  ]);
  expect(may('defender-gitops-apply').filter((one) => one.startsWith('kms:'))).toEqual([
    'kms:CreateGrant,kms:RevokeGrant arn:aws:kms:ap-south-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    'kms:DescribeKey arn:aws:kms:ap-south-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  ]);
  expect(roleOf(documents, 'Lake').trust.Statement[0]?.Condition).toEqual({
    StringEquals: { 'sts:ExternalId': '111122223333' },
  });
});

describe('a stream writes errors', () => {
  const stream = (members: string): string =>
    `${SETTINGS}deliveryStreams: { lake: { extendedS3Destination: { roleArn: role/Lake, bucketArn: lake${members} } } }\n`;
  const objects = (members: string): readonly string[] =>
    policiesOf(documentsOf(stream(members)), 'Lake')
      .flatMap(({ Statement }) => Statement)
      .filter(({ Action }) => listOf(Action).includes('s3:PutObject'))
      .flatMap(({ Resource }) => listOf(Resource));

  test.each([
    { reason: 'anywhere, where it writes anywhere', members: '', may: ['*'] },
    {
      reason: 'where Firehose chooses, without a prefix for them',
      members: ', prefix: a/',
      may: ['a/*', '*-failed/*'],
    },
    { reason: 'below their prefix', members: ', prefix: a/, errorOutputPrefix: e/', may: ['a/*', 'e/*'] },
    {
      reason: 'among the rest, where both have one prefix',
      members: ', prefix: a/, errorOutputPrefix: a/',
      may: ['a/*'],
    },
  ])('$reason', ({ members: given, may }) => {
    expect(objects(given)).toEqual(may.map((key) => `arn:aws:s3:::lake/${key}`));
  });
});

test.each([
  { reason: 'a function, whichever version', arn: 'function:split', may: ['function:split', 'function:split:*'] },
  { reason: 'one version, and no other', arn: 'function:split:7', may: ['function:split:7'] },
])('a stream may invoke $reason', ({ arn, may }) => {
  const lambda = 'arn:aws:lambda:ap-south-1:111122223333:';
  const processors = `[{ type: Lambda, parameters: [{ parameterName: LambdaArn, parameterValue: "${lambda}${arn}" }] }]`;
  const documents = documentsOf(
    `${SETTINGS}deliveryStreams: { lake: { extendedS3Destination: { roleArn: role/Lake, bucketArn: lake, processingConfiguration: { enabled: true, processors: ${processors} } } } }\n`,
  );
  const invoked = policiesOf(documents, 'Lake')
    .flatMap(({ Statement }) => Statement)
    .filter(({ Action }) => listOf(Action).includes('lambda:InvokeFunction'))
    .flatMap(({ Resource }) => listOf(Resource));
  expect(invoked).toEqual(may.map((one) => lambda + one));
});

test('the apply role writes and tags what the sections of the profiles declare, and no other kind', () => {
  const written = (profiles: string): readonly string[] => {
    const statements = policiesOf(documentsOf(SETTINGS + profiles), 'defender-gitops-apply').flatMap(
      ({ Statement }) => Statement,
    );
    const reads = /:(Describe|Get|List|Validate)/;
    return statements
      .filter(({ Action }) => listOf(Action).some((action) => !reads.test(action)))
      .flatMap(({ Resource }) => listOf(Resource))
      .map((resource) => resource.replace(/^arn:aws:(\w+):.*:(\w+)\/\*$/, '$1 $2'));
  };
  expect(new Set(written('rules: { R: { sql: "SELECT *", actions: [] } }'))).toEqual(new Set(['iot rule']));
  expect(new Set(written('customMetrics: { m: { metricType: number } }'))).toEqual(new Set(['iot custommetric']));
  expect(
    new Set(
      written(
        'customMetrics: { m: { metricType: number } }\ndimensions: { d: { type: TOPIC_FILTER, stringValues: [a] } }',
      ),
    ),
  ).toEqual(new Set(['iot custommetric', 'iot dimension']));
});

describe('templates', () => {
  test.each([
    { text: 'a/${topic()}/b', pattern: 'a/*/b' },
    { text: '${a}${b}', pattern: '*' },
    { text: '${get({"a": {"b": 1}}, "a")}x', pattern: '*x' },
    { text: 'no $ or } at all', pattern: 'no $ or } at all' },
    { text: 'a?b*c', pattern: 'a${?}b${*}c' },
  ])('$text is $pattern', ({ text, pattern }) => {
    expect(templated(text)).toBe(pattern);
  });
});

describe('sizes', () => {
  const rules = (count: number): string =>
    `${SETTINGS}rules:\n${Array.from(
      { length: count },
      (_, index) =>
        `  Rule_${index}: { sql: SELECT *, actions: [{ republish: { topic: "some/longer/topic/name/${index}", roleArn: role/All } }] }\n`,
    ).join('')}`;

  test.each([
    { count: 3, reason: 'few fit into the role', policies: 1, isInline: true },
    { count: 110, reason: 'more take two', policies: 2, isInline: true },
    { count: 300, reason: 'many need policies of their own', policies: 4, isInline: false },
  ])('$count topics: $reason', ({ count, policies, isInline }) => {
    const documents = documentsOf(rules(count));
    const role = roleOf(documents, 'All');
    expect({ policies: role.policies.length, isInline: role.isInline }).toEqual({ policies, isInline });
    for (const { document } of role.policies) expect(sizeOf(document)).toBeLessThanOrEqual(POLICY_LIMIT.managed);
    expect(sizeOf(role.trust)).toBeLessThanOrEqual(POLICY_LIMIT.trust);
    const request = { action: 'iot:Publish', resource: `${ARN}:topic/some/longer/topic/name/${count - 1}` };
    expect(decide(policiesOf(documents, 'All'), request)).toBe('allowed');
  });
});

test.each(kinds)('every role that a valid $name names has a use, so that it can be passed', (kind) => {
  fc.assert(
    fc.property(specs(kind), (spec) => {
      const desired = { address: addressOf(kind.name, 'X'), spec: kind.normalize(spec, TARGET) } as Desired;
      const uses = finish(usesByRole([desired], TARGET, kinds));
      expect(rolesIn(desired.spec).filter((arn) => !uses.has(arn))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

function rolesIn(value: JsonValue | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(rolesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'roleArn' && typeof inner === 'string' ? [inner] : rolesIn(inner),
  );
}
