import { describe, expect, test } from 'vitest';
import { deliveryStream } from '../../src/kinds/delivery-stream/kind.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import type { Kind, Write } from '../../src/model/kind.ts';
import { diff } from '../../src/pipeline/plan/diff.ts';
import { TARGET } from '../arbitraries/target.ts';
import { openAccount } from './account.ts';
import { present } from './laws.ts';

const kind = deliveryStream as unknown as Kind;
const write = kind.write as Write;
const normal = (spec: JsonObject): JsonObject => kind.normalize(spec, TARGET);

const roleArn = 'arn:aws:iam::111122223333:role/Firehose';
const s3Configuration = { roleArn, bucketArn: 'arn:aws:s3:::acme-device-lake' };
const secretArn = 'arn:aws:secretsmanager:ap-south-1:111122223333:secret:splunk-AbCdEf';
const secretsManagerConfiguration = { enabled: true, secretArn, roleArn };
const splunk = (more: JsonObject = {}): JsonObject => ({
  splunkDestination: {
    hecEndpoint: 'https://splunk.example:8088',
    hecEndpointType: 'Raw',
    s3Configuration,
    secretsManagerConfiguration,
    ...more,
  },
});
const http = (more: JsonObject = {}): JsonObject => ({
  httpEndpointDestination: { endpointConfiguration: { url: 'https://a.example' }, roleArn, s3Configuration, ...more },
});
const search = (more: JsonObject = {}): JsonObject => ({
  amazonOpenSearchServerlessDestination: {
    collectionEndpoint: 'https://a.ap-south-1.aoss.amazonaws.com',
    roleArn,
    indexName: 'metrics',
    s3Configuration,
    ...more,
  },
});
const redshift = (more: JsonObject = {}): JsonObject => ({
  redshiftDestination: {
    roleArn,
    clusterJDBCURL: 'jdbc:redshift://a.b.ap-south-1.redshift.amazonaws.com:5439/dev',
    copyCommand: { dataTableName: 'metrics' },
    s3Configuration,
    secretsManagerConfiguration: { enabled: true, secretArn },
    ...more,
  },
});
const catalogArn = 'arn:aws:glue:ap-south-1:111122223333:catalog';
const iceberg = (more: JsonObject = {}): JsonObject => ({
  icebergDestination: { roleArn, catalogConfiguration: { catalogArn }, s3Configuration, ...more },
});
const s3 = (more: JsonObject = {}): JsonObject => ({ extendedS3Destination: s3Configuration, ...more });
const kinesisStreamArn = 'arn:aws:kinesis:ap-south-1:111122223333:stream/fleet';

describe('a creation', () => {
  test('says what AWS would else choose and documents in part only', async () => {
    const { aws, mutations } = await openAccount();
    await write.create(aws, 'metrics', normal(splunk()));
    expect(mutations()).toMatchObject([
      {
        input: {
          SplunkDestinationConfiguration: {
            HECEndpoint: 'https://splunk.example:8088',
            HECAcknowledgmentTimeoutInSeconds: 180,
            BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 },
            RetryOptions: { DurationInSeconds: 3600 },
            S3BackupMode: 'FailedEventsOnly',
            SecretsManagerConfiguration: { Enabled: true, SecretARN: secretArn, RoleARN: roleArn },
          },
        },
      },
    ]);
  });

  test.each([
    { spec: s3(), type: 'DirectPut' },
    { spec: s3({ kinesisStreamSourceConfiguration: { kinesisStreamArn, roleArn } }), type: 'KinesisStreamAsSource' },
    {
      spec: s3({
        mskSourceConfiguration: {
          mskClusterArn: 'arn:aws:kafka:ap-south-1:111122223333:cluster/fleet/1',
          topicName: 'metrics',
          authenticationConfiguration: { roleArn, connectivity: 'PRIVATE' },
          readFromTimestamp: '1970-01-01T00:00:00Z',
        },
      }),
      type: 'MSKAsSource',
    },
  ])('says the type $type, which the source says already', async ({ spec, type }) => {
    const { aws, mutations } = await openAccount();
    await write.create(aws, 'metrics', normal(spec));
    expect(mutations()).toMatchObject([{ input: { DeliveryStreamType: type } }]);
    expect((await present(kind, aws, 'metrics')).spec).toEqual(normal(spec));
    expect(normal({ ...spec, deliveryStreamType: type })).toEqual(normal(spec));
  });
});

describe('an update', () => {
  const place = { RoleARN: roleArn, BucketARN: s3Configuration.bucketArn, Prefix: 'a/' };

  test.each<{ what: string; before: JsonObject; after: JsonObject; sent: object }>([
    {
      what: 'the place in S3 as S3Update',
      before: splunk(),
      after: splunk({ s3Configuration: { ...s3Configuration, prefix: 'a/' } }),
      sent: { SplunkDestinationUpdate: { S3Update: place } },
    },
    {
      what: 'that of Iceberg as S3Configuration',
      before: iceberg(),
      after: iceberg({ s3Configuration: { ...s3Configuration, prefix: 'a/' } }),
      sent: { IcebergDestinationUpdate: { S3Configuration: place } },
    },
    {
      what: 'the backup of Redshift as S3BackupUpdate',
      before: redshift({ s3BackupMode: 'Enabled', s3BackupConfiguration: s3Configuration }),
      after: redshift({ s3BackupMode: 'Enabled', s3BackupConfiguration: { ...s3Configuration, prefix: 'a/' } }),
      sent: { RedshiftDestinationUpdate: { S3BackupUpdate: place } },
    },
    {
      what: 'an empty text for options that are gone',
      before: redshift({ copyCommand: { dataTableName: 'metrics', copyOptions: 'GZIP' } }),
      after: redshift(),
      sent: { RedshiftDestinationUpdate: { CopyCommand: { DataTableName: 'metrics', CopyOptions: '' } } },
    },
    {
      what: 'that a secret is no longer used',
      before: http({ secretsManagerConfiguration: { enabled: true, secretArn } }),
      after: http(),
      sent: { HttpEndpointDestinationUpdate: { SecretsManagerConfiguration: { Enabled: false } } },
    },
    {
      what: 'the role of the destination for a secret that names none any more',
      before: http({ secretsManagerConfiguration: { enabled: true, secretArn, roleArn: `${roleArn}Other` } }),
      after: http({ secretsManagerConfiguration: { enabled: true, secretArn } }),
      sent: { HttpEndpointDestinationUpdate: { SecretsManagerConfiguration: { RoleARN: roleArn } } },
    },
    {
      what: 'the default of a retry that is gone',
      before: search({ retryOptions: { durationInSeconds: 60 } }),
      after: search(),
      sent: { AmazonOpenSearchServerlessDestinationUpdate: { RetryOptions: { DurationInSeconds: 300 } } },
    },
  ])('says $what', async ({ before, after, sent }) => {
    const { aws, mutations } = await openAccount();
    await write.create(aws, 'metrics', normal(before));
    const live = await present(kind, aws, 'metrics');
    mutations();
    await write.update(aws, live, normal(after));
    expect(mutations()).toMatchObject([{ operation: 'UpdateDestination', input: sent }]);
    expect((await present(kind, aws, 'metrics')).spec).toEqual(normal(after));
  });

  test.each<{ reason: string; before: JsonObject; after: JsonObject }>([
    { reason: 'another destination begins anew', before: s3(), after: splunk() },
    {
      reason: 'a source stays',
      before: s3(),
      after: s3({ kinesisStreamSourceConfiguration: { kinesisStreamArn, roleArn } }),
    },
    {
      reason: 'Splunk keeps backing up all events',
      before: splunk({ s3BackupMode: 'AllEvents' }),
      after: splunk(),
    },
    {
      reason: 'OpenSearch cannot be told another backup',
      before: search(),
      after: search({ s3BackupMode: 'AllDocuments' }),
    },
    {
      reason: 'nothing says that a name is to go',
      before: http({ endpointConfiguration: { url: 'https://a.example', name: 'A' } }),
      after: http(),
    },
    {
      reason: 'tables that rows were changed in are not only added to',
      before: iceberg({ appendOnly: true }),
      after: iceberg(),
    },
    {
      reason: 'tables stay in their catalog',
      before: iceberg(),
      after: iceberg({ catalogConfiguration: { catalogArn: `${catalogArn}/s3tablescatalog/lake` } }),
    },
  ])('is none, and the stream is replaced, where $reason', ({ before, after }) => {
    expect(diff(normal(before), normal(after)).some((edit) => write.immutable(edit))).toBe(true);
  });
});

test.each<{ service: string; literal: object }>([
  { service: 'Splunk', literal: { HECEndpoint: 'https://a', HECEndpointType: 'Raw', HECToken: 'hush-hush' } },
  { service: 'HttpEndpoint', literal: { EndpointConfiguration: { Url: 'https://a', AccessKey: 'hush-hush' } } },
  {
    service: 'Redshift',
    literal: {
      RoleARN: roleArn,
      ClusterJDBCURL: 'jdbc:redshift://a.b.ap-south-1.redshift.amazonaws.com:5439/dev',
      CopyCommand: { DataTableName: 'metrics' },
      Username: 'hush-hush',
      Password: 'hush-hush',
    },
  },
])('what somebody else signed in to $service with is read by nobody', async ({ service, literal }) => {
  const { aws } = await openAccount();
  const S3Configuration = { RoleARN: roleArn, BucketARN: s3Configuration.bucketArn };
  await aws.firehose('CreateDeliveryStream', {
    DeliveryStreamName: 'metrics',
    [`${service}DestinationConfiguration`]: { ...literal, S3Configuration },
  });
  expect(JSON.stringify(await present(kind, aws, 'metrics'))).not.toContain('hush-hush');
});
