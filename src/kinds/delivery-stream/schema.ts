import type { JsonObject } from '../../model/values/json.ts';
import { ownKeyArn } from '../shared/arn.ts';
import { extendedS3Schema } from './s3-destination-schema.ts';
import { choice, closed, NAME_IS_KEY, OF_REQUESTS, refused, text, whole } from '../shared/schema.ts';
import { tagsSchema } from '../shared/tags.ts';
import type { Tags } from '../shared/tags.ts';

/** What is said about a delivery stream. */
export type DeliveryStreamSpec = {
  readonly deliveryStreamType?: string;
  readonly directPutSourceConfiguration?: { readonly throughputHintInMBs: number };
  readonly extendedS3Destination: JsonObject;
  readonly deliveryStreamEncryption?: {
    readonly keyType: 'AWS_OWNED_CMK' | 'CUSTOMER_MANAGED_CMK';
    readonly keyArn?: string;
  };
  /** Only where AWS failed to create or delete the stream. */
  readonly deliveryStreamStatus?: string;
  readonly tags?: Tags;
};

// https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html
/** JSON Schema of a stream's name. */
export const deliveryStreamNameSchema: JsonObject = text('Name of the stream: letters, digits, _, . and - only.', {
  minLength: 1,
  maxLength: 64,
  pattern: '^[a-zA-Z0-9_.-]+$',
  examples: ['soundbox-metrics'],
});

/** Values of a stream's tags have an alphabet too: https://docs.aws.amazon.com/firehose/latest/APIReference/API_Tag.html */
const streamTagsSchema: JsonObject = {
  ...tagsSchema,
  title: 'DeliveryStreamTags',
  additionalProperties: text('Value of the tag.', {
    maxLength: 256,
    pattern: '^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@%]*$',
  }),
  propertyNames: {
    type: 'string',
    minLength: 1,
    maxLength: 128,
    pattern: '^(?![aA][wW][sS]:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@%]+$',
    description: 'Key of the tag: letters, digits, spaces and _.:/=+-@%, and not beginning with aws:, which is of AWS.',
  },
};

// https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamEncryptionConfigurationInput.html
const encryptionSchema = closed(
  'Encrypts records while they wait in the stream.',
  {
    keyType: choice('Whose key: AWS’s own, or one of yours.', ['AWS_OWNED_CMK', 'CUSTOMER_MANAGED_CMK']),
    keyArn: ownKeyArn('The key, not an alias of it; with CUSTOMER_MANAGED_CMK only.'),
  },
  {
    required: ['keyType'],
    if: { properties: { keyType: { const: 'CUSTOMER_MANAGED_CMK' } }, required: ['keyType'] },
    then: { required: ['keyArn'] },
    else: {
      properties: {
        keyArn: {
          not: {},
          description: 'AWS’s own key has no ARN to give: take keyArn out, or use CUSTOMER_MANAGED_CMK.',
        },
      },
    },
  },
);

const ONLY_S3 = 'is not supported: exported metrics are delivered to S3, with extendedS3Destination.';
const ONLY_DIRECT_PUT =
  'is not supported: declare the stream elsewhere, with its deliveryStreamType. A topic rule can write to a Kinesis data stream itself, with the action kinesis.';

const destinations: Readonly<Record<string, JsonObject>> = {
  s3Destination: refused(
    'The plain S3 destination is deprecated: use extendedS3Destination, which takes the same members.',
  ),
  redshiftDestination: refused(`Amazon Redshift ${ONLY_S3}`),
  elasticsearchDestination: refused(`Elasticsearch ${ONLY_S3}`),
  amazonopensearchserviceDestination: refused(`Amazon OpenSearch Service ${ONLY_S3}`),
  amazonOpenSearchServerlessDestination: refused(`Amazon OpenSearch Serverless ${ONLY_S3}`),
  splunkDestination: refused(`Splunk ${ONLY_S3}`),
  httpEndpointDestination: refused(`An HTTP endpoint ${ONLY_S3}`),
  snowflakeDestination: refused(`Snowflake ${ONLY_S3}`),
  icebergDestination: refused(`Apache Iceberg ${ONLY_S3}`),
};

/**
 * Destinations as requests, answers and Terraform call them.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kinesis_firehose_delivery_stream
 */
const namesOfDestinations = Object.fromEntries(
  ['extendedS3Destination', ...Object.keys(destinations)].flatMap((name) => [
    ...['Configuration', 'Update', 'Description'].map((ending) => [`${name}${ending}`, name]),
    [name.replace('Destination', 'Configuration'), name],
  ]),
) as Readonly<Record<string, string>>;

/** JSON Schema of a delivery stream. */
export const deliveryStreamSchema: JsonObject = closed(
  'Collects records and delivers them to S3 in objects.',
  {
    deliveryStreamType: choice('Where records come from: only DirectPut, which topic rules write to.', ['DirectPut'], {
      default: 'DirectPut',
    }),
    directPutSourceConfiguration: closed(
      'What is known about the source.',
      {
        throughputHintInMBs: whole(
          'MiB per second to expect; a hint that raises no limit. Changing it replaces the stream.',
          { minimum: 1, maximum: 100 },
        ),
      },
      { required: ['throughputHintInMBs'] },
    ),
    extendedS3Destination: extendedS3Schema,
    deliveryStreamEncryption: encryptionSchema,
    tags: streamTagsSchema,
    deliveryStreamStatus: refused('AWS sets it where creating or deleting a stream failed; it is never written.'),
    ...destinations,
    kinesisStreamSourceConfiguration: refused(`A Kinesis data stream as source ${ONLY_DIRECT_PUT}`),
    mskSourceConfiguration: refused(`Amazon MSK as source ${ONLY_DIRECT_PUT}`),
    databaseSourceConfiguration: refused(`A database as source ${ONLY_DIRECT_PUT}`),
  },
  {
    required: ['extendedS3Destination'],
    otherNames: {
      ...namesOfDestinations,
      opensearchConfiguration: 'amazonopensearchserviceDestination',
      opensearchserverlessConfiguration: 'amazonOpenSearchServerlessDestination',
      kinesisSourceConfiguration: 'kinesisStreamSourceConfiguration',
      deliveryStreamName: NAME_IS_KEY,
      deliveryStreamEncryptionConfigurationInput: 'deliveryStreamEncryption',
      deliveryStreamEncryptionConfiguration: 'deliveryStreamEncryption',
      serverSideEncryption: 'deliveryStreamEncryption',
      currentDeliveryStreamVersionId: OF_REQUESTS,
      destinationId: OF_REQUESTS,
    },
  },
);
