import type { JsonObject } from '../../model/values/json.ts';
import { roleArn } from '../shared/arn.ts';
import { choice, closed, flag, text } from '../shared/schema.ts';
import { aroundDelivery, flatNames, literalSecret, retryOptions, secret } from './endpoint-schemas.ts';
import { backupPlace, buffering, s3Place, whenEnabled } from './s3-destination-schema.ts';

const COPIED = ['UNCOMPRESSED', 'GZIP'];

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_CopyCommand.html */
const copyCommand = closed(
  'The COPY command that Redshift loads with.',
  {
    dataTableName: text('Name of the table, which must exist.', {
      minLength: 1,
      maxLength: 512,
      pattern: '^.*$',
      examples: ['defender_metrics'],
    }),
    dataTableColumns: text('Names of columns, separated by commas. Default: all.', {
      maxLength: 10_240,
      pattern: '^.*$',
      default: '',
    }),
    copyOptions: text('Options of the command.', {
      maxLength: 10_240,
      pattern: '^.*$',
      default: '',
      examples: ["FORMAT JSON 'auto' GZIP"],
    }),
  },
  { required: ['dataTableName'] },
);

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_RedshiftDestinationConfiguration.html */
export const redshiftSchema: JsonObject = closed(
  'Delivers to Amazon Redshift, through a bucket.',
  {
    roleArn: roleArn('Role for everything without its own role.', 512),
    clusterJDBCURL: text('Address of the database.', {
      minLength: 1,
      maxLength: 512,
      pattern:
        '^jdbc:(redshift|postgresql)://((?!-)[A-Za-z0-9-]{1,63}(?<!-)\\.)+(redshift(-serverless)?)\\.([a-zA-Z0-9.-]+):\\d{1,5}/[a-zA-Z0-9_$-]+$',
      examples: ['jdbc:redshift://fleet.abc123.ap-south-1.redshift.amazonaws.com:5439/metrics'],
    }),
    copyCommand,
    username: literalSecret('username'),
    password: literalSecret('password'),
    retryOptions: retryOptions(3600),
    s3Configuration: s3Place('The bucket that Redshift loads from.', {
      properties: {
        compressionFormat: choice('How objects are compressed; Redshift reads these.', COPIED, {
          default: 'UNCOMPRESSED',
        }),
      },
    }),
    s3BackupMode: choice(
      'Keeps a copy of the source records; once Enabled, disabling it replaces the stream.',
      ['Disabled', 'Enabled'],
      { default: 'Disabled' },
    ),
    s3BackupConfiguration: backupPlace,
    secretsManagerConfiguration: secret('username and password'),
    ...aroundDelivery,
  },
  {
    required: ['roleArn', 'clusterJDBCURL', 'copyCommand', 's3Configuration', 'secretsManagerConfiguration'],
    otherNames: {
      ...flatNames,
      s3BackupUpdate: 's3BackupConfiguration',
      clusterJdbcurl: 'clusterJDBCURL',
      dataTableName: 'Write copyCommand.dataTableName.',
      dataTableColumns: 'Write copyCommand.dataTableColumns.',
      copyOptions: 'Write copyCommand.copyOptions.',
    },
    if: { properties: { s3BackupMode: { const: 'Enabled' } }, required: ['s3BackupMode'] },
    then: { required: ['s3BackupConfiguration'] },
    dependentRequired: { s3BackupConfiguration: ['s3BackupMode'] },
  },
);

const name = (description: string, example: string): JsonObject =>
  text(description, { minLength: 1, maxLength: 255, examples: [example] });

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_SnowflakeDestinationConfiguration.html */
export const snowflakeSchema: JsonObject = closed(
  'Delivers to a table of Snowflake.',
  {
    accountUrl: text('Address of the account.', {
      minLength: 24,
      maxLength: 2048,
      pattern: '^.+?\\.snowflakecomputing\\.com$',
      examples: ['https://acme-fleet.snowflakecomputing.com'],
    }),
    database: name('Name of the database.', 'FLEET'),
    schema: name('Name of the schema.', 'DEFENDER'),
    table: name('Name of the table.', 'METRICS'),
    roleArn: roleArn('Role for everything without its own role.', 512),
    user: literalSecret('user'),
    privateKey: literalSecret('private_key'),
    keyPassphrase: literalSecret('key_passphrase'),
    snowflakeRoleConfiguration: closed(
      'A role of Snowflake to load with, and not the default one of the user.',
      {
        enabled: flag('Whether to use it.', { default: false }),
        snowflakeRole: name('Its name.', 'LOADER'),
      },
      { default: { enabled: false }, ...whenEnabled('snowflakeRole') },
    ),
    dataLoadingOption: choice(
      'Whether JSON keys are columns, or a record is in one column, with or without its metadata in a second column.',
      ['JSON_MAPPING', 'VARIANT_CONTENT_MAPPING', 'VARIANT_CONTENT_AND_METADATA_MAPPING'],
      { default: 'JSON_MAPPING' },
    ),
    metaDataColumnName: name('The column for the metadata of a record. Removing it replaces the stream.', 'META'),
    contentColumnName: name('The column for the record. Removing it replaces the stream.', 'CONTENT'),
    snowflakeVpcConfiguration: closed(
      'Reaches Snowflake over AWS PrivateLink. Changing it replaces the stream.',
      {
        privateLinkVpceId: text('Id of the endpoint service.', {
          minLength: 47,
          maxLength: 255,
          pattern: '^([a-zA-Z0-9_-]+\\.){2,3}vpce\\.[a-zA-Z0-9-]*\\.vpce-svc-[a-zA-Z0-9-]{17}$',
          examples: ['com.amazonaws.vpce.ap-south-1.vpce-svc-0a1b2c3d4e5f60718'],
        }),
      },
      { required: ['privateLinkVpceId'] },
    ),
    // https://docs.aws.amazon.com/firehose/latest/APIReference/API_SnowflakeBufferingHints.html
    bufferingHints: buffering(
      'When records are sent: when the first of the two is reached. 128 MiB and 0 seconds by default.',
      128,
    ),
    retryOptions: retryOptions(60),
    s3BackupMode: choice(
      'Which records are also written to S3: those that could not be delivered, or all.',
      ['FailedDataOnly', 'AllData'],
      {
        default: 'FailedDataOnly',
      },
    ),
    s3Configuration: backupPlace,
    secretsManagerConfiguration: secret('user, private_key and key_passphrase'),
    ...aroundDelivery,
  },
  {
    required: [
      'accountUrl',
      'database',
      'schema',
      'table',
      'roleArn',
      's3Configuration',
      'secretsManagerConfiguration',
    ],
    otherNames: flatNames,
  },
);
