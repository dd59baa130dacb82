import type { JsonObject } from '../../model/values/json.ts';
import { roleArn, ruleDestinationArn } from '../shared/arn.ts';
import { choice, closed, flag, list, map, oneOf, text, whole } from '../shared/schema.ts';

const TEMPLATE = 'May contain substitution templates such as ${topic()}.';

const CANNED_ACLS = [
  'private',
  'public-read',
  'public-read-write',
  'aws-exec-read',
  'authenticated-read',
  'bucket-owner-read',
  'bucket-owner-full-control',
  'log-delivery-write',
];

/** https://docs.aws.amazon.com/iot/latest/apireference/API_S3Action.html */
const s3 = closed(
  'Writes an object to an S3 bucket.',
  {
    bucketName: text(`Name of the bucket. ${TEMPLATE}`, { minLength: 1, examples: ['acme-device-lake'] }),
    key: text(`Key of the object. ${TEMPLATE}`, {
      minLength: 1,
      examples: ['errors/${topic()}/${newuuid()}'],
    }),
    cannedAcl: choice('Canned access control list of the object.', CANNED_ACLS),
    roleArn: roleArn('Role that lets the rule write to the bucket: s3:PutObject, and s3:PutObjectAcl with cannedAcl.'),
  },
  { required: ['bucketName', 'key', 'roleArn'] },
);

const keyType = (of: string): JsonObject =>
  choice(`Type of the ${of}; set it, because replacing the rule resets it.`, ['STRING', 'NUMBER']);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_DynamoDBAction.html */
const dynamoDB = closed(
  'Writes the message to one column of a DynamoDB table.',
  {
    tableName: text(`Name of the table. ${TEMPLATE}`, { minLength: 1 }),
    operation: text('INSERT, UPDATE or DELETE, or a template that yields one of them.', {
      examples: ['INSERT'],
    }),
    hashKeyField: text('Name of the partition key.', { minLength: 1 }),
    hashKeyValue: text(`Value of the partition key. ${TEMPLATE}`, {
      minLength: 1,
      examples: ['${clientid()}'],
    }),
    hashKeyType: keyType('partition key'),
    rangeKeyField: text('Name of the sort key.'),
    rangeKeyValue: text(`Value of the sort key. ${TEMPLATE}`, { examples: ['${timestamp()}'] }),
    rangeKeyType: keyType('sort key'),
    // https://docs.aws.amazon.com/iot/latest/developerguide/dynamodb-rule-action.html
    // An empty one makes the action fail: https://github.com/hashicorp/terraform/issues/6961
    payloadField: text('Name of the column for the message.', { minLength: 1, default: 'payload' }),
    roleArn: roleArn(
      'Role that lets the rule write to the table: dynamodb:PutItem, dynamodb:UpdateItem or dynamodb:DeleteItem.',
    ),
  },
  { required: ['tableName', 'hashKeyField', 'hashKeyValue', 'roleArn'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_DynamoDBv2Action.html */
const dynamoDBv2 = closed(
  'Writes each attribute of the message to its own column of a DynamoDB table.',
  {
    putItem: closed(
      'Where to write.',
      { tableName: text(`Name of the table. ${TEMPLATE}`, { minLength: 1 }) },
      { required: ['tableName'] },
    ),
    roleArn: roleArn('Role that lets the rule write to the table: dynamodb:PutItem.'),
  },
  { required: ['putItem', 'roleArn'] },
);

const searchMembers = {
  endpoint: text('Endpoint of the domain.', {
    pattern: '^https?://',
    examples: ['https://search-fleet.ap-south-1.es.amazonaws.com'],
  }),
  index: text(`The index. ${TEMPLATE}`, { minLength: 1 }),
  type: text(`Type of the document. ${TEMPLATE}`, { minLength: 1 }),
  id: text(`Id of the document. ${TEMPLATE}`, { minLength: 1, examples: ['${newuuid()}'] }),
  roleArn: roleArn('Role that lets the rule write to the domain: es:ESHttpPut.'),
};
const searchRequired = ['endpoint', 'index', 'type', 'id', 'roleArn'];

/** https://docs.aws.amazon.com/iot/latest/apireference/API_OpenSearchAction.html */
const openSearch = closed('Writes to an Amazon OpenSearch Service domain.', searchMembers, {
  required: searchRequired,
});

/** https://docs.aws.amazon.com/iot/latest/apireference/API_ElasticsearchAction.html */
const elasticsearch = closed(
  'The predecessor of openSearch; AWS accepts it only in rules that already have it.',
  searchMembers,
  {
    required: searchRequired,
  },
);

const timeUnit = ['SECONDS', 'MILLISECONDS', 'MICROSECONDS', 'NANOSECONDS'];

/** https://docs.aws.amazon.com/iot/latest/apireference/API_TimestreamAction.html */
const timestream = closed(
  'Writes each attribute of the message as a measure to Amazon Timestream for LiveAnalytics.',
  {
    databaseName: text('Name of the database.', { minLength: 1 }),
    tableName: text('Name of the table.', { minLength: 1 }),
    dimensions: list(
      'Metadata of each record, 1 to 128.',
      closed(
        'A dimension.',
        {
          name: text('Name; not measure_name, measure_value or time.', { minLength: 1 }),
          value: text(`Value. ${TEMPLATE}`, { minLength: 1, examples: ['${clientid()}'] }),
        },
        { title: 'TimestreamDimension', required: ['name', 'value'] },
      ),
      { minItems: 1, maxItems: 128 },
    ),
    timestamp: closed(
      'Time of the record, instead of the time at which the rule ran.',
      {
        value: text('An expression that yields a whole epoch time.', {
          minLength: 1,
          examples: ['${timestamp()}'],
        }),
        unit: text(`Unit of the value: one of ${timeUnit.join(', ')}, or a template that yields one.`, {
          minLength: 1,
        }),
      },
      { required: ['value', 'unit'] },
    ),
    roleArn: roleArn(
      'Role that lets the rule write to the table: timestream:WriteRecords and timestream:DescribeEndpoints.',
    ),
  },
  { required: ['databaseName', 'tableName', 'dimensions', 'roleArn'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_InfluxDBBatchConfig.html */
const batchConfig = closed('Writes points in batches; a batch is sent when the first limit is reached.', {
  maxBatchOpenMs: whole('Milliseconds until a batch is sent.', { minimum: 5, maximum: 1000 }),
  maxBatchSize: whole('Points in a batch.', { minimum: 1, maximum: 500 }),
  maxBatchSizeBytes: whole('Bytes in a batch.', { minimum: 100, maximum: 131_072 }),
  batchAcrossTopics: flag('Puts points of different topics into one batch.', { default: false }),
});

/** https://docs.aws.amazon.com/iot/latest/apireference/API_InfluxDBAction.html */
const influxDB = closed(
  'Writes to an InfluxDB database as line protocol.',
  {
    destinationArn: ruleDestinationArn('The InfluxDB destination; it must be enabled.'),
    databaseName: text('Name of the database; in InfluxDB 2 of the bucket.', {
      minLength: 2,
      maxLength: 64,
      pattern: '^[^_"][^"]+$',
      examples: ['fleet'],
    }),
    tableName: text(`The measurement. ${TEMPLATE}`, {
      minLength: 1,
      maxLength: 1024,
      pattern: '^[^_].*$',
      examples: ['metrics'],
    }),
    organization: text('Organization that owns the database; InfluxDB 2 needs it.', { minLength: 1, maxLength: 64 }),
    tags: map(
      `Indexed metadata of each point. ${TEMPLATE}`,
      text('Value of the tag.', { minLength: 1, maxLength: 1024 }),
      {
        default: {},
        maxProperties: 498,
        propertyNames: text('Name of the tag.', { minLength: 1, maxLength: 256, pattern: '^[^_].*$' }),
      },
    ),
    timestampUnit: choice('Precision of the timestamp.', ['s', 'ms', 'us', 'ns'], { default: 'ms' }),
    batchConfig,
    roleArn: roleArn('Role that lets the rule read the InfluxDB token from Secrets Manager.'),
  },
  { required: ['destinationArn', 'databaseName', 'tableName', 'roleArn'] },
);

const assetValue = oneOf(
  'The value, under the name of its type; numbers and booleans in quotes.',
  {
    stringValue: text(`A string. ${TEMPLATE}`, { minLength: 1, maxLength: 1024 }),
    integerValue: text(`A whole number. ${TEMPLATE}`, { examples: ['${battery}'] }),
    doubleValue: text(`A number. ${TEMPLATE}`),
    booleanValue: text(`"true" or "false". ${TEMPLATE}`),
  },
  { title: 'AssetPropertyVariant' },
);

const assetPropertyValue = closed(
  'A value with its time.',
  {
    value: assetValue,
    timestamp: closed(
      'Time of the measurement.',
      {
        timeInSeconds: text(`Epoch seconds. ${TEMPLATE}`, {
          minLength: 1,
          examples: ['${floor(timestamp() / 1E3)}'],
        }),
        offsetInNanos: text(`Nanoseconds to add. ${TEMPLATE}`),
      },
      { required: ['timeInSeconds'] },
    ),
    quality: text('GOOD, BAD or UNCERTAIN, or a template that yields one of them.'),
  },
  { title: 'AssetPropertyValue', required: ['value', 'timestamp'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_IotSiteWiseAction.html */
const iotSiteWise = closed(
  'Writes to properties of AWS IoT SiteWise assets.',
  {
    putAssetPropertyValueEntries: list(
      'The entries to write, at least one.',
      closed(
        'Values of one property, named by its alias or by asset and property.',
        {
          entryId: text('Name of the entry in errors. Default: a UUID.'),
          assetId: text(`Id of the asset. ${TEMPLATE}`),
          propertyId: text(`Id of the property. ${TEMPLATE}`),
          propertyAlias: text(`Alias of the property. ${TEMPLATE}`, { minLength: 1 }),
          propertyValues: list('Values, at least one.', assetPropertyValue, { minItems: 1 }),
        },
        { title: 'PutAssetPropertyValueEntry', required: ['propertyValues'] },
      ),
      { minItems: 1 },
    ),
    roleArn: roleArn('Role that lets the rule write to the assets: iotsitewise:BatchPutAssetPropertyValue.'),
  },
  { required: ['putAssetPropertyValueEntries', 'roleArn'] },
);

/** Actions that store the message. */
export const storageActions: Readonly<Record<string, JsonObject>> = {
  s3,
  dynamoDB,
  dynamoDBv2,
  openSearch,
  elasticsearch,
  timestream,
  influxDB,
  iotSiteWise,
};
