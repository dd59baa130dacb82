import { expect, test } from 'vitest';
import { addressOf } from '../../src/model/address.ts';
import type { Desired } from '../../src/model/resource.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import { lakeReads } from '../../src/roles/lake-reader.ts';
import { TARGET } from '../arbitraries/target.ts';

const HERE = 'ap-south-1:111122223333';
const GLUE = `arn:aws:glue:${HERE}`;

const reads = (...resources: readonly (readonly [kind: string, name: string, spec: JsonObject])[]) =>
  lakeReads(
    resources.map(([kind, name, spec]) => ({ address: addressOf(kind, name), spec }) as Desired),
    TARGET,
  );
const bucket = (name: string): JsonObject => ({ bucketArn: `arn:aws:s3:::${name}` });

test('where nothing writes anywhere, nothing is looked at', () => {
  expect(reads(['TopicRule', 'R', { actions: [] }], ['CustomMetric', 'm', { metricType: 'number' }])).toEqual([]);
});

test('the bucket and the table of a stream are looked at, and its log where it has one', () => {
  const cloudWatchLoggingOptions = { enabled: true, logGroupName: '/g*', logStreamName: 's' };
  expect(
    reads(['DeliveryStream', 'To-Lake', { extendedS3Destination: { ...bucket('lake'), cloudWatchLoggingOptions } }]),
  ).toEqual([
    { Sid: 'SeeBuckets', Effect: 'Allow', Action: 's3:GetBucketLocation', Resource: 'arn:aws:s3:::lake' },
    {
      Sid: 'SeeLogs',
      Effect: 'Allow',
      Action: 'logs:DescribeLogStreams',
      Resource: `arn:aws:logs:${HERE}:log-group:/g\${*}:*`,
    },
    {
      Sid: 'SeeTables',
      Effect: 'Allow',
      Action: 'glue:GetTable',
      Resource: [`${GLUE}:catalog`, `${GLUE}:database/defender`, `${GLUE}:table/defender/to_lake`],
    },
  ]);
});

test('the tables of Apache Iceberg are those that the stream names', () => {
  const destinationTableConfigurationList = [{ destinationDatabaseName: 'd', destinationTableName: 't' }];
  const s3Configuration = bucket('errors');
  const icebergDestination = { s3Configuration, destinationTableConfigurationList };
  expect(reads(['DeliveryStream', 'ice', { icebergDestination }]).map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
    ['SeeBuckets', 'arn:aws:s3:::errors'],
    ['SeeTables', [`${GLUE}:catalog`, `${GLUE}:database/d`, `${GLUE}:table/d/t`]],
  ]);
});

test('another destination has no table, and a rule has no more than a bucket', () => {
  const spec = { actions: [{ s3: { bucketName: 'raw', key: 'a' } }], extendedS3Destination: {} };
  expect(
    reads(['TopicRule', 'R', spec], ['DeliveryStream', 's', { splunkDestination: {} }]).map(({ Sid, Resource }) => [
      Sid,
      Resource,
    ]),
  ).toEqual([['SeeBuckets', 'arn:aws:s3:::raw']]);
});

test('what several write to is named once', () => {
  const spec = { extendedS3Destination: bucket('lake') };
  const [buckets, tables] = reads(['DeliveryStream', 'a', spec], ['DeliveryStream', 'b', spec]);
  expect(buckets?.Resource).toBe('arn:aws:s3:::lake');
  expect(tables?.Resource).toEqual([
    `${GLUE}:catalog`,
    `${GLUE}:database/defender`,
    `${GLUE}:table/defender/a`,
    `${GLUE}:table/defender/b`,
  ]);
});
