import { expect, test } from 'vitest';
import { addressOf } from '../../src/model/address.ts';
import { listOf } from '../../src/model/access/policy.ts';
import type { Desired } from '../../src/model/resource.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import { verifierPolicy } from '../../src/roles/verifier.ts';
import { TARGET } from '../arbitraries/target.ts';

/** What verifying profiles with these resources takes: `action on resource`. */
function taken(...resources: readonly (readonly [kind: string, spec: JsonObject])[]): readonly string[] {
  const desired = resources.map(([kind, spec], nth) => ({ address: addressOf(kind, `X${nth}`), spec }) as Desired);
  return verifierPolicy(desired, TARGET).Statement.map((statement) => {
    expect(statement.Effect).toBe('Allow');
    return `${listOf(statement.Action).join()} on ${listOf(statement.Resource).join()}`;
  });
}

const HERE = 'arn:aws:iot:ap-south-1:111122223333';
const ENDPOINT = 'iot:DescribeEndpoint on *';
const exporting = (mqttTopic: string): readonly [string, JsonObject] => [
  'SecurityProfile',
  { metricsExport: { mqttTopic, roleArn: 'r' } },
];
const into = (bucketArn: string, more: JsonObject = {}): readonly [string, JsonObject] => [
  'DeliveryStream',
  { extendedS3Destination: { bucketArn, ...more } },
];
const rule = (spec: JsonObject): readonly [string, JsonObject] => ['TopicRule', spec];
const s3 = (bucketName: string, key: string): JsonObject => ({ s3: { bucketName, key, roleArn: 'r' } });

test('the address of the account is asked for, and nothing else where nothing is exported', () => {
  expect(taken(['SecurityProfile', {}], ['SecurityProfile', { metricsExport: { roleArn: 'r' } }])).toEqual([ENDPOINT]);
});

test('batches are published to each topic of an export, once', () => {
  expect(taken(exporting('$aws/rules/A'), exporting('b/*'), exporting('$aws/rules/A'))).toEqual([
    ENDPOINT,
    `iot:Publish on ${HERE}:topic/$aws/rules/A,${HERE}:topic/b/\${*}`,
  ]);
});

test.each<{ reason: string; more: JsonObject; keys: readonly string[] }>([
  { reason: 'anywhere in the bucket, where the stream has no prefix', more: {}, keys: ['*'] },
  { reason: 'below the prefix', more: { prefix: 'a/' }, keys: ['a/*'] },
  { reason: 'below what a prefix begins with', more: { prefix: 'a/!{timestamp:yyyy}/b' }, keys: ['a/*'] },
  {
    reason: 'below that of errors as well',
    more: { prefix: 'a/', errorOutputPrefix: 'e*/!{firehose:error-output-type}' },
    keys: ['a/*', 'e${*}/*'],
  },
])('objects of a stream are looked for $reason', ({ more, keys }) => {
  expect(taken(into('arn:aws:s3:::lake', more))).toEqual([
    ENDPOINT,
    's3:ListBucket on arn:aws:s3:::lake',
    `s3:GetObject on ${keys.map((key) => `arn:aws:s3:::lake/${key}`).join()}`,
  ]);
});

test('objects of a rule are looked for below what their keys begin with, those of its errors too', () => {
  const actions = [s3('one', 'a/${topic()}/b'), { republish: { topic: 't' } }];
  expect(taken(rule({ actions, errorAction: s3('two', 'fixed') }))).toEqual([
    ENDPOINT,
    's3:ListBucket on arn:aws:s3:::one,arn:aws:s3:::two',
    's3:GetObject on arn:aws:s3:::one/a/*,arn:aws:s3:::two/fixed*',
  ]);
});

test.each<{ reason: string; resource: readonly [string, JsonObject] }>([
  { reason: 'whose bucket hangs on the message', resource: rule({ actions: [s3('lake-${topic(2)}', 'a')] }) },
  { reason: 'that writes none', resource: rule({ actions: [] }) },
  { reason: 'of which nothing is said', resource: rule({}) },
  { reason: 'into another destination', resource: ['DeliveryStream', { splunkDestination: {} }] },
])('no objects are looked for of what $reason', ({ resource }) => {
  expect(taken(resource)).toEqual([ENDPOINT]);
});

test('a bucket is listed once, however many write to it', () => {
  expect(taken(into('arn:aws:s3:::lake'), into('arn:aws:s3:::lake', { prefix: 'a/' }))).toEqual([
    ENDPOINT,
    's3:ListBucket on arn:aws:s3:::lake',
    's3:GetObject on arn:aws:s3:::lake/*,arn:aws:s3:::lake/a/*',
  ]);
});
