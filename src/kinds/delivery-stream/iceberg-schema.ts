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
  'A table that records go to.',
  {
    destinationDatabaseName: name('database, or of the namespace of a table bucket', 'device_lake'),
    destinationTableName: name('table', 'defender_metrics'),
    uniqueKeys: list('Columns by which a row is updated and not added again.', column('Name of a column.'), {
      default: [],
    }),
    partitionSpec: closed(
      'How a table is partitioned that Firehose makes (a preview).',
      { identity: list('By the values of columns.', partitionField, { default: [] }) },
      { default: {} },
    ),
    s3ErrorOutputPrefix: text('Begins the keys of what could not be delivered to this table.', {
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
  'Delivers to Apache Iceberg tables, in a bucket of yours or in S3 Tables.',
  {
    roleArn: roleArn('Role that lets the stream read the catalog and write the tables.', 512),
    catalogConfiguration: closed(
      'The catalog of AWS Glue that has the tables. Changing it replaces the stream.',
      {
        catalogArn: catalogArn('The catalog: `catalog`, or `catalog/s3tablescatalog/BUCKET` with S3 Tables.'),
        warehouseLocation: text('Where tables are that Firehose makes (a preview).', {
          minLength: 1,
          maxLength: 2048,
          pattern: '^s3://.*$',
          examples: ['s3://acme-device-lake/iceberg'],
        }),
      },
      { required: ['catalogArn'] },
    ),
    destinationTableConfigurationList: list(
      'The tables; without any, each record has to say by its metadata where it goes.',
      table,
      { default: [] },
    ),
    appendOnly: flag('Whether records are only ever added, which is quicker. Turning it off replaces the stream.', {
      default: false,
    }),
    schemaEvolutionConfiguration: preview('Adds columns that a record has and the table has not.'),
    tableCreationConfiguration: preview('Makes tables that there are not.'),
    bufferingHints: bufferingHintsSchema,
    retryOptions: retryOptions(300),
    // AWS's model has AllData too: https://docs.aws.amazon.com/firehose/latest/APIReference/API_IcebergDestinationConfiguration.html
    s3BackupMode: choice('What goes to S3 as well; AWS has one way.', ['FailedDataOnly'], {
      default: 'FailedDataOnly',
    }),
    s3Configuration: s3Place('Where goes what could not be delivered.'),
    ...aroundDelivery,
  },
  { required: ['roleArn', 'catalogConfiguration', 's3Configuration'], otherNames: flatNames },
);
