import type { JsonObject } from '../../model/values/json.ts';
import { roleArn } from '../shared/arn.ts';
import { choice, closed, decimal, flag, list, map, oneOf, text, whole } from '../shared/schema.ts';

const WORD = { minLength: 1, maxLength: 1024, pattern: '^\\S+$' };
const LINE = { minLength: 1, maxLength: 1024, pattern: '^(?!\\s*$).+$' };
const MIB = 1024 * 1024;

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_SchemaConfiguration.html */
const schemaConfiguration = closed(
  'The table of the AWS Glue Data Catalog whose columns the records get.',
  {
    roleArn: roleArn('Role that lets the stream read the table, in the same account: glue:GetTableVersions.', 512),
    databaseName: text('Name of the database.', { ...WORD, examples: ['device_lake'] }),
    tableName: text('Name of the table.', { ...WORD, examples: ['defender_metrics'] }),
    region: text('Region of the catalog; the stream’s own by default.', { ...WORD, examples: ['eu-central-1'] }),
    catalogId: text('Account id of the catalog, in quotes; the stream’s own account by default.', WORD),
    versionId: text('Version of the table, in quotes.', { ...WORD, default: 'LATEST' }),
  },
  { required: ['roleArn', 'databaseName', 'tableName'] },
);

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_Deserializer.html */
const deserializer = oneOf('How the JSON is read.', {
  openXJsonSerDe: closed('The OpenX reader.', {
    caseInsensitive: flag('Converts keys to lower case first.', { default: true }),
    convertDotsInJsonKeysToUnderscores: flag('Writes a.b as a_b, because columns cannot have dots.', {
      default: false,
    }),
    columnToJsonKeyMappings: map('JSON keys by column, where the two differ.', text('A JSON key.', LINE), {
      propertyNames: text('Name of a column.', WORD),
      default: {},
      examples: [{ ts: 'timestamp' }],
    }),
  }),
  hiveJsonSerDe: closed('The Hive reader.', {
    timestampFormats: list(
      'Formats of timestamps in Joda-Time’s notation, or millis.',
      text('A format.', { ...LINE, examples: ['millis'] }),
      { default: [] },
    ),
  }),
});

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_ParquetSerDe.html */
const parquetSerDe = closed('Writes Apache Parquet.', {
  compression: choice('How pages are compressed.', ['UNCOMPRESSED', 'GZIP', 'SNAPPY'], { default: 'SNAPPY' }),
  blockSizeBytes: whole('Bytes in an HDFS block.', { minimum: 64 * MIB, default: 256 * MIB }),
  pageSizeBytes: whole('Bytes in a page.', { minimum: 64 * 1024, default: MIB }),
  maxPaddingBytes: whole('Bytes of padding at most.', { minimum: 0, default: 0 }),
  enableDictionaryCompression: flag('Encodes repeated values as a dictionary.', { default: false }),
  writerVersion: choice('Version of the row format.', ['V1', 'V2'], { default: 'V1' }),
});

const fraction = { minimum: 0, maximum: 1 };

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_OrcSerDe.html */
const orcSerDe = closed('Writes Apache ORC.', {
  compression: choice('How blocks are compressed.', ['NONE', 'ZLIB', 'SNAPPY'], { default: 'SNAPPY' }),
  stripeSizeBytes: whole('Bytes in a stripe.', { minimum: 8 * MIB, default: 64 * MIB }),
  blockSizeBytes: whole('Bytes in an HDFS block.', { minimum: 64 * MIB, default: 256 * MIB }),
  rowIndexStride: whole('Rows between index entries.', { minimum: 1000, default: 10_000 }),
  enablePadding: flag('Pads stripes to HDFS blocks.', { default: false }),
  paddingTolerance: decimal('Padding at most, as a fraction of a stripe.', { ...fraction, default: 0.05 }),
  bloomFilterColumns: list('Columns that get Bloom filters.', text('Name of a column.', WORD), {
    default: [],
  }),
  bloomFilterFalsePositiveProbability: decimal('Allowed false positives of Bloom filters, as a fraction.', {
    ...fraction,
    default: 0.05,
  }),
  // AWS names no default; Terraform sends 0: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kinesis_firehose_delivery_stream
  dictionaryKeyThreshold: decimal('Share of distinct values below which a dictionary is used; 1 always uses one.', {
    ...fraction,
    default: 0,
  }),
  formatVersion: choice('Version of the file.', ['V0_11', 'V0_12'], { default: 'V0_12' }),
});

/** https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html */
export const formatConversionSchema: JsonObject = closed(
  'Converts JSON to Parquet or ORC. Compression is then set in the serializer, and buffers are at least 64 MiB.',
  {
    enabled: flag('Whether to convert. Default: true, if the block is present.', { default: true }),
    schemaConfiguration,
    inputFormatConfiguration: closed('The input.', { deserializer }, { required: ['deserializer'] }),
    outputFormatConfiguration: closed(
      'The output.',
      { serializer: oneOf('Parquet or ORC.', { parquetSerDe, orcSerDe }) },
      { required: ['serializer'] },
    ),
  },
  {
    default: { enabled: false },
    if: { properties: { enabled: { const: false } }, required: ['enabled'] },
    else: { required: ['schemaConfiguration', 'inputFormatConfiguration', 'outputFormatConfiguration'] },
  },
);
