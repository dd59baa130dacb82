import type { JsonObject } from '../../model/values/json.ts';
import { catalogArn, roleArn } from '../shared/arn.ts';
import { choice, closed, flag, list, text } from '../shared/schema.ts';
import { aroundDelivery, flatNames, retryOptions } from './endpoint-schemas.ts';
import { bufferingHintsSchema, s3Place } from './s3-destination-schema.ts';

// Names as AWS's model takes them, without a hyphen: https://docs.aws.amazon.com/firehose/latest/APIReference/API_DestinationTableConfiguration.html
const name = (what: string, example: string): JsonObject =>
  text(`Name of the ${what}: letters, digits, _ and . only.`, {
    minLength: 1,
    maxLength: 255,
    pattern: '^[a-zA-Z0-9._]+$',
    examples: [example],
  });

const column = (description: string): JsonObject =>
  text(description, { minLength: 1, maxLength: 1024, pattern: '^\\S+$', examples: ['thing'] });

const partitionField = closed(
  'A column to partition by.',
  { sourceName: column('Its name.') },
  { required: ['sourceName'] },
);

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_DestinationTableConfiguration.html */
const table = closed(
  'A table to write records to.',
  {
    destinationDatabaseName: name('database, or of the namespace of a table bucket', 'device_lake'),
    destinationTableName: name('table', 'defender_metrics'),
    uniqueKeys: list(
      'Columns that identify a row, so that it is updated and not added again.',
      column('Name of a column.'),
      {
        default: [],
      },
    ),
    partitionSpec: closed(
      'How a table that Firehose creates is partitioned (a preview).',
      { identity: list('By the values of columns.', partitionField, { default: [] }) },
      { default: {} },
    ),
    s3ErrorOutputPrefix: text('Prefix of the object keys for records that could not be delivered to this table.', {
      maxLength: 1024,
      pattern: '^.*$',
      default: '',
      examples: ['failed/metrics/'],
    }),
  },
  { required: ['destinationTableName', 'destinationDatabaseName'] },
);

/** What AWS has as a preview. */
const preview = (description: string): JsonObject =>
  closed(
    `${description} A preview of AWS.`,
    { enabled: flag('Whether to.') },
    { required: ['enabled'], default: { enabled: false } },
  );

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_IcebergDestinationConfiguration.html */
export const icebergSchema: JsonObject = closed(
  'Delivers to Apache Iceberg tables, in your own bucket or in S3 Tables.',
  {
    roleArn: roleArn('Role that lets the stream read the catalog and write the tables.', 512),
    catalogConfiguration: closed(
      'The catalog of AWS Glue that has the tables. Changing it replaces the stream.',
      {
        catalogArn: catalogArn('The catalog: `catalog`, or `catalog/s3tablescatalog/BUCKET` with S3 Tables.'),
        warehouseLocation: text('Location of the tables that Firehose creates (a preview).', {
          minLength: 1,
          maxLength: 2048,
          pattern: '^s3://.*$',
          examples: ['s3://acme-device-lake/iceberg'],
        }),
      },
      { required: ['catalogArn'] },
    ),
    destinationTableConfigurationList: list(
      'The tables; without any, the metadata of each record must name its table.',
      table,
      { default: [] },
    ),
    appendOnly: flag('Whether records are only appended, which is faster. Turning it off replaces the stream.', {
      default: false,
    }),
    schemaEvolutionConfiguration: preview('Adds columns for members of a record that the table does not have.'),
    tableCreationConfiguration: preview('Creates missing tables.'),
    bufferingHints: bufferingHintsSchema,
    retryOptions: retryOptions(300),
    // AWS's model has AllData too: https://docs.aws.amazon.com/firehose/latest/APIReference/API_IcebergDestinationConfiguration.html
    s3BackupMode: choice('Which records are also written to S3; AWS has only one mode.', ['FailedDataOnly'], {
      default: 'FailedDataOnly',
    }),
    s3Configuration: s3Place('The destination for messages that could not be delivered.'),
    ...aroundDelivery,
  },
  { required: ['roleArn', 'catalogConfiguration', 's3Configuration'], otherNames: flatNames },
);
