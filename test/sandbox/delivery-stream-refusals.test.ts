import * as Firehose from '@aws-sdk/client-firehose';
import { beforeEach, describe, expect, test } from 'vitest';
import { BUCKET, expectRefusal, ROLE, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

let account: TestAccount;
beforeEach(() => {
  account = testAccount();
});

const split: Firehose.Processor = {
  Type: 'Lambda',
  Parameters: [{ ParameterName: 'LambdaArn', ParameterValue: 'arn:aws:lambda:eu-west-1:111122223333:function:split' }],
};

describe('a delivery stream is refused', () => {
  const place = { RoleARN: ROLE, BucketARN: BUCKET };
  const parquet = {
    SchemaConfiguration: { RoleARN: ROLE, DatabaseName: 'd', TableName: 't' },
    InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: {} } },
    OutputFormatConfiguration: { Serializer: { ParquetSerDe: {} } },
  };
  const extraction = {
    Enabled: true,
    Processors: [
      {
        Type: 'MetadataExtraction' as const,
        Parameters: [{ ParameterName: 'MetadataExtractionQuery' as const, ParameterValue: '{thing: .thing}' }],
      },
    ],
  };
  const partitioned = {
    Prefix: '!{partitionKeyFromQuery:thing}/',
    ErrorOutputPrefix: 'e/',
    BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 60 },
    DynamicPartitioningConfiguration: { Enabled: true },
    ProcessingConfiguration: extraction,
  };
  const create = (
    destination: Partial<Firehose.ExtendedS3DestinationConfiguration>,
    more: Partial<Firehose.CreateDeliveryStreamInput> = {},
  ) =>
    account.firehose.send(
      new Firehose.CreateDeliveryStreamCommand({
        DeliveryStreamName: 's',
        ExtendedS3DestinationConfiguration: { ...place, ...destination },
        ...more,
      }),
    );
  type Row = { reason: string; request: () => Promise<unknown>; text?: string };

  test.each<Row>([
    {
      reason: 'a name with a space',
      request: () => create({}, { DeliveryStreamName: 'bad name!' }),
      text: "1 validation error detected: Value at 'deliveryStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: ",
    },
    {
      reason: 'a bucket that is no ARN',
      request: () => create({ BucketARN: 'lake' }),
      text: 'extendedS3DestinationConfiguration.bucketARN',
    },
    { reason: 'no bucket', request: () => create({ BucketARN: undefined }), text: 'Member must not be null' },
    {
      reason: '129 MiB',
      request: () => create({ BufferingHints: { SizeInMBs: 129, IntervalInSeconds: 60 } }),
      text: 'less than or equal to 128',
    },
    {
      reason: 'an unknown compression',
      request: () => create({ CompressionFormat: 'XZ' as never }),
      text: 'enum value set',
    },
    {
      reason: 'an extension without a dot',
      request: () => create({ FileExtension: 'json' }),
      text: 'fileExtension',
    },
    {
      reason: 'a time zone with a space',
      request: () => create({ CustomTimeZone: 'Central Europe' }),
      text: 'customTimeZone',
    },
    { reason: 'a prefix with a line feed', request: () => create({ Prefix: 'a\nb/' }), text: 'prefix' },
    {
      reason: 'a block of Parquet that is too small',
      request: () =>
        create({
          DataFormatConversionConfiguration: {
            ...parquet,
            OutputFormatConfiguration: { Serializer: { ParquetSerDe: { BlockSizeBytes: 1 } } },
          },
        }),
      text: 'greater than or equal to 67108864',
    },
    {
      reason: 'a tag key that AWS keeps for itself',
      request: () => create({}, { Tags: [{ Key: 'aws:x' }] }),
      text: 'tags.1.member.key',
    },
    {
      reason: '51 tags',
      request: () => create({}, { Tags: Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}` })) }),
      text: 'less than or equal to 50',
    },
  ])('by its model for $reason', async ({ request, text }) => {
    await expectRefusal(account, request, 'ValidationException', text);
  });

  test.each<Row>([
    {
      reason: 'no destination',
      request: () => create({}, { ExtendedS3DestinationConfiguration: undefined }),
      text: 'Exactly one destination',
    },
    {
      reason: 'two destinations',
      request: () => create({}, { S3DestinationConfiguration: place }),
      text: 'Exactly one destination',
    },
    {
      reason: 'one hint of two',
      request: () => create({ BufferingHints: { SizeInMBs: 5 } }),
      text: 'together',
    },
    {
      reason: 'an expression in Prefix without ErrorOutputPrefix',
      request: () => create({ Prefix: 'm/!{timestamp:yyyy}/' }),
      text: 'ErrorOutputPrefix cannot be null or empty when Prefix contains expressions',
    },
    {
      reason: 'the error type in Prefix',
      request: () => create({ Prefix: '!{firehose:error-output-type}/', ErrorOutputPrefix: 'e/' }),
      text: 'Prefix cannot contain',
    },
    {
      reason: 'ErrorOutputPrefix with expressions but without the error type',
      request: () => create({ ErrorOutputPrefix: '!{timestamp:yyyy}/' }),
      text: 'must contain !{firehose:error-output-type}',
    },
    {
      reason: 'an unknown expression',
      request: () => create({ Prefix: '!{stage}/', ErrorOutputPrefix: 'e/' }),
      text: 'Unknown expression !{stage}',
    },
    {
      reason: 'a prefix rule broken by the backup',
      request: () =>
        create({
          S3BackupMode: 'Enabled',
          S3BackupConfiguration: { ...place, Prefix: '!{timestamp:yyyy}/' },
        }),
      text: 'ErrorOutputPrefix',
    },
    {
      reason: 'partition keys without dynamic partitioning',
      request: () => create({ Prefix: '!{partitionKeyFromQuery:thing}/', ErrorOutputPrefix: 'e/' }),
      text: 'only when Dynamic Partitioning is enabled',
    },
    {
      reason: 'dynamic partitioning without partition keys',
      request: () => create({ ...partitioned, Prefix: 'p/' }),
      text: 'must use partition keys',
    },
    {
      reason: 'a partition key that no query makes',
      request: () => create({ ...partitioned, Prefix: '!{partitionKeyFromQuery:day}/' }),
      text: 'partition key day',
    },
    {
      reason: 'a partition key that no Lambda makes',
      request: () => create({ ...partitioned, Prefix: '!{partitionKeyFromLambda:thing}/' }),
      text: 'partition key thing',
    },
    {
      reason: 'dynamic partitioning with 5 MiB',
      request: () => create({ ...partitioned, BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 } }),
      text: 'at least 64 when Dynamic Partitioning',
    },
    {
      reason: 'processing without a processor',
      request: () => create({ ProcessingConfiguration: { Enabled: true } }),
      text: 'Exactly 1 Processor',
    },
    {
      reason: 'two Lambda processors',
      request: () => create({ ProcessingConfiguration: { Enabled: true, Processors: [split, split] } }),
      text: 'Exactly 1 Processor',
    },
    {
      reason: 'a Lambda processor without a function',
      request: () => create({ ProcessingConfiguration: { Enabled: true, Processors: [{ Type: 'Lambda' }] } }),
      text: 'LambdaArn',
    },
    {
      reason: 'Parquet with GZIP',
      request: () => create({ CompressionFormat: 'GZIP', DataFormatConversionConfiguration: parquet }),
      text: 'CompressionFormat must be UNCOMPRESSED',
    },
    {
      reason: 'Parquet with 5 MiB',
      request: () =>
        create({
          BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 },
          DataFormatConversionConfiguration: parquet,
        }),
      text: 'BufferingHints.SizeInMBs must be at least 64 when data format conversion is enabled.',
    },
    {
      reason: 'conversion without a schema',
      request: () => create({ DataFormatConversionConfiguration: { ...parquet, SchemaConfiguration: undefined } }),
      text: 'are required',
    },
    {
      reason: 'a schema without a table',
      request: () =>
        create({
          DataFormatConversionConfiguration: {
            ...parquet,
            SchemaConfiguration: { RoleARN: ROLE, DatabaseName: 'd' },
          },
        }),
      text: 'SchemaConfiguration.TableName',
    },
    {
      reason: 'two serializers',
      request: () =>
        create({
          DataFormatConversionConfiguration: {
            ...parquet,
            OutputFormatConfiguration: { Serializer: { ParquetSerDe: {}, OrcSerDe: {} } },
          },
        }),
      text: 'one serializer',
    },
    {
      reason: 'a backup without a place',
      request: () => create({ S3BackupMode: 'Enabled' }),
      text: 'S3BackupConfiguration',
    },
    {
      reason: 'two tags of one key',
      request: () => create({}, { Tags: [{ Key: 'k' }, { Key: 'k' }] }),
      text: 'Duplicate tag key: k',
    },
    {
      reason: 'a Kinesis source without its stream',
      request: () => create({}, { DeliveryStreamType: 'KinesisStreamAsSource' }),
      text: 'KinesisStreamSourceConfiguration is required',
    },
    {
      reason: 'a source of another type',
      request: () =>
        create(
          {},
          {
            KinesisStreamSourceConfiguration: {
              KinesisStreamARN: 'arn:aws:kinesis:eu-west-1:111122223333:stream/s',
              RoleARN: ROLE,
            },
          },
        ),
      text: 'does not fit type DirectPut',
    },
  ])('by the service for $reason', async ({ request, text }) => {
    await expectRefusal(account, request, 'InvalidArgumentException', text);
  });

  test('never for what the documentation allows', async () => {
    const good: Partial<Firehose.ExtendedS3DestinationConfiguration>[] = [
      partitioned,
      { DataFormatConversionConfiguration: parquet },
      { CompressionFormat: 'GZIP', DataFormatConversionConfiguration: { ...parquet, Enabled: false } },
      {
        Prefix: 'd/!{timestamp:yyyy/MM/dd/}',
        ErrorOutputPrefix: 'failed/!{firehose:error-output-type}/!{firehose:random-string}/',
      },
      { Prefix: '', ErrorOutputPrefix: '', FileExtension: '', CustomTimeZone: '' },
      {
        FileExtension: '.json',
        CustomTimeZone: 'Europe/Berlin',
        BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 0 },
      },
    ];
    for (const [index, destination] of good.entries()) await create(destination, { DeliveryStreamName: `s${index}` });
    expect(Object.keys(account.region().deliveryStreams)).toHaveLength(good.length);
  });
});
