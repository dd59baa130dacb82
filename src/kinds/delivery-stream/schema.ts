import type { JsonObject } from '../../model/values/json.ts';
import { ownKeyArn } from '../shared/arn.ts';
import { DESTINATION_MEMBERS } from '../../catalogue/stream-destinations.ts';
import type { DestinationMember } from '../../catalogue/stream-destinations.ts';
import { DESTINATIONS } from './destinations.ts';
import { sourceSchemas, SOURCE_TYPES } from './source-schemas.ts';
import { choice, closed, NAME_IS_KEY, OF_REQUESTS, refused, text } from '../shared/schema.ts';
import { tagsSchema } from '../shared/tags.ts';
import type { Tags } from '../shared/tags.ts';

/** What is said about a delivery stream. */
export type DeliveryStreamSpec = { readonly [member in DestinationMember]?: JsonObject } & {
  /** What the source says again. */
  readonly deliveryStreamType?: string;
  readonly directPutSourceConfiguration?: JsonObject;
  readonly kinesisStreamSourceConfiguration?: JsonObject;
  readonly mskSourceConfiguration?: JsonObject;
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
    description:
      'Key of the tag: letters, digits, spaces and _.:/=+-@%, not beginning with aws:, which is reserved for AWS.',
  },
};

// https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamEncryptionConfigurationInput.html
const encryptionSchema = closed(
  'Encrypts records in the stream.',
  {
    keyType: choice('Owner of the key: AWS, or you.', ['AWS_OWNED_CMK', 'CUSTOMER_MANAGED_CMK']),
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
          description: 'AWS’s own key has no ARN to give: remove keyArn, or use CUSTOMER_MANAGED_CMK.',
        },
      },
    },
  },
);

const ELSEWHERE =
  'is not supported: AWS has it as a preview. Declare the stream where it is declared today; rules may name it.';

/** What AWS has, and is written otherwise here. */
const formerly: Readonly<Record<string, JsonObject>> = {
  s3Destination: refused(
    'The plain S3 destination is deprecated: use extendedS3Destination, which takes the same members.',
  ),
  // https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html
  elasticsearchDestination: refused(
    'Use amazonopensearchserviceDestination, which takes the same members and domains with Elasticsearch as well.',
  ),
};

/**
 * Destinations as requests, answers and Terraform call them.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kinesis_firehose_delivery_stream
 */
const namesOfDestinations = Object.fromEntries(
  [...Object.keys(DESTINATIONS), ...Object.keys(formerly)].flatMap((name) => [
    ...['Configuration', 'Update', 'Description'].map((ending) => [`${name}${ending}`, name]),
    [name.replace('Destination', 'Configuration'), name],
  ]),
) as Readonly<Record<string, string>>;

/** A source that stands there says the type, which has to say the same where it is written. */
const ofOneType = Object.entries(SOURCE_TYPES).map(([member, type]): JsonObject => ({
  if: { required: [member] },
  then: {
    properties: {
      deliveryStreamType: { type: 'string', enum: [type] },
      ...Object.fromEntries(
        Object.keys(SOURCE_TYPES)
          .filter((other) => other !== member)
          .map((other) => [other, { not: {}, description: `A stream has one source, and ${member} is given.` }]),
      ),
      ...(type === 'DirectPut'
        ? {}
        : {
            deliveryStreamEncryption: {
              not: {},
              description: 'What is read from elsewhere is encrypted there: remove it.',
            },
          }),
    },
  },
}));

/** A type that is written asks for its source. */
const withItsSource = Object.entries(SOURCE_TYPES)
  .filter(([, type]) => type !== 'DirectPut')
  .map(([member, type]): JsonObject => ({
    if: { properties: { deliveryStreamType: { const: type } }, required: ['deliveryStreamType'] },
    then: { required: [member] },
  }));

/** JSON Schema of a delivery stream. */
export const deliveryStreamSchema: JsonObject = closed(
  'Collects records and delivers them: to S3 in objects, or to one of seven other places.',
  {
    deliveryStreamType: choice(
      'Type of the source. It can be omitted: the source member determines it.',
      Object.values(SOURCE_TYPES),
    ),
    ...sourceSchemas,
    ...Object.fromEntries(Object.entries(DESTINATIONS).map(([member, { schema }]) => [member, schema])),
    deliveryStreamEncryption: encryptionSchema,
    tags: streamTagsSchema,
    deliveryStreamStatus: refused('AWS sets it where creating or deleting a stream failed; it is never written.'),
    ...formerly,
    databaseSourceConfiguration: refused(`A database as source ${ELSEWHERE}`),
  },
  {
    oneOf: DESTINATION_MEMBERS.map((member) => ({ required: [member] })),
    allOf: [...ofOneType, ...withItsSource],
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
