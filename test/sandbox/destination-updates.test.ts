import * as Firehose from '@aws-sdk/client-firehose';
import { beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, refusalOf, ROLE, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';
import { name, place, streamIn } from './streams.ts';

const lambda = 'arn:aws:lambda:eu-west-1:111122223333:function:split';

let account: TestAccount;
let stream: ReturnType<typeof streamIn>;
beforeEach(() => {
  account = testAccount();
  stream = streamIn(account);
});

describe('an update of the destination', () => {
  test('merges: what it leaves out keeps its value, at any depth', async () => {
    const logging = { Enabled: true, LogGroupName: 'g', LogStreamName: 's' };
    const S3BackupConfiguration = {
      ...place,
      Prefix: 'backup/',
      BufferingHints: { SizeInMBs: 7, IntervalInSeconds: 70 },
    };
    await stream.createActive({
      Prefix: 'p/',
      CompressionFormat: 'GZIP',
      CloudWatchLoggingOptions: logging,
      S3BackupMode: 'Enabled',
      S3BackupConfiguration,
    });
    const before = await stream.destination();
    await stream.update({
      CloudWatchLoggingOptions: { LogStreamName: 't' },
      S3BackupUpdate: { CompressionFormat: 'ZIP' },
    });
    expect(await stream.destination()).toEqual({
      ...before,
      CloudWatchLoggingOptions: { ...logging, LogStreamName: 't' },
      S3BackupDescription: { ...before?.S3BackupDescription, CompressionFormat: 'ZIP' },
    });
  });

  test('keeps the details of a format conversion that it switches off', async () => {
    const DataFormatConversionConfiguration = {
      SchemaConfiguration: { RoleARN: ROLE, DatabaseName: 'd', TableName: 't', CatalogId: ACCOUNT },
      InputFormatConfiguration: { Deserializer: { HiveJsonSerDe: {} } },
      OutputFormatConfiguration: { Serializer: { OrcSerDe: {} } },
    };
    await stream.createActive({ DataFormatConversionConfiguration });
    await stream.update({
      DataFormatConversionConfiguration: { Enabled: false, SchemaConfiguration: { TableName: 'u' } },
    });
    expect((await stream.destination())?.DataFormatConversionConfiguration).toEqual({
      ...DataFormatConversionConfiguration,
      Enabled: false,
      SchemaConfiguration: { ...DataFormatConversionConfiguration.SchemaConfiguration, TableName: 'u' },
    });
    await stream.update({
      DataFormatConversionConfiguration: {
        Enabled: true,
        InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: {} } },
      },
    });
    expect((await stream.destination())?.DataFormatConversionConfiguration?.InputFormatConfiguration).toEqual({
      Deserializer: { OpenXJsonSerDe: {} },
    });
  });

  test('replaces what says one thing: encryption, processing, hints', async () => {
    const EncryptionConfiguration = {
      KMSEncryptionConfig: { AWSKMSKeyARN: 'arn:aws:kms:eu-west-1:111122223333:key/k' },
    };
    const ProcessingConfiguration = {
      Enabled: true,
      Processors: [{ Type: 'AppendDelimiterToRecord' as const }],
    };
    await stream.createActive({ EncryptionConfiguration, ProcessingConfiguration });
    await stream.update({
      EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' },
      ProcessingConfiguration: { Enabled: false, Processors: [] },
      BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 0 },
      Prefix: '',
    });
    expect(await stream.destination()).toMatchObject({
      EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' },
      ProcessingConfiguration: { Enabled: false, Processors: [] },
      BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 0 },
      Prefix: '',
    });
    expect((await stream.destination())?.EncryptionConfiguration).not.toHaveProperty('KMSEncryptionConfig');
  });

  test('needs the version that Describe gives, which rises', async () => {
    await stream.createActive();
    const refused = await refusalOf(stream.update({ Prefix: 'p/' }, '2'));
    expect(refused).toMatchObject({
      name: 'ConcurrentModificationException',
      message: `Cannot update firehose: ${name} since the current version id: 1 and specified version id: 2 do not match`,
    });
    await stream.update({ Prefix: 'p/' }, '1');
    expect(await stream.live()).toMatchObject({ VersionId: '2', DeliveryStreamStatus: 'ACTIVE' });
    expect((await stream.live()).LastUpdateTimestamp).toEqual(new Date(Date.UTC(2026, 10, 22, 12, 1)));
  });

  test.each<{
    reason: string;
    from?: Partial<Firehose.ExtendedS3DestinationConfiguration>;
    to: Firehose.ExtendedS3DestinationUpdate;
  }>([
    {
      reason: 'a backup cannot be disabled',
      from: { S3BackupMode: 'Enabled', S3BackupConfiguration: place },
      to: { S3BackupMode: 'Disabled' },
    },
    {
      reason: 'dynamic partitioning cannot be enabled later',
      to: { DynamicPartitioningConfiguration: { Enabled: true } },
    },
    { reason: 'a backup needs a place', to: { S3BackupMode: 'Enabled' } },
    {
      reason: 'a new backup needs a role and a bucket',
      to: { S3BackupMode: 'Enabled', S3BackupUpdate: { Prefix: 'p/' } },
    },
    { reason: 'hints come in pairs', to: { BufferingHints: { SizeInMBs: 7 } } },
    { reason: 'an expression needs an error prefix', to: { Prefix: '!{timestamp:yyyy}/' } },
    {
      reason: 'an error prefix cannot be cleared under an expression',
      from: { Prefix: '!{timestamp:yyyy}/', ErrorOutputPrefix: 'e/' },
      to: { ErrorOutputPrefix: '' },
    },
  ])('is refused: $reason', async ({ from, to }) => {
    await stream.createActive(from);
    const before = await stream.live();
    expect(await refusalOf(stream.update(to))).toMatchObject({ name: 'InvalidArgumentException' });
    expect(await stream.live()).toEqual(before);
  });

  test('cannot enable dynamic partitioning, not even with all that it needs', async () => {
    await stream.createActive();
    const Parameters = [{ ParameterName: 'LambdaArn' as const, ParameterValue: lambda }];
    const on = stream.update({
      Prefix: '!{partitionKeyFromLambda:day}/',
      ErrorOutputPrefix: 'e/',
      BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 60 },
      ProcessingConfiguration: { Enabled: true, Processors: [{ Type: 'Lambda', Parameters }] },
      DynamicPartitioningConfiguration: { Enabled: true },
    });
    expect(await refusalOf(on)).toMatchObject({
      name: 'InvalidArgumentException',
      message: 'Dynamic partitioning cannot be enabled on an existing Firehose stream.',
    });
  });

  test('cannot disable dynamic partitioning', async () => {
    const ProcessingConfiguration = {
      Enabled: true,
      Processors: [
        {
          Type: 'Lambda' as const,
          Parameters: [{ ParameterName: 'LambdaArn' as const, ParameterValue: lambda }],
        },
      ],
    };
    const partitioned = {
      Prefix: '!{partitionKeyFromLambda:day}/',
      ErrorOutputPrefix: 'e/',
      BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 60 },
      ProcessingConfiguration,
    };
    await stream.createActive({ ...partitioned, DynamicPartitioningConfiguration: { Enabled: true } });
    expect((await stream.destination())?.DynamicPartitioningConfiguration).toEqual({
      Enabled: true,
      RetryOptions: { DurationInSeconds: 300 },
    });
    const off = stream.update({ Prefix: 'p/', DynamicPartitioningConfiguration: { Enabled: false } });
    expect(await refusalOf(off)).toMatchObject({ name: 'InvalidArgumentException' });
  });

  test('is refused while the role cannot be assumed, like a creation', async () => {
    await stream.createActive();
    const role = `${ROLE}New`;
    account.region().unassumableRoles.push(role);
    const message = `Firehose is unable to assume role ${role}. Please check the role provided.`;
    expect(await refusalOf(stream.update({ RoleARN: role }))).toMatchObject({
      name: 'InvalidArgumentException',
      message,
    });
    const create = account.firehose.send(
      new Firehose.CreateDeliveryStreamCommand({
        DeliveryStreamName: 'other',
        ExtendedS3DestinationConfiguration: { ...place, RoleARN: role },
      }),
    );
    expect(await refusalOf(create)).toMatchObject({ name: 'InvalidArgumentException', message });
  });
});
