import * as Firehose from '@aws-sdk/client-firehose';
import { beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, refusalOf, REGION, ROLE, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';
import { name, place, streamIn } from './streams.ts';

const lambda = 'arn:aws:lambda:eu-west-1:111122223333:function:split';

let account: TestAccount;
let stream: ReturnType<typeof streamIn>;
beforeEach(() => {
  account = testAccount();
  stream = streamIn(account);
});

describe('a delivery stream', () => {
  test('is CREATING for a minute, then ACTIVE', async () => {
    expect((await stream.create()).DeliveryStreamARN).toBe(
      `arn:aws:firehose:${REGION}:${ACCOUNT}:deliverystream/${name}`,
    );
    expect((await stream.live()).DeliveryStreamStatus).toBe('CREATING');
    account.pass(59);
    expect((await stream.live()).DeliveryStreamStatus).toBe('CREATING');
    account.pass(1);
    expect((await stream.live()).DeliveryStreamStatus).toBe('ACTIVE');
    account.pass(-3600);
    expect((await stream.live()).DeliveryStreamStatus).toBe('ACTIVE');
  });

  test('can only be described while it is CREATING', async () => {
    await stream.create();
    const tag = new Firehose.TagDeliveryStreamCommand({ DeliveryStreamName: name, Tags: [{ Key: 'a' }] });
    for (const request of [
      stream.delete(),
      stream.update({}),
      stream.start(),
      stream.stop(),
      account.firehose.send(tag),
    ]) {
      expect(await refusalOf(request)).toMatchObject({
        name: 'ResourceInUseException',
        $metadata: { httpStatusCode: 400 },
      });
    }
  });

  test('keeps its name while it is DELETING, and may be deleted again', async () => {
    await stream.createActive();
    await stream.delete();
    expect((await stream.live()).DeliveryStreamStatus).toBe('DELETING');
    account.pass(20);
    await stream.delete();
    const taken = await refusalOf(stream.create());
    expect(taken).toMatchObject({
      name: 'ResourceInUseException',
      message: `Firehose ${name} under accountId ${ACCOUNT} already exists`,
    });
    account.pass(10);
    expect(await refusalOf(stream.live())).toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Firehose ${name} under account ${ACCOUNT} not found.`,
    });
    await stream.create();
    expect(await stream.live()).toMatchObject({ VersionId: '1', DeliveryStreamStatus: 'CREATING' });
  });

  test('that could not be created keeps its name until it is deleted', async () => {
    await stream.create();
    Object.assign(account.region().deliveryStreams[name] ?? {}, { status: 'CREATING_FAILED' });
    account.pass(600);
    expect((await stream.live()).DeliveryStreamStatus).toBe('CREATING_FAILED');
    expect(await refusalOf(stream.create())).toMatchObject({ name: 'ResourceInUseException' });
    await stream.delete();
  });

  test('reports defaults that nobody sent, and both S3 descriptions', async () => {
    await stream.createActive();
    const plain = {
      ...place,
      BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
      CompressionFormat: 'UNCOMPRESSED',
      EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' },
      CloudWatchLoggingOptions: { Enabled: false },
    };
    const extended = {
      ...plain,
      S3BackupMode: 'Disabled',
      ProcessingConfiguration: { Enabled: false, Processors: [] },
    };
    expect(await stream.live()).toEqual({
      DeliveryStreamName: name,
      DeliveryStreamARN: `arn:aws:firehose:${REGION}:${ACCOUNT}:deliverystream/${name}`,
      DeliveryStreamStatus: 'ACTIVE',
      DeliveryStreamType: 'DirectPut',
      DeliveryStreamEncryptionConfiguration: { Status: 'DISABLED' },
      VersionId: '1',
      CreateTimestamp: new Date(Date.UTC(2026, 10, 22, 12)),
      HasMoreDestinations: false,
      Destinations: [
        {
          DestinationId: 'destinationId-000000000001',
          S3DestinationDescription: plain,
          ExtendedS3DestinationDescription: extended,
        },
      ],
    });
  });

  test('made with the deprecated plain form reads back as the extended one', async () => {
    await stream.create({ S3DestinationConfiguration: { ...place, Prefix: 'p/' } });
    expect(await stream.destination()).toMatchObject({ ...place, Prefix: 'p/', S3BackupMode: 'Disabled' });
  });

  test('with format conversion buffers 128 MiB and converts unless told not to', async () => {
    const conversion = {
      SchemaConfiguration: { RoleARN: ROLE, DatabaseName: 'd', TableName: 't' },
      InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: {} } },
      OutputFormatConfiguration: { Serializer: { ParquetSerDe: {} } },
    };
    await stream.createActive({ DataFormatConversionConfiguration: conversion });
    expect(await stream.destination()).toMatchObject({
      BufferingHints: { SizeInMBs: 128, IntervalInSeconds: 300 },
      DataFormatConversionConfiguration: { ...conversion, Enabled: true },
    });
  });

  test('completes the parameters of a Lambda processor and returns them in its own order', async () => {
    const Parameters = [
      { ParameterName: 'LambdaArn', ParameterValue: lambda },
      { ParameterName: 'BufferSizeInMBs', ParameterValue: '2' },
    ] as const;
    const ProcessingConfiguration = {
      Enabled: true,
      Processors: [{ Type: 'Lambda' as const, Parameters: [...Parameters] }],
    };
    await stream.createActive({ ProcessingConfiguration });
    const [processor] = (await stream.destination())?.ProcessingConfiguration?.Processors ?? [];
    expect(processor?.Parameters).toEqual([
      { ParameterName: 'RoleArn', ParameterValue: ROLE },
      { ParameterName: 'NumberOfRetries', ParameterValue: '3' },
      { ParameterName: 'LambdaArn', ParameterValue: lambda },
      { ParameterName: 'BufferSizeInMBs', ParameterValue: '2' },
      { ParameterName: 'BufferIntervalInSeconds', ParameterValue: '60' },
    ]);
  });

  test('tells its source', async () => {
    await stream.create({ DirectPutSourceConfiguration: { ThroughputHintInMBs: 5 } });
    expect((await stream.live()).Source).toEqual({ DirectPutSourceDescription: { ThroughputHintInMBs: 5 } });
  });

  test('is not implemented for databases as source, and says so', async () => {
    const other = account.firehose.send(
      new Firehose.CreateDeliveryStreamCommand({
        DeliveryStreamName: name,
        DeliveryStreamType: 'DatabaseAsSource',
        ExtendedS3DestinationConfiguration: place,
      }),
    );
    expect(await refusalOf(other)).toMatchObject({
      name: 'NotImplementedException',
      $metadata: { httpStatusCode: 501 },
    });
  });
});

describe('server-side encryption', () => {
  const key = 'arn:aws:kms:eu-west-1:111122223333:key/k';
  const state = async () => (await stream.live()).DeliveryStreamEncryptionConfiguration;

  test('asked for at creation is ENABLED when the stream is ACTIVE', async () => {
    await stream.create({ DeliveryStreamEncryptionConfigurationInput: { KeyType: 'AWS_OWNED_CMK' } });
    expect(await state()).toEqual({ Status: 'ENABLING', KeyType: 'AWS_OWNED_CMK' });
    account.pass(60);
    expect(await state()).toEqual({ Status: 'ENABLED', KeyType: 'AWS_OWNED_CMK' });
  });

  test('is started, changed and stopped over time, each a new version', async () => {
    await stream.createActive();
    await stream.start();
    expect(await state()).toEqual({ Status: 'ENABLING', KeyType: 'AWS_OWNED_CMK' });
    expect(await refusalOf(stream.stop())).toMatchObject({ name: 'ResourceInUseException' });
    account.pass(30);
    await stream.start({ KeyType: 'CUSTOMER_MANAGED_CMK', KeyARN: key });
    account.pass(30);
    expect(await state()).toEqual({ Status: 'ENABLED', KeyType: 'CUSTOMER_MANAGED_CMK', KeyARN: key });
    await stream.stop();
    expect((await state())?.Status).toBe('DISABLING');
    account.pass(30);
    expect(await state()).toEqual({ Status: 'DISABLED' });
    expect((await stream.live()).VersionId).toBe('4');
  });

  test.each<{ reason: string; config: Firehose.DeliveryStreamEncryptionConfigurationInput }>([
    { reason: 'a customer key needs its ARN', config: { KeyType: 'CUSTOMER_MANAGED_CMK' } },
    { reason: 'an AWS key has no ARN', config: { KeyType: 'AWS_OWNED_CMK', KeyARN: key } },
  ])('is refused: $reason', async ({ config }) => {
    await stream.createActive();
    expect(await refusalOf(stream.start(config))).toMatchObject({ name: 'InvalidArgumentException' });
  });

  test('is for direct puts only', async () => {
    const kinesis = { KinesisStreamARN: 'arn:aws:kinesis:eu-west-1:111122223333:stream/s', RoleARN: ROLE };
    await stream.create({
      DeliveryStreamType: 'KinesisStreamAsSource',
      KinesisStreamSourceConfiguration: kinesis,
    });
    account.pass(60);
    expect((await stream.live()).Source?.KinesisStreamSourceDescription).toMatchObject(kinesis);
    expect(await refusalOf(stream.start())).toMatchObject({ name: 'InvalidArgumentException' });
  });
});
