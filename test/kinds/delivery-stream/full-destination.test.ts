import { describe, expect, test } from 'vitest';
import { DESTINATIONS } from '../../../src/kinds/delivery-stream/destinations.ts';
import { deliveryStream } from '../../../src/kinds/delivery-stream/kind.ts';
import { fullDestination } from '../../../src/kinds/delivery-stream/normal-form.ts';
import type { DestinationMember } from '../../../src/catalogue/stream-destinations.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { TARGET } from '../../arbitraries/target.ts';
import { role } from '../../roles/uses.ts';

const full = (settings: JsonObject, member: DestinationMember = 'extendedS3Destination'): JsonObject =>
  fullDestination(settings, DESTINATIONS[member], TARGET);
const reduced = (member: DestinationMember, settings: JsonObject): unknown =>
  deliveryStream.normalize({ [member]: settings }, TARGET)[member];
const S3 = { roleArn: role('Lake'), bucketArn: 'arn:aws:s3:::lake' };
const parameter = (parameterName: string, parameterValue: string): JsonObject => ({ parameterName, parameterValue });
const LAMBDA = parameter('LambdaArn', 'arn:aws:lambda:ap-south-1:111122223333:function:f');

describe('a destination in full says', () => {
  test.each<{ reason: string; settings: JsonObject; member?: DestinationMember; says: JsonObject }>([
    {
      reason: 'what AWS buffers, in which time zone, and that all else is off',
      settings: S3,
      says: {
        bufferingHints: { sizeInMBs: 5, intervalInSeconds: 300 },
        customTimeZone: 'UTC',
        prefix: '',
        compressionFormat: 'UNCOMPRESSED',
        processingConfiguration: { enabled: false, processors: [] },
        dataFormatConversionConfiguration: { enabled: false },
        cloudWatchLoggingOptions: { enabled: false },
      },
    },
    {
      reason: 'what its author says in their place',
      settings: { ...S3, customTimeZone: 'Asia/Tokyo', bufferingHints: { sizeInMBs: 64, intervalInSeconds: 60 } },
      says: { customTimeZone: 'Asia/Tokyo', bufferingHints: { sizeInMBs: 64, intervalInSeconds: 60 } },
    },
    {
      reason: 'that more is buffered where formats are converted, in the catalog of the account',
      settings: { ...S3, dataFormatConversionConfiguration: { schemaConfiguration: { databaseName: 'd' } } },
      says: {
        bufferingHints: { sizeInMBs: 128, intervalInSeconds: 300 },
        dataFormatConversionConfiguration: {
          enabled: true,
          schemaConfiguration: {
            catalogId: '111122223333',
            region: 'ap-south-1',
            databaseName: 'd',
            versionId: 'LATEST',
          },
        },
      },
    },
    {
      reason: 'which other catalog there is',
      settings: {
        ...S3,
        dataFormatConversionConfiguration: { schemaConfiguration: { catalogId: '9', region: 'eu-central-1' } },
      },
      says: { dataFormatConversionConfiguration: { schemaConfiguration: { catalogId: '9', region: 'eu-central-1' } } },
    },
    {
      reason: 'what is buffered for the backup',
      settings: { ...S3, s3BackupMode: 'Enabled', s3BackupConfiguration: S3 },
      says: { s3BackupConfiguration: { ...S3, bufferingHints: { sizeInMBs: 5, intervalInSeconds: 300 } } },
    },
    {
      reason: 'what S3 buffers beside it',
      member: 'snowflakeDestination',
      settings: { s3Configuration: S3 },
      says: { s3Configuration: { ...S3, bufferingHints: { sizeInMBs: 5, intervalInSeconds: 300 } } },
    },
    {
      reason: 'what is buffered beside it, and what for itself',
      member: 'snowflakeDestination',
      settings: { s3Configuration: { ...S3, bufferingHints: { sizeInMBs: 1, intervalInSeconds: 60 } } },
      says: {
        bufferingHints: { sizeInMBs: 128, intervalInSeconds: 0 },
        s3Configuration: { ...S3, bufferingHints: { sizeInMBs: 1, intervalInSeconds: 60 } },
      },
    },
    {
      reason: 'who reads its secret: its own role, where that has none',
      member: 'splunkDestination',
      settings: { roleArn: role('Own'), secretsManagerConfiguration: { enabled: true, secretArn: 's' } },
      says: { secretsManagerConfiguration: { enabled: true, secretArn: 's', roleArn: role('Own') } },
    },
    {
      reason: 'who else reads its secret',
      member: 'splunkDestination',
      settings: {
        roleArn: role('Own'),
        secretsManagerConfiguration: { enabled: true, secretArn: 's', roleArn: role('Secret') },
      },
      says: { secretsManagerConfiguration: { roleArn: role('Secret') } },
    },
  ])('$reason', ({ settings, member, says }) => {
    expect(full(settings, member)).toMatchObject(says);
  });

  test('nothing of what its sort does not have', () => {
    expect(full({ s3Configuration: S3 }, 'redshiftDestination')).not.toHaveProperty('bufferingHints');
    expect(full({}, 'splunkDestination')).not.toHaveProperty('customTimeZone');
    const plain = full(S3);
    for (const member of ['s3BackupConfiguration', 's3Configuration', 'secretsManagerConfiguration'])
      expect(plain).not.toHaveProperty(member);
    expect(full({ secretsManagerConfiguration: { enabled: false } }, 'splunkDestination')).not.toHaveProperty(
      'secretsManagerConfiguration.roleArn',
    );
  });

  test('no catalog of a conversion that names no schema', () => {
    expect(full({ ...S3, dataFormatConversionConfiguration: { enabled: true } })).not.toHaveProperty(
      'dataFormatConversionConfiguration.schemaConfiguration',
    );
  });

  test('what AWS assumes of a function, as far as it says nothing itself; and of no other step', () => {
    const processors = [
      { type: 'Lambda', parameters: [LAMBDA, parameter('NumberOfRetries', '5')] },
      { type: 'AppendDelimiterToRecord', parameters: [parameter('Delimiter', '\\n')] },
    ];
    const { processingConfiguration } = full({ ...S3, processingConfiguration: { enabled: true, processors } });
    expect(processingConfiguration).toEqual({
      enabled: true,
      processors: [
        {
          type: 'Lambda',
          parameters: [
            LAMBDA,
            parameter('NumberOfRetries', '5'),
            parameter('BufferIntervalInSeconds', '60'),
            parameter('BufferSizeInMBs', '1'),
            parameter('RoleArn', role('Lake')),
          ],
        },
        processors[1],
      ],
    });
  });

  test('no steps where none are listed', () => {
    expect(full({ ...S3, processingConfiguration: { enabled: true } })).toMatchObject({
      processingConfiguration: { enabled: true, processors: [] },
    });
  });
});

describe('a destination of another sort', () => {
  test.each<{ reason: string; member: DestinationMember; settings: JsonObject; left: JsonObject }>([
    {
      reason: 'what it buffers by default says nothing, and is not what S3 does',
      member: 'splunkDestination',
      settings: { bufferingHints: { sizeInMBs: 5, intervalInSeconds: 60 } },
      left: {},
    },
    {
      reason: 'its place in S3 has the defaults of S3, and logs that are off say nothing',
      member: 'splunkDestination',
      settings: {
        s3Configuration: {
          ...S3,
          bufferingHints: { sizeInMBs: 5, intervalInSeconds: 300 },
          cloudWatchLoggingOptions: { enabled: false, logGroupName: 'g' },
        },
      },
      left: { s3Configuration: S3 },
    },
    {
      reason: 'its own role reads its secret anyway',
      member: 'splunkDestination',
      settings: {
        roleArn: role('Own'),
        secretsManagerConfiguration: { enabled: true, secretArn: 's', roleArn: role('Own') },
      },
      left: { roleArn: role('Own'), secretsManagerConfiguration: { enabled: true, secretArn: 's' } },
    },
    {
      reason: 'another role is another one',
      member: 'splunkDestination',
      settings: {
        roleArn: role('Own'),
        secretsManagerConfiguration: { enabled: true, secretArn: 's', roleArn: role('Secret') },
      },
      left: {
        roleArn: role('Own'),
        secretsManagerConfiguration: { enabled: true, secretArn: 's', roleArn: role('Secret') },
      },
    },
    {
      reason: 'a secret without a role has none',
      member: 'splunkDestination',
      settings: { secretsManagerConfiguration: { enabled: true, secretArn: 's' } },
      left: { secretsManagerConfiguration: { enabled: true, secretArn: 's' } },
    },
    {
      reason: 'a secret that is switched off says nothing',
      member: 'splunkDestination',
      settings: { secretsManagerConfiguration: { enabled: false, secretArn: 's' } },
      left: {},
    },
    {
      reason: 'a role of Snowflake that is switched off says nothing',
      member: 'snowflakeDestination',
      settings: { snowflakeRoleConfiguration: { enabled: false, snowflakeRole: 'r' } },
      left: {},
    },
    {
      reason: 'one that is switched on does',
      member: 'snowflakeDestination',
      settings: { snowflakeRoleConfiguration: { enabled: true, snowflakeRole: 'r' } },
      left: { snowflakeRoleConfiguration: { enabled: true, snowflakeRole: 'r' } },
    },
  ])('is reduced: $reason', ({ member, settings, left }) => {
    expect(reduced(member, settings) ?? {}).toEqual(left);
  });
});

describe('a destination in S3', () => {
  test.each<{ reason: string; settings: JsonObject; left: JsonObject }>([
    {
      reason: 'another time zone says something',
      settings: { customTimeZone: 'Asia/Tokyo' },
      left: { customTimeZone: 'Asia/Tokyo' },
    },
    {
      reason: 'what AWS kept of a backup that is switched off says nothing',
      settings: { s3BackupConfiguration: S3 },
      left: {},
    },
    {
      reason: 'partitions that are switched on say something',
      settings: { dynamicPartitioningConfiguration: { enabled: true } },
      left: { dynamicPartitioningConfiguration: { enabled: true } },
    },
    {
      reason: 'a conversion need not say that it is switched on, nor which catalog is its own',
      settings: { dataFormatConversionConfiguration: { enabled: true } },
      left: { dataFormatConversionConfiguration: {} },
    },
    {
      reason: 'a catalog of another account or region says which',
      settings: {
        dataFormatConversionConfiguration: { schemaConfiguration: { catalogId: '9', region: 'ap-south-1' } },
      },
      left: { dataFormatConversionConfiguration: { schemaConfiguration: { catalogId: '9' } } },
    },
    {
      reason: 'what AWS assumes of a function with something else in it says more than the default',
      settings: {
        processingConfiguration: {
          enabled: true,
          processors: [{ type: 'Lambda', parameters: [LAMBDA, { ...parameter('NumberOfRetries', '3'), more: true }] }],
        },
      },
      left: {
        processingConfiguration: {
          enabled: true,
          processors: [{ type: 'Lambda', parameters: [LAMBDA, { ...parameter('NumberOfRetries', '3'), more: true }] }],
        },
      },
    },
    {
      reason: 'no other step has the defaults of a function, and all are in one order',
      settings: {
        processingConfiguration: {
          enabled: true,
          processors: [
            {
              type: 'MetadataExtraction',
              parameters: [
                parameter('NumberOfRetries', '3'),
                parameter('MetadataExtractionQuery', 'b'),
                parameter('MetadataExtractionQuery', 'a'),
              ],
            },
          ],
        },
      },
      left: {
        processingConfiguration: {
          enabled: true,
          processors: [
            {
              type: 'MetadataExtraction',
              parameters: [
                parameter('MetadataExtractionQuery', 'a'),
                parameter('MetadataExtractionQuery', 'b'),
                parameter('NumberOfRetries', '3'),
              ],
            },
          ],
        },
      },
    },
  ])('is reduced: $reason', ({ settings, left }) => {
    expect(reduced('extendedS3Destination', { ...S3, ...settings })).toEqual({ ...S3, ...left });
  });
});

test('a stream without a destination that is known is reduced to what it says, and its type is what its source says', () => {
  expect(deliveryStream.normalize({ deliveryStreamType: 'DirectPut', tags: {} } as JsonObject, TARGET)).toEqual({});
});
