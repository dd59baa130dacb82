import type { NormalizedSchema } from '@smithy/core/schema';
import { isList, isObject } from '../model/values/json.ts';
import type { JsonObject, JsonValue } from '../model/values/json.ts';
import { membersOf } from './wire/schemas.ts';

/** Whose account answers. */
interface Scope {
  readonly account: string;
  readonly region: string;
}

/** What a member is where nobody says it; a function where that depends on its neighbours or on the account. */
type Default = JsonValue | ((said: JsonObject, scope: Scope) => JsonValue | undefined);

type Defaults = Readonly<Record<string, Default>>;

const MIB = 1024 * 1024;

const HINTS: Defaults = { SizeInMBs: 5, IntervalInSeconds: 300 };

// https://docs.aws.amazon.com/firehose/latest/APIReference/API_S3DestinationDescription.html
// An empty prefix as others saw it: https://github.com/turbot/steampipe-plugin-aws/issues/769
const S3: Defaults = {
  Prefix: '',
  BufferingHints: {},
  CompressionFormat: 'UNCOMPRESSED',
  EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' },
  CloudWatchLoggingOptions: { Enabled: false },
};

/**
 * What AWS documents as the default of a member, by shape. This table is the sandbox's own, and held to the SDK's documentation
 * member by member: what a kind takes for a default has another one, so that an omission in either shows.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_Types.html
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_Types.html
 */
export const DOCUMENTED_DEFAULTS: Readonly<Record<string, Defaults>> = {
  Behavior: { suppressAlerts: false, exportMetric: false },
  BehaviorCriteria: { consecutiveDatapointsToAlarm: 1, consecutiveDatapointsToClear: 1 },
  MetricDimension: { operator: 'IN' },
  MetricToRetain: { exportMetric: false },
  TopicRule: { awsIotSqlVersion: '2015-10-08', ruleDisabled: false },
  CloudwatchLogsAction: { batchMode: false },
  // https://docs.aws.amazon.com/iot/latest/developerguide/dynamodb-rule-action.html
  DynamoDBAction: { payloadField: 'payload' },
  FirehoseAction: { batchMode: false },
  // https://docs.aws.amazon.com/iot/latest/developerguide/https-rule-action.html
  HttpAction: {
    enableBatching: false,
    confirmationUrl: ({ url }) => (String(url).includes('${') ? undefined : url),
  },
  BatchConfig: { batchAcrossTopics: false },
  InfluxDBAction: { timestampUnit: 'ms' },
  InfluxDBBatchConfig: { batchAcrossTopics: false },
  LocationTimestamp: { unit: 'MILLISECONDS' },
  RepublishAction: { qos: 0 },
  SnsAction: { messageFormat: 'RAW' },
  SqsAction: { useBase64: false },
  TimestreamTimestamp: { unit: 'MILLISECONDS' },
  DeliveryStreamEncryptionConfiguration: { KeyType: 'AWS_OWNED_CMK' },
  S3DestinationDescription: S3,
  ExtendedS3DestinationDescription: { ...S3, S3BackupMode: 'Disabled', FileExtension: '', CustomTimeZone: 'UTC' },
  BufferingHints: HINTS,
  DataFormatConversionConfiguration: { Enabled: true },
  SchemaConfiguration: {
    CatalogId: (_, { account }) => account,
    Region: (_, { region }) => region,
    VersionId: 'LATEST',
  },
  OpenXJsonSerDe: { CaseInsensitive: true, ConvertDotsInJsonKeysToUnderscores: false },
  HiveJsonSerDe: { TimestampFormats: [] },
  ParquetSerDe: {
    BlockSizeBytes: 256 * MIB,
    PageSizeBytes: MIB,
    Compression: 'SNAPPY',
    EnableDictionaryCompression: false,
    MaxPaddingBytes: 0,
    WriterVersion: 'V1',
  },
  OrcSerDe: {
    StripeSizeBytes: 64 * MIB,
    BlockSizeBytes: 256 * MIB,
    RowIndexStride: 10_000,
    EnablePadding: false,
    PaddingTolerance: 0.05,
    Compression: 'SNAPPY',
    BloomFilterColumns: [],
    BloomFilterFalsePositiveProbability: 0.05,
    FormatVersion: 'V0_12',
  },
  // https://docs.aws.amazon.com/firehose/latest/APIReference/API_RetryOptions.html
  DynamicPartitioningConfiguration: { RetryOptions: {} },
  RetryOptions: { DurationInSeconds: 300 },
  HttpEndpointBufferingHints: HINTS,
  SplunkDestinationDescription: { S3BackupMode: 'FailedEventsOnly', BufferingHints: {} },
  SplunkBufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 },
  AmazonopensearchserviceBufferingHints: HINTS,
  AmazonopensearchserviceRetryOptions: { DurationInSeconds: 300 },
  AmazonOpenSearchServerlessBufferingHints: HINTS,
  AmazonOpenSearchServerlessRetryOptions: { DurationInSeconds: 300 },
  ElasticsearchBufferingHints: HINTS,
  ElasticsearchRetryOptions: { DurationInSeconds: 300 },
  RedshiftDestinationDescription: { RetryOptions: {} },
  RedshiftRetryOptions: { DurationInSeconds: 3600 },
  SnowflakeDestinationDescription: { BufferingHints: {} },
  SnowflakeBufferingHints: { SizeInMBs: 128, IntervalInSeconds: 0 },
  IcebergDestinationDescription: { AppendOnly: false },
};

/** An answer with every documented default said: of what is not said in it, at any depth. */
export function saidInFull<Output>(schema: NormalizedSchema, output: Output, scope: Scope): Output {
  return inFull(schema, output as JsonValue, scope) as Output;
}

function inFull(schema: NormalizedSchema, value: JsonValue, scope: Scope): JsonValue {
  if (isList(value)) return value.map((item) => inFull(schema.getValueSchema(), item, scope));
  if (!isObject(value) || !schema.isStructSchema()) return value;
  const defaults = DOCUMENTED_DEFAULTS[schema.getName() ?? ''] ?? {};
  const members = membersOf(schema).map(([name, member]): [string, JsonValue | undefined] => {
    const byDefault = defaults[name];
    const said = value[name] ?? (typeof byDefault === 'function' ? byDefault(value, scope) : byDefault);
    return [name, said === undefined ? undefined : inFull(member, said, scope)];
  });
  return Object.fromEntries(members.filter(([, said]) => said !== undefined));
}
