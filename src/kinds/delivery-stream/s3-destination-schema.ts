import type { JsonObject } from '../../model/values/json.ts';
import { bucketArn, keyArn, roleArn } from '../shared/arn.ts';
import { formatConversionSchema } from './format-conversion-schema.ts';
import { processingSchema } from './processing-schema.ts';
import { choice, closed, flag, oneOf, text, whole } from '../shared/schema.ts';

/** Buffering hints of a destination with other limits than S3 has: at most so many MiB and seconds. */
export function buffering(description: string, sizeInMBs: number, intervalInSeconds = 900): JsonObject {
  return closed(
    description,
    {
      sizeInMBs: whole('MiB of data.', { minimum: 1, maximum: sizeInMBs }),
      intervalInSeconds: whole('Seconds.', { minimum: 0, maximum: intervalInSeconds }),
    },
    { title: `BufferingHints${sizeInMBs}` },
  );
}

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html */
export const bufferingHintsSchema = closed(
  'When an object is written: when the first of the two is reached. Each has its own default: 5 MiB, or 128 MiB with format conversion, and 300 seconds.',
  {
    sizeInMBs: whole('MiB of data; at least 64 with format conversion or dynamic partitioning.', {
      minimum: 1,
      maximum: 128,
      examples: [64],
    }),
    intervalInSeconds: whole('Seconds.', { minimum: 0, maximum: 900, examples: [300] }),
  },
  { title: 'BufferingHints' },
);

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_EncryptionConfiguration.html */
const encryptionSchema = oneOf(
  'How objects are encrypted in the bucket. Default: as the bucket specifies.',
  {
    noEncryptionConfig: choice('Uses the setting of the bucket.', ['NoEncryption']),
    kmsEncryptionConfig: closed(
      'Encrypts with a KMS key.',
      { awskmsKeyArn: keyArn('The key or its alias.') },
      { required: ['awskmsKeyArn'] },
    ),
  },
  { title: 'EncryptionConfiguration', default: { noEncryptionConfig: 'NoEncryption' } },
);

/** What else is needed of a block once it is switched on. */
export const whenEnabled = (...required: readonly string[]): JsonObject => ({
  if: { properties: { enabled: { const: true } }, required: ['enabled'] },
  then: { required },
});

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_CloudWatchLoggingOptions.html */
export const loggingSchema = closed(
  'Logs delivery errors to CloudWatch Logs.',
  {
    enabled: flag('Whether to log.', { default: false }),
    logGroupName: text('Name of the log group.', {
      maxLength: 512,
      pattern: '^[.\\-_/#A-Za-z0-9]*$',
      examples: ['/aws/kinesisfirehose/soundbox-metrics'],
    }),
    logStreamName: text('Name of the log stream.', {
      maxLength: 512,
      pattern: '^[^:*]*$',
      examples: ['DestinationDelivery'],
    }),
  },
  {
    title: 'CloudWatchLoggingOptions',
    default: { enabled: false },
    ...whenEnabled('logGroupName', 'logStreamName'),
  },
);

const PREFIX = 'Expressions such as !{timestamp:yyyy/MM/dd} are filled in.';

/** What the destination and its backup have in common: https://docs.aws.amazon.com/firehose/latest/APIReference/API_S3DestinationConfiguration.html */
const common: Readonly<Record<string, JsonObject>> = {
  roleArn: roleArn('Role that lets the stream write to the bucket.', 512),
  bucketArn: bucketArn('The bucket.'),
  // https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html
  prefix: text(`Prefix of object keys; end it with a slash. ${PREFIX} Without a timestamp yyyy/MM/dd/HH/ follows.`, {
    maxLength: 1024,
    pattern: '^.*$',
    default: '',
    examples: ['defender/!{timestamp:yyyy/MM/dd/}'],
  }),
  errorOutputPrefix: text(
    `Prefix of the object keys for records that could not be delivered. ${PREFIX} Needed where prefix has expressions.`,
    {
      maxLength: 1024,
      pattern: '^.*$',
      default: '',
      examples: ['failed/!{firehose:error-output-type}/'],
    },
  ),
  bufferingHints: bufferingHintsSchema,
  compressionFormat: choice(
    'How objects are compressed; UNCOMPRESSED with format conversion.',
    ['UNCOMPRESSED', 'GZIP', 'ZIP', 'Snappy', 'HADOOP_SNAPPY'],
    {
      default: 'UNCOMPRESSED',
      examples: ['GZIP'],
    },
  ),
  encryptionConfiguration: encryptionSchema,
  cloudWatchLoggingOptions: loggingSchema,
};

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_DynamicPartitioningConfiguration.html */
const dynamicPartitioningSchema = closed(
  'Sorts records into prefixes by keys in the data. Turning it on or off replaces the stream.',
  {
    enabled: flag('Whether to partition.', { default: false }),
    retryOptions: closed(
      'How long delivery to a prefix is retried.',
      { durationInSeconds: whole('Seconds.', { minimum: 0, maximum: 7200, default: 300 }) },
      { default: {} },
    ),
  },
  { default: { enabled: false } },
);

/** Members that Terraform has flat: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kinesis_firehose_delivery_stream */
export const ofTerraform: JsonObject = {
  bufferingSize: 'Write bufferingHints.sizeInMBs.',
  bufferSize: 'Write bufferingHints.sizeInMBs.',
  bufferingInterval: 'Write bufferingHints.intervalInSeconds.',
  bufferInterval: 'Write bufferingHints.intervalInSeconds.',
  kmsKeyArn: 'Write encryptionConfiguration.kmsEncryptionConfig.awskmsKeyArn.',
};

/** A place in a bucket: https://docs.aws.amazon.com/firehose/latest/APIReference/API_S3DestinationConfiguration.html */
export function s3Place(
  description: string,
  {
    properties = {},
    ...more
  }: { readonly properties?: Readonly<Record<string, JsonObject>>; readonly title?: string } = {},
): JsonObject {
  return closed(
    description,
    { ...common, ...properties },
    { required: ['roleArn', 'bucketArn'], otherNames: ofTerraform, ...more },
  );
}

/** Where copies go, or what could not be delivered elsewhere. */
export const backupPlace = s3Place('Destination of the backup.', { title: 'S3Backup' });

/** The destination of a stream: https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationConfiguration.html */
export const extendedS3Schema: JsonObject = closed(
  'Delivers to an S3 bucket.',
  {
    ...common,
    fileExtension: text('Suffix of object keys, instead of the one for the compression.', {
      maxLength: 128,
      pattern: "^(?:\\.[0-9a-z!\\-_.*'()]+)?$",
      default: '',
      examples: ['.json.gz'],
    }),
    // The list has names with hyphens, which the pattern of the model seems to refuse:
    // https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html
    customTimeZone: text('Time zone of timestamps in prefixes, by its IANA name; UTC by default.', {
      maxLength: 50,
      pattern: '^[a-zA-Z/_-]*$',
      default: '',
      examples: ['Asia/Tokyo'],
    }),
    dataFormatConversionConfiguration: formatConversionSchema,
    dynamicPartitioningConfiguration: dynamicPartitioningSchema,
    processingConfiguration: processingSchema,
    s3BackupMode: choice(
      'Keeps a copy of the source records; once Enabled, disabling it replaces the stream.',
      ['Disabled', 'Enabled'],
      { default: 'Disabled' },
    ),
    s3BackupConfiguration: backupPlace,
  },
  {
    required: ['roleArn', 'bucketArn'],
    otherNames: {
      s3BackupUpdate: 's3BackupConfiguration',
      s3BackupDescription: 's3BackupConfiguration',
      ...ofTerraform,
    },
    if: { properties: { s3BackupMode: { const: 'Enabled' } }, required: ['s3BackupMode'] },
    then: { required: ['s3BackupConfiguration'] },
    dependentRequired: { s3BackupConfiguration: ['s3BackupMode'] },
    // Taking partitioning out replaces the stream, and AWS would refuse to make it anew with such a prefix:
    // https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-s3bucketprefix.html
    dependentSchemas: {
      prefix: {
        if: { properties: { prefix: { type: 'string', pattern: '!\\{partitionKeyFrom' } } },
        then: {
          required: ['dynamicPartitioningConfiguration'],
          properties: {
            dynamicPartitioningConfiguration: {
              type: 'object',
              required: ['enabled'],
              properties: { enabled: { const: true } },
            },
          },
        },
      },
    },
  },
);
