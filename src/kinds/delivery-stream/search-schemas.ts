import type { JsonObject } from '../../model/values/json.ts';
import { domainArn, roleArn } from '../shared/arn.ts';
import { choice, closed, set, text } from '../shared/schema.ts';
import { aroundDelivery, flatNames, retryOptions } from './endpoint-schemas.ts';
import { buffering, backupPlace } from './s3-destination-schema.ts';

const ids = (description: string, maxItems: number, example: string): JsonObject =>
  set(description, text('Its id.', { minLength: 1, maxLength: 1024, pattern: '^\\S+$', examples: [example] }), {
    minItems: 1,
    maxItems,
  });

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_VpcConfiguration.html */
const vpc = closed(
  'The VPC in which the domain or collection is. Changing it replaces the stream.',
  {
    roleArn: roleArn('Role that lets the stream create network interfaces there.', 512),
    subnetIds: ids('The subnets.', 16, 'subnet-0a1b2c3d'),
    securityGroupIds: ids('The security groups of the interfaces.', 5, 'sg-0a1b2c3d'),
  },
  { title: 'VpcConfiguration', required: ['roleArn', 'subnetIds', 'securityGroupIds'] },
);

const address = (description: string, example: string): JsonObject =>
  text(description, { minLength: 1, maxLength: 512, pattern: '^https:.*$', examples: [example] });

/** What the two have in common. */
const search: Readonly<Record<string, JsonObject>> = {
  roleArn: roleArn('Role that lets the stream index documents.', 512),
  indexName: text('Name of the index.', {
    minLength: 1,
    maxLength: 80,
    pattern: '^.*$',
    examples: ['defender-metrics'],
  }),
  bufferingHints: buffering(
    'When documents are sent: when the first of the two is reached. 5 MiB and 300 seconds by default.',
    100,
  ),
  retryOptions: retryOptions(300),
  s3BackupMode: choice(
    'Which records are also written to S3: those that could not be indexed, or all. Changing it replaces the stream.',
    ['FailedDocumentsOnly', 'AllDocuments'],
    { default: 'FailedDocumentsOnly' },
  ),
  s3Configuration: backupPlace,
  vpcConfiguration: vpc,
  ...aroundDelivery,
};

const otherNames = {
  ...flatNames,
  vpcConfig: 'vpcConfiguration',
  vpcConfigurationDescription: 'vpcConfiguration',
};

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_AmazonopensearchserviceDestinationConfiguration.html */
export const openSearchSchema: JsonObject = closed(
  'Delivers to a domain of Amazon OpenSearch Service; also with Elasticsearch.',
  {
    domainArn: domainArn('The domain. Naming clusterEndpoint instead replaces the stream.'),
    clusterEndpoint: address(
      'Address of the cluster. Naming domainArn instead replaces the stream.',
      'https://search-fleet-abcdefghijklmnop.ap-south-1.es.amazonaws.com',
    ),
    ...search,
    typeName: text('Type of the documents, of Elasticsearch 6 and older only.', {
      maxLength: 100,
      pattern: '^.*$',
      default: '',
    }),
    indexRotationPeriod: choice(
      'How often a new index is started, with the time in its name.',
      ['NoRotation', 'OneHour', 'OneDay', 'OneWeek', 'OneMonth'],
      { default: 'OneDay' },
    ),
    documentIdOptions: closed(
      'Who generates the ids of documents.',
      {
        defaultDocumentIdFormat: choice(
          'Firehose, so that a retried record is not indexed twice; or OpenSearch, which is faster.',
          ['FIREHOSE_DEFAULT', 'NO_DOCUMENT_ID'],
        ),
      },
      { required: ['defaultDocumentIdFormat'], default: { defaultDocumentIdFormat: 'FIREHOSE_DEFAULT' } },
    ),
  },
  {
    required: ['roleArn', 'indexName', 's3Configuration'],
    oneOf: [{ required: ['domainArn'] }, { required: ['clusterEndpoint'] }],
    otherNames,
  },
);

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_AmazonOpenSearchServerlessDestinationConfiguration.html */
export const openSearchServerlessSchema: JsonObject = closed(
  'Delivers to a collection of Amazon OpenSearch Serverless.',
  {
    collectionEndpoint: address(
      'Address of the collection.',
      'https://a1b2c3d4e5f6g7h8i9j0.ap-south-1.aoss.amazonaws.com',
    ),
    ...search,
  },
  { required: ['collectionEndpoint', 'roleArn', 'indexName', 's3Configuration'], otherNames },
);
