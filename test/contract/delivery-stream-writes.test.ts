import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliveryStream } from '../../src/kinds/delivery-stream/kind.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import type { Kind, Write } from '../../src/model/kind.ts';
import { OperatorError } from '../../src/model/problem.ts';
import { diff } from '../../src/pipeline/plan/diff.ts';
import type { RegionState } from '../../src/sandbox/state.ts';
import { pairs } from '../arbitraries/specs.ts';
import { openAccount } from './account.ts';
import type { Account } from './account.ts';
import { TARGET } from '../arbitraries/target.ts';
import { present } from './laws.ts';

const kind = deliveryStream as unknown as Kind;
const write = kind.write as Write;
const required = {
  roleArn: 'arn:aws:iam::111122223333:role/FirehoseToLake',
  bucketArn: 'arn:aws:s3:::acme-device-lake',
};
const key = 'arn:aws:kms:ap-south-1:111122223333:key/1';

const to = (members: JsonObject, more: JsonObject = {}): JsonObject =>
  kind.normalize({ extendedS3Destination: { ...required, ...members }, ...more }, TARGET);

async function requestsOf(
  { aws, mutations }: Account,
  before: JsonObject,
  after: JsonObject,
): Promise<readonly (readonly [string, JsonObject])[]> {
  await write.create(aws, 'metrics', before);
  const live = await present(kind, aws, 'metrics');
  mutations();
  await write.update(aws, live, after);
  expect((await present(kind, aws, 'metrics')).spec).toEqual(after);
  return mutations().map(({ operation, input: { DeliveryStreamName: _, ...input } }) => [
    operation,
    input as JsonObject,
  ]);
}

describe('an update of a delivery stream', () => {
  test.each<{ reason: string; before: JsonObject; update: JsonObject }>([
    { reason: 'a prefix has no other way to go', before: { prefix: 'a/' }, update: { Prefix: '' } },
    {
      reason: 'an error prefix neither',
      before: { errorOutputPrefix: 'a/' },
      update: { ErrorOutputPrefix: '' },
    },
    {
      reason: 'an extension may be empty',
      before: { fileExtension: '.json' },
      update: { FileExtension: '' },
    },
    {
      reason: 'a time zone has a default',
      before: { customTimeZone: 'Asia/Tokyo' },
      update: { CustomTimeZone: 'UTC' },
    },
    {
      reason: 'hints have defaults',
      before: { bufferingHints: { sizeInMBs: 64, intervalInSeconds: 60 } },
      update: { BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 } },
    },
    {
      reason: 'compression has one',
      before: { compressionFormat: 'GZIP' },
      update: { CompressionFormat: 'UNCOMPRESSED' },
    },
    {
      reason: 'so has encryption',
      before: { encryptionConfiguration: { kmsEncryptionConfig: { awskmsKeyArn: key } } },
      update: { EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' } },
    },
    {
      reason: 'logging is switched off',
      before: { cloudWatchLoggingOptions: { enabled: true, logGroupName: 'a', logStreamName: 'b' } },
      update: { CloudWatchLoggingOptions: { Enabled: false } },
    },
    {
      reason: 'processing is switched off, and its steps go',
      before: {
        processingConfiguration: { enabled: true, processors: [{ type: 'AppendDelimiterToRecord' }] },
      },
      update: { ProcessingConfiguration: { Enabled: false, Processors: [] } },
    },
  ])('sends $update for a member that is gone, because $reason', async ({ before, update }) => {
    const requests = await requestsOf(await openAccount(), to(before), to({}));
    expect(requests).toEqual([
      [
        'UpdateDestination',
        {
          CurrentDeliveryStreamVersionId: '1',
          DestinationId: 'destinationId-000000000001',
          ExtendedS3DestinationUpdate: update,
        },
      ],
    ]);
  });

  const conversion = (serializer: JsonObject, more: JsonObject = {}): JsonObject => ({
    schemaConfiguration: {
      roleArn: required.roleArn,
      databaseName: 'lake',
      tableName: 'metrics',
      ...more,
    },
    inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } },
    outputFormatConfiguration: { serializer },
  });

  test('switches format conversion off and buffers back to what is usual without', async () => {
    const requests = await requestsOf(
      await openAccount(),
      to({ dataFormatConversionConfiguration: conversion({ parquetSerDe: {} }) }),
      to({}),
    );
    const update = {
      BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
      DataFormatConversionConfiguration: { Enabled: false },
    };
    expect(requests).toMatchObject([['UpdateDestination', { ExtendedS3DestinationUpdate: update }]]);
  });

  test('switches format conversion on and buffers to what it needs', async () => {
    const requests = await requestsOf(
      await openAccount(),
      to({}),
      to({ dataFormatConversionConfiguration: conversion({ orcSerDe: {} }) }),
    );
    const update = {
      BufferingHints: { SizeInMBs: 128, IntervalInSeconds: 300 },
      DataFormatConversionConfiguration: { Enabled: true },
    };
    expect(requests).toMatchObject([['UpdateDestination', { ExtendedS3DestinationUpdate: update }]]);
  });

  test('names the own account and region where another catalog was used', async () => {
    const parquet = { parquetSerDe: {} };
    const before = to({
      dataFormatConversionConfiguration: conversion(parquet, {
        catalogId: '999988887777',
        region: 'eu-central-1',
        versionId: '3',
      }),
    });
    const requests = await requestsOf(
      await openAccount(),
      before,
      to({ dataFormatConversionConfiguration: conversion(parquet) }),
    );
    const SchemaConfiguration = { CatalogId: '111122223333', Region: 'ap-south-1', VersionId: 'LATEST' };
    expect(requests).toMatchObject([
      [
        'UpdateDestination',
        { ExtendedS3DestinationUpdate: { DataFormatConversionConfiguration: { SchemaConfiguration } } },
      ],
    ]);
  });

  test('gives a Lambda processor the new role as well, which it would else keep from before', async () => {
    const parameters = [
      { parameterName: 'LambdaArn', parameterValue: 'arn:aws:lambda:ap-south-1:111122223333:function:split' },
    ];
    const processingConfiguration = { enabled: true, processors: [{ type: 'Lambda', parameters }] };
    const roleArn = `${required.roleArn}New`;
    const requests = await requestsOf(
      await openAccount(),
      to({ processingConfiguration }),
      to({ processingConfiguration, roleArn }),
    );
    const [processor] = [
      { Parameters: expect.arrayContaining([{ ParameterName: 'RoleArn', ParameterValue: roleArn }]) },
    ];
    expect(requests).toMatchObject([
      [
        'UpdateDestination',
        { ExtendedS3DestinationUpdate: { RoleARN: roleArn, ProcessingConfiguration: { Processors: [processor] } } },
      ],
    ]);
  });

  test('changes tags alone without touching the destination', async () => {
    const requests = await requestsOf(
      await openAccount(),
      to({ prefix: 'a/' }, { tags: { a: '1', b: '2' } }),
      to({ prefix: 'a/' }, { tags: { b: '3' } }),
    );
    expect(requests).toEqual([
      ['UntagDeliveryStream', { TagKeys: ['a'] }],
      ['TagDeliveryStream', { Tags: [{ Key: 'b', Value: '3' }] }],
    ]);
  });

  test('changes the destination before the encryption, which raises the version', async () => {
    const encrypted = { deliveryStreamEncryption: { keyType: 'CUSTOMER_MANAGED_CMK', keyArn: key } };
    const account = await openAccount();
    const requests = await requestsOf(account, to({}), to({ prefix: 'a/' }, encrypted));
    expect(requests.map(([operation]) => operation)).toEqual(['UpdateDestination', 'StartDeliveryStreamEncryption']);
    await write.update(account.aws, await present(kind, account.aws, 'metrics'), to({ prefix: 'a/' }));
    expect(account.mutations().map(({ operation }) => operation)).toEqual(['StopDeliveryStreamEncryption']);
    expect((await present(kind, account.aws, 'metrics')).spec).toEqual(to({ prefix: 'a/' }));
  });

  test('sends only members that differ, and never one that AWS refuses to change', async () => {
    const account = await openAccount();
    let names = 0;
    await fc.assert(
      fc.asyncProperty(pairs(kind), async (pair) => {
        const [live, desired] = [kind.normalize(pair.live, TARGET), kind.normalize(pair.desired, TARGET)];
        fc.pre(!diff(live, desired).some((edit) => write.immutable(edit)));
        const name = `stream-${(names += 1)}`;
        await write.create(account.aws, name, live);
        const created = await present(kind, account.aws, name);
        account.mutations();
        await write.update(account.aws, created, desired);
        const members = new Set(diff(live, desired).map(({ path }) => path.split(/[.[]/)[1]));
        for (const { operation, input } of account.mutations()) {
          if (operation !== 'UpdateDestination') continue;
          const [update] = Object.keys(input).filter((member) => member.endsWith('DestinationUpdate'));
          const sent = Object.keys(input[String(update)] as object).map((member) =>
            member
              .replace('S3BackupUpdate', 's3BackupConfiguration')
              .replace('S3Update', 's3Configuration')
              .toLowerCase(),
          );
          const allowed = [
            ...members,
            'bufferingHints',
            'dataFormatConversionConfiguration',
            'processingConfiguration',
            'secretsManagerConfiguration',
          ].map((member) => String(member).toLowerCase());
          expect(allowed).toEqual(expect.arrayContaining(sent));
        }
      }),
      { numRuns: 80 },
    );
  });

  test('refuses to overwrite what was changed meanwhile', async () => {
    const { aws } = await openAccount();
    await write.create(aws, 'metrics', to({}));
    const live = await present(kind, aws, 'metrics');
    const DestinationId = 'destinationId-000000000001';
    await aws.firehose('UpdateDestination', {
      DeliveryStreamName: 'metrics',
      CurrentDeliveryStreamVersionId: '1',
      DestinationId,
      ExtendedS3DestinationUpdate: { Prefix: 'by-hand/' },
    });
    await expect(write.update(aws, live, to({ prefix: 'ours/' }))).rejects.toMatchObject({
      name: 'ConcurrentModificationException',
    });
  });
});

describe('a stream that is not active', () => {
  test('says why it could not be created, and is then replaced', async () => {
    const { aws, state } = await openAccount();
    await write.create(aws, 'metrics', to({}));
    Object.assign(state.deliveryStreams['metrics'] ?? {}, { status: 'CREATING_FAILED' });
    const live = await present(kind, aws, 'metrics');
    expect(diff(live.spec, to({})).map((edit) => [edit.path, write.immutable(edit)])).toEqual([
      ['deliveryStreamStatus', true],
    ]);
    await expect(write.update(aws, live, to({ prefix: 'a/' }))).rejects.toThrow(OperatorError);
    await write.delete(aws, live);
    await write.create(aws, 'metrics', to({}));
    expect((await present(kind, aws, 'metrics')).spec).toEqual(to({}));
  });

  test('ends a create with what AWS says of it', async () => {
    let state: RegionState | undefined;
    const account = await openAccount({
      intercept: ({ operation }) => {
        const stream = state?.deliveryStreams['metrics'];
        if (operation === 'DescribeDeliveryStream' && stream !== undefined)
          Object.assign(stream, { status: 'CREATING_FAILED', statusDue: undefined });
        return undefined;
      },
    });
    state = account.state;
    await expect(write.create(account.aws, 'metrics', to({}))).rejects.toThrow(
      'Delivery stream metrics is CREATING_FAILED',
    );
  });

  test('is not there while it is being deleted, and creating it again waits for its name', async () => {
    const { aws } = await openAccount();
    await write.create(aws, 'metrics', to({}));
    await aws.firehose('DeleteDeliveryStream', { DeliveryStreamName: 'metrics' });
    expect(await kind.read(aws, 'metrics')).toBeUndefined();
    await write.create(aws, 'metrics', to({ prefix: 'new/' }));
    expect((await present(kind, aws, 'metrics')).spec).toEqual(to({ prefix: 'new/' }));
  });

  test('is not deleted by force at first: AWS would leave the grant on its key behind', async () => {
    const { aws, mutations } = await openAccount();
    await write.create(aws, 'metrics', to({}));
    const live = await present(kind, aws, 'metrics');
    mutations();
    await write.delete(aws, live);
    expect(mutations().map(({ operation, input }) => [operation, input])).toEqual([
      ['DeleteDeliveryStream', { DeliveryStreamName: 'metrics' }],
    ]);
  });

  test('is waited for while its encryption is being switched, and then changed', async () => {
    let encryption: () => string | undefined = () => undefined;
    const seen: unknown[] = [];
    const { aws, state } = await openAccount({
      intercept: ({ operation }) => void (operation === 'UpdateDestination' && seen.push(encryption())),
    });
    encryption = () => state.deliveryStreams['metrics']?.encryption?.status;
    await write.create(aws, 'metrics', to({}));
    await aws.firehose('StartDeliveryStreamEncryption', {
      DeliveryStreamName: 'metrics',
      DeliveryStreamEncryptionConfigurationInput: { KeyType: 'AWS_OWNED_CMK' },
    });
    const live = await present(kind, aws, 'metrics');
    expect(encryption()).toBe('ENABLING');
    await write.update(aws, live, to({ prefix: 'a/' }, { deliveryStreamEncryption: { keyType: 'AWS_OWNED_CMK' } }));
    expect(seen).toEqual(['ENABLED']);
  });

  test('is deleted by force when deleting it failed before', async () => {
    const { aws, state, mutations } = await openAccount();
    await write.create(aws, 'metrics', to({}));
    Object.assign(state.deliveryStreams['metrics'] ?? {}, { status: 'DELETING_FAILED' });
    const live = await present(kind, aws, 'metrics');
    mutations();
    await write.delete(aws, live);
    expect(mutations()).toMatchObject([{ operation: 'DeleteDeliveryStream', input: { AllowForceDelete: true } }]);
  });
});

test('encryption that failed to start counts as off, so that the next plan tries again', async () => {
  const { aws, state } = await openAccount();
  await write.create(aws, 'metrics', to({}, { deliveryStreamEncryption: { keyType: 'AWS_OWNED_CMK' } }));
  Object.assign(state.deliveryStreams['metrics']?.encryption ?? {}, { status: 'ENABLING_FAILED' });
  expect((await present(kind, aws, 'metrics')).spec).not.toHaveProperty('deliveryStreamEncryption');
});
