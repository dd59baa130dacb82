import { describe, expect, test } from 'vitest';
import { deliveryStream } from '../../../src/kinds/delivery-stream/kind.ts';
import {
  authorsWord,
  firehoseWord,
  inAuthorsWords,
  inFirehoseWords,
} from '../../../src/kinds/delivery-stream/spelling.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import type { Edit } from '../../../src/model/plan.ts';
import { TARGET } from '../../arbitraries/target.ts';

const roleArn = 'arn:aws:iam::111122223333:role/FirehoseToLake';
const required = { roleArn, bucketArn: 'arn:aws:s3:::lake' };
const normal = (members: JsonObject): JsonObject =>
  deliveryStream.normalize({ extendedS3Destination: { ...required, ...members } }, TARGET).extendedS3Destination ?? {};

describe('the normal form of a stream', () => {
  test.each<{ reason: string; members: JsonObject; left: JsonObject }>([
    {
      reason: 'what AWS fills in says nothing',
      members: {
        prefix: '',
        bufferingHints: { sizeInMBs: 5, intervalInSeconds: 300 },
        compressionFormat: 'UNCOMPRESSED',
        encryptionConfiguration: { noEncryptionConfig: 'NoEncryption' },
        cloudWatchLoggingOptions: { enabled: false },
        processingConfiguration: { enabled: false, processors: [] },
        s3BackupMode: 'Disabled',
        dataFormatConversionConfiguration: { enabled: false },
        dynamicPartitioningConfiguration: { enabled: false },
        customTimeZone: 'UTC',
      },
      left: {},
    },
    {
      reason: 'hints differ as one',
      members: { bufferingHints: { sizeInMBs: 5, intervalInSeconds: 60 } },
      left: { bufferingHints: { sizeInMBs: 5, intervalInSeconds: 60 } },
    },
    {
      reason: 'each hint has a default of its own',
      members: { bufferingHints: { intervalInSeconds: 60 } },
      left: { bufferingHints: { sizeInMBs: 5, intervalInSeconds: 60 } },
    },
    {
      reason: 'that of the size depends',
      members: { bufferingHints: { intervalInSeconds: 60 }, dataFormatConversionConfiguration: {} },
      left: { bufferingHints: { sizeInMBs: 128, intervalInSeconds: 60 }, dataFormatConversionConfiguration: {} },
    },
    {
      reason: 'what nobody switches on is off',
      members: {
        cloudWatchLoggingOptions: { logGroupName: 'a', logStreamName: 'b' },
        processingConfiguration: { processors: [{ type: 'AppendDelimiterToRecord' }] },
        dynamicPartitioningConfiguration: { retryOptions: { durationInSeconds: 1 } },
      },
      left: {},
    },
    {
      reason: 'a switched-off block says nothing, whatever AWS kept of it',
      members: {
        cloudWatchLoggingOptions: { enabled: false, logGroupName: 'a' },
        s3BackupMode: 'Disabled',
        s3BackupConfiguration: required,
      },
      left: {},
    },
    {
      reason:
        'buffers are larger by default where formats are converted, and own catalogs and latest versions are the default',
      members: {
        bufferingHints: { sizeInMBs: 128, intervalInSeconds: 300 },
        dataFormatConversionConfiguration: {
          enabled: true,
          schemaConfiguration: { roleArn, catalogId: '111122223333', region: 'ap-south-1', versionId: 'LATEST' },
        },
      },
      left: { dataFormatConversionConfiguration: { schemaConfiguration: { roleArn } } },
    },
    {
      reason: 'then the usual size is none',
      members: { bufferingHints: { sizeInMBs: 5, intervalInSeconds: 300 }, dataFormatConversionConfiguration: {} },
      left: { bufferingHints: { sizeInMBs: 5, intervalInSeconds: 300 }, dataFormatConversionConfiguration: {} },
    },
    {
      reason: 'AWS adds to a Lambda processor and reorders it',
      members: {
        processingConfiguration: {
          enabled: true,
          processors: [
            {
              type: 'Lambda',
              parameters: [
                { parameterName: 'NumberOfRetries', parameterValue: '3' },
                { parameterName: 'RoleArn', parameterValue: 'r' },
                { parameterName: 'BufferSizeInMBs', parameterValue: '1' },
                { parameterName: 'LambdaArn', parameterValue: 'l' },
                { parameterName: 'BufferIntervalInSeconds', parameterValue: '61' },
              ],
            },
            { type: 'RecordDeAggregation', parameters: [] },
          ],
        },
      },
      left: {
        processingConfiguration: {
          enabled: true,
          processors: [
            {
              type: 'Lambda',
              parameters: [
                { parameterName: 'BufferIntervalInSeconds', parameterValue: '61' },
                { parameterName: 'LambdaArn', parameterValue: 'l' },
                { parameterName: 'RoleArn', parameterValue: 'r' },
              ],
            },
            { type: 'RecordDeAggregation' },
          ],
        },
      },
    },
    {
      reason: 'a Lambda processor has the role of the destination',
      members: {
        processingConfiguration: {
          enabled: true,
          processors: [
            {
              type: 'Lambda',
              parameters: [
                { parameterName: 'LambdaArn', parameterValue: 'l' },
                { parameterName: 'RoleArn', parameterValue: roleArn },
              ],
            },
          ],
        },
      },
      left: {
        processingConfiguration: {
          enabled: true,
          processors: [{ type: 'Lambda', parameters: [{ parameterName: 'LambdaArn', parameterValue: 'l' }] }],
        },
      },
    },
    {
      reason: 'a backup has defaults as well',
      members: {
        s3BackupMode: 'Enabled',
        s3BackupConfiguration: {
          ...required,
          compressionFormat: 'UNCOMPRESSED',
          bufferingHints: { sizeInMBs: 5, intervalInSeconds: 300 },
        },
      },
      left: { s3BackupMode: 'Enabled', s3BackupConfiguration: required },
    },
  ])('knows that $reason', ({ members, left }) => {
    expect(normal(members)).toEqual({ ...required, ...left });
  });
});

test.each<{ edit: Partial<Edit>; immutable: boolean; reason: string }>([
  { edit: { path: 'extendedS3Destination.prefix' }, immutable: false, reason: 'most of a destination can change' },
  { edit: { path: 'tags.team' }, immutable: false, reason: 'tags have calls of their own' },
  { edit: { path: 'deliveryStreamEncryption.keyArn' }, immutable: false, reason: 'so has encryption' },
  { edit: { path: 'directPutSourceConfiguration.throughputHintInMBs' }, immutable: true, reason: 'the source stays' },
  { edit: { path: 'deliveryStreamType' }, immutable: true, reason: 'so does the type' },
  {
    edit: { path: 'deliveryStreamStatus', op: 'remove', before: 'CREATING_FAILED' },
    immutable: true,
    reason: 'a failed stream is made anew',
  },
  {
    edit: { path: 'splunkDestination', op: 'remove' },
    immutable: true,
    reason: 'a stream keeps its kind of destination',
  },
  { edit: { path: 'extendedS3Destination', op: 'add' }, immutable: true, reason: 'and cannot get another' },
  {
    edit: { path: 'extendedS3Destination.s3BackupMode', op: 'add', after: 'Enabled' },
    immutable: false,
    reason: 'backup can be switched on',
  },
  {
    edit: { path: 'extendedS3Destination.s3BackupMode', op: 'remove', before: 'Enabled' },
    immutable: true,
    reason: 'but not off',
  },
  {
    edit: { path: 'extendedS3Destination.s3BackupConfiguration.prefix', op: 'remove' },
    immutable: false,
    reason: 'its members can change',
  },
  {
    edit: { path: 'extendedS3Destination.s3BackupConfiguration', op: 'remove' },
    immutable: true,
    reason: 'it cannot go',
  },
  {
    edit: { path: 'extendedS3Destination.dynamicPartitioningConfiguration', op: 'add' },
    immutable: true,
    reason: 'partitioning is for new streams',
  },
  {
    edit: { path: 'extendedS3Destination.dynamicPartitioningConfiguration', op: 'remove' },
    immutable: true,
    reason: 'and cannot be switched off',
  },
  {
    edit: { path: 'extendedS3Destination.dynamicPartitioningConfiguration.retryOptions.durationInSeconds' },
    immutable: false,
    reason: 'its retries can change',
  },
])('an edit of $edit.path makes a new stream: $immutable, because $reason', ({ edit, immutable }) => {
  expect(deliveryStream.write?.immutable({ op: 'change', path: '', ...edit })).toBe(immutable);
});

describe('words of Amazon Data Firehose', () => {
  test.each([
    ['RoleARN', 'roleArn'],
    ['S3BackupMode', 's3BackupMode'],
    ['KMSEncryptionConfig', 'kmsEncryptionConfig'],
    ['AWSKMSKeyARN', 'awskmsKeyArn'],
    ['SizeInMBs', 'sizeInMBs'],
    ['OpenXJsonSerDe', 'openXJsonSerDe'],
    ['CloudWatchLoggingOptions', 'cloudWatchLoggingOptions'],
    ['ThroughputHintInMBs', 'throughputHintInMBs'],
  ])('%s is %s to authors, and back', (name, word) => {
    expect(authorsWord(name)).toBe(word);
    expect(firehoseWord(word)).toBe(name);
  });

  test('come back for every member of a destination', () => {
    const words = (schema: unknown): readonly string[] =>
      Object.entries((schema as { properties?: object }).properties ?? {}).flatMap(([word, inner]) => [
        word,
        ...words(inner),
      ]);
    for (const word of words(deliveryStream.schema)) expect(authorsWord(firehoseWord(word))).toBe(word);
  });

  test('leave the keys of a map alone, which are columns', () => {
    const ours = { openXJsonSerDe: { columnToJsonKeyMappings: { roleArn: 'RoleARN', Ts: 'x' } } };
    const theirs = { OpenXJsonSerDe: { ColumnToJsonKeyMappings: { roleArn: 'RoleARN', Ts: 'x' } } };
    expect(inFirehoseWords(ours)).toEqual(theirs);
    expect(inAuthorsWords(theirs)).toEqual(ours);
  });
});
