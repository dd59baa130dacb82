import * as Firehose from '@aws-sdk/client-firehose';
import { beforeEach, describe, expect, test } from 'vitest';
import { expectRefusal, ROLE, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';
import { name, place, streamIn } from './streams.ts';

const secret = {
  Enabled: true,
  SecretARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf',
  RoleARN: ROLE,
};
const S3Configuration = place;

/** The least that each destination needs. */
const LEAST = {
  HttpEndpoint: { EndpointConfiguration: { Url: 'https://a.example' }, S3Configuration },
  Splunk: {
    HECEndpoint: 'https://a.example',
    HECEndpointType: 'Raw',
    S3Configuration,
    SecretsManagerConfiguration: secret,
  },
  Amazonopensearchservice: {
    RoleARN: ROLE,
    IndexName: 'metrics',
    DomainARN: 'arn:aws:es:eu-west-1:111122223333:domain/fleet',
    S3Configuration,
  },
  AmazonOpenSearchServerless: {
    RoleARN: ROLE,
    IndexName: 'metrics',
    CollectionEndpoint: 'https://a.eu-west-1.aoss.amazonaws.com',
    S3Configuration,
  },
  Redshift: {
    RoleARN: ROLE,
    ClusterJDBCURL: 'jdbc:redshift://a.b.eu-west-1.redshift.amazonaws.com:5439/dev',
    CopyCommand: { DataTableName: 'metrics' },
    S3Configuration,
    SecretsManagerConfiguration: secret,
  },
  Snowflake: {
    AccountUrl: 'https://acme-fleet.snowflakecomputing.com',
    Database: 'D',
    Schema: 'S',
    Table: 'T',
    RoleARN: ROLE,
    S3Configuration,
    SecretsManagerConfiguration: secret,
  },
  Iceberg: {
    RoleARN: ROLE,
    CatalogConfiguration: { CatalogARN: 'arn:aws:glue:eu-west-1:111122223333:catalog' },
    S3Configuration,
  },
} as const;
type Service = keyof typeof LEAST;

let account: TestAccount;
beforeEach(() => {
  account = testAccount();
});

async function create(service: Service, more: object = {}): Promise<void> {
  const destination = { [`${service}DestinationConfiguration`]: { ...LEAST[service], ...more } };
  await account.firehose.send(
    new Firehose.CreateDeliveryStreamCommand({ DeliveryStreamName: name, ...destination } as never),
  );
  account.pass(60);
  await described();
}

async function described(): Promise<Record<string, unknown>> {
  const { Destinations: [destination] = [] } = await streamIn(account).live();
  const { DestinationId: _, ...rest } = destination ?? {};
  return rest;
}

async function update(service: string, change: object): Promise<void> {
  const { VersionId } = await streamIn(account).live();
  await account.firehose.send(
    new Firehose.UpdateDestinationCommand({
      DeliveryStreamName: name,
      CurrentDeliveryStreamVersionId: VersionId,
      DestinationId: 'destinationId-000000000001',
      [`${service}DestinationUpdate`]: change,
    } as never),
  );
}

describe('a stream to another destination than S3', () => {
  test.each<{ service: Service; filled: object }>([
    {
      service: 'HttpEndpoint',
      filled: { BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 }, S3BackupMode: 'FailedDataOnly' },
    },
    {
      service: 'Splunk',
      filled: { BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 }, S3BackupMode: 'FailedEventsOnly' },
    },
    {
      service: 'Amazonopensearchservice',
      filled: { IndexRotationPeriod: 'OneDay', S3BackupMode: 'FailedDocumentsOnly' },
    },
    { service: 'AmazonOpenSearchServerless', filled: { RetryOptions: { DurationInSeconds: 300 } } },
    { service: 'Redshift', filled: { RetryOptions: { DurationInSeconds: 3600 }, S3BackupMode: 'Disabled' } },
    { service: 'Snowflake', filled: { BufferingHints: { SizeInMBs: 128, IntervalInSeconds: 0 } } },
    { service: 'Iceberg', filled: { AppendOnly: false, S3BackupMode: 'FailedDataOnly' } },
  ])('is described alone, with what $service has by default, and its place in S3', async ({ service, filled }) => {
    await create(service);
    const { S3Configuration: _, ...said } = LEAST[service];
    expect(await described()).toMatchObject({
      [`${service}DestinationDescription`]: {
        ...said,
        ...filled,
        S3DestinationDescription: { ...place, CompressionFormat: 'UNCOMPRESSED' },
      },
    });
    expect(Object.keys(await described())).toHaveLength(1);
  });

  test.each<{ service: Service; keys: object; told: object }>([
    { service: 'HttpEndpoint', keys: { EndpointConfiguration: { Url: 'https://a', AccessKey: 'k' } }, told: {} },
    { service: 'Redshift', keys: { Username: 'u', Password: 'secret' }, told: { Username: 'u' } },
    {
      service: 'Snowflake',
      keys: { User: 'u', PrivateKey: 'A'.repeat(256), KeyPassphrase: 'phrase-7' },
      told: { User: 'u' },
    },
    { service: 'Splunk', keys: { HECToken: 't' }, told: { HECToken: 't' } },
  ])('tells of what it signs in to $service with no more than $told', async ({ service, keys, told }) => {
    await create(service, keys);
    const text = JSON.stringify(await described());
    for (const member of ['AccessKey', 'Username', 'Password', 'User', 'PrivateKey', 'KeyPassphrase', 'HECToken'])
      expect(text.includes(`"${member}"`), member).toBe(member in told);
  });

  test.each<{ reason: string; service: Service; more: object }>([
    { reason: 'two addresses', service: 'Amazonopensearchservice', more: { ClusterEndpoint: 'https://a' } },
    { reason: 'nothing to sign in with', service: 'Splunk', more: { SecretsManagerConfiguration: { Enabled: false } } },
    {
      reason: 'no secret',
      service: 'Snowflake',
      more: { SecretsManagerConfiguration: { Enabled: true, RoleARN: ROLE } },
    },
    {
      reason: 'a secret that no role can read',
      service: 'HttpEndpoint',
      more: { SecretsManagerConfiguration: { Enabled: true, SecretARN: secret.SecretARN } },
    },
    {
      reason: 'what Redshift cannot read',
      service: 'Redshift',
      more: { S3Configuration: { ...place, CompressionFormat: 'ZIP' } },
    },
    { reason: 'a backup without a place', service: 'Redshift', more: { S3BackupMode: 'Enabled' } },
    { reason: 'a backup of everything', service: 'Iceberg', more: { S3BackupMode: 'AllData' } },
    { reason: 'one of two hints', service: 'Splunk', more: { BufferingHints: { SizeInMBs: 1 } } },
    {
      reason: 'an expression without an error prefix',
      service: 'Iceberg',
      more: { S3Configuration: { ...place, Prefix: '!{timestamp:yyyy}/' } },
    },
  ])('is refused for $reason', async ({ service, more }) => {
    await expectRefusal(account, () => create(service, more), 'InvalidArgumentException');
  });

  test('is refused while a role of it cannot be assumed, whichever', async () => {
    account.region().unassumableRoles.push(`${ROLE}Other`);
    const more = { SecretsManagerConfiguration: { ...secret, RoleARN: `${ROLE}Other` } };
    await expectRefusal(account, () => create('Splunk', more), 'InvalidArgumentException', 'unable to assume role');
  });
});

describe('an update of another destination than S3', () => {
  test('merges, its place in S3 as well', async () => {
    await create('Splunk', { S3Configuration: { ...place, Prefix: 'a/' } });
    await update('Splunk', { HECEndpointType: 'Event', S3Update: { CompressionFormat: 'GZIP' } });
    expect(await described()).toMatchObject({
      SplunkDestinationDescription: {
        HECEndpoint: 'https://a.example',
        HECEndpointType: 'Event',
        S3DestinationDescription: { ...place, Prefix: 'a/', CompressionFormat: 'GZIP' },
      },
    });
  });

  test('says the place in S3 of Iceberg as a creation does', async () => {
    await create('Iceberg');
    await update('Iceberg', { AppendOnly: true, S3Configuration: { ...place, Prefix: 'a/' } });
    expect(await described()).toMatchObject({
      IcebergDestinationDescription: { AppendOnly: true, S3DestinationDescription: { Prefix: 'a/' } },
    });
  });

  test.each<{ reason: string; service: Service; from: object; to: object }>([
    {
      reason: 'from all events',
      service: 'Splunk',
      from: { S3BackupMode: 'AllEvents' },
      to: { S3BackupMode: 'FailedEventsOnly' },
    },
    {
      reason: 'to no backup',
      service: 'Redshift',
      from: { S3BackupMode: 'Enabled', S3BackupConfiguration: place },
      to: { S3BackupMode: 'Disabled' },
    },
    { reason: 'from only adding', service: 'Iceberg', from: { AppendOnly: true }, to: { AppendOnly: false } },
  ])('cannot go back $reason', async ({ service, from, to }) => {
    await create(service, from);
    await expectRefusal(account, () => update(service, to), 'InvalidArgumentException', 'cannot be changed');
  });

  test('of another sort is a new destination, of which nothing is kept', async () => {
    await create('Splunk');
    await expectRefusal(
      account,
      () => update('HttpEndpoint', { RoleARN: ROLE }),
      'InvalidArgumentException',
      'must be specified',
    );
    await update('HttpEndpoint', { EndpointConfiguration: { Url: 'https://b' }, S3Update: place });
    expect(await described()).toMatchObject({
      HttpEndpointDestinationDescription: { EndpointConfiguration: { Url: 'https://b' } },
    });
    expect(Object.keys(await described())).toHaveLength(1);
  });

  test('does not switch to OpenSearch, nor away from it', async () => {
    await create('Amazonopensearchservice');
    await expectRefusal(
      account,
      () => update('HttpEndpoint', LEAST.HttpEndpoint),
      'InvalidArgumentException',
      'Switching between OpenSearch Service and other services',
    );
  });
});

describe('a stream with a source', () => {
  const source = { KinesisStreamARN: 'arn:aws:kinesis:eu-west-1:111122223333:stream/fleet', RoleARN: ROLE };
  const msk = {
    MSKClusterARN: 'arn:aws:kafka:eu-west-1:111122223333:cluster/fleet/1',
    TopicName: 'metrics',
    AuthenticationConfiguration: { RoleARN: ROLE, Connectivity: 'PRIVATE' as const },
  };

  test('tells it, and since when it reads', async () => {
    const stream = streamIn(account);
    await stream.create({ DeliveryStreamType: 'KinesisStreamAsSource', KinesisStreamSourceConfiguration: source });
    const { CreateTimestamp, Source } = await stream.live();
    expect(Source).toEqual({ KinesisStreamSourceDescription: { ...source, DeliveryStartTimestamp: CreateTimestamp } });
  });

  test('tells from when on it was to read', async () => {
    const ReadFromTimestamp = new Date(Date.UTC(2026, 0, 1));
    const stream = streamIn(account);
    await stream.create({ DeliveryStreamType: 'MSKAsSource', MSKSourceConfiguration: { ...msk, ReadFromTimestamp } });
    expect((await stream.live()).Source).toMatchObject({ MSKSourceDescription: { ...msk, ReadFromTimestamp } });
  });

  test.each<{ reason: string; input: Partial<Firehose.CreateDeliveryStreamInput> }>([
    { reason: 'a type without its source', input: { DeliveryStreamType: 'MSKAsSource' } },
    {
      reason: 'a source of another type',
      input: { DeliveryStreamType: 'MSKAsSource', KinesisStreamSourceConfiguration: source },
    },
    { reason: 'a source without a type', input: { KinesisStreamSourceConfiguration: source } },
    {
      reason: 'a second encryption',
      input: {
        DeliveryStreamType: 'KinesisStreamAsSource',
        KinesisStreamSourceConfiguration: source,
        DeliveryStreamEncryptionConfigurationInput: { KeyType: 'AWS_OWNED_CMK' },
      },
    },
  ])('is refused for $reason', async ({ input }) => {
    await expectRefusal(account, () => streamIn(account).create(input), 'InvalidArgumentException');
  });
});
