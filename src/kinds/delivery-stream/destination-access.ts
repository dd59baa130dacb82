import type { DestinationMember } from '../../catalogue/stream-destinations.ts';
import { isList, objectOf } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import type { Target } from '../../model/settings.ts';
import type { Allow } from '../../model/access/allow.ts';
import { arnIn, literal } from '../../model/access/arn.ts';

/** What the role of a destination needs besides logging, and what no policy of it can do. */
export interface DestinationAccess {
  readonly does: string;
  readonly allows: readonly Allow[];
  readonly notes?: readonly string[];
}

/** What the role of each destination is for. https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html */
export function destinationAccess(member: DestinationMember, settings: JsonObject, target: Target): DestinationAccess {
  const access: Partial<Record<DestinationMember, () => DestinationAccess>> = {
    amazonopensearchserviceDestination: () => openSearchAccess(settings, target),
    amazonOpenSearchServerlessDestination: () => serverlessAccess(settings, target),
    icebergDestination: () => icebergAccess(settings, target),
    redshiftDestination: () => ({ does: 'loads into Amazon Redshift', allows: [] }),
    snowflakeDestination: () => ({ does: 'loads into Snowflake', allows: [] }),
  };
  return access[member]?.() ?? { does: 'sends to an HTTP endpoint', allows: [] };
}

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-es */
function openSearchAccess({ domainArn, indexName }: JsonObject, target: Target): DestinationAccess {
  const domain = typeof domainArn === 'string' ? literal(domainArn) : arnIn(target, 'es', 'domain/*');
  const index = `${literal(String(indexName))}*`;
  const read = [
    '_all/_settings',
    '_cluster/stats',
    `${index}/_mapping/*`,
    '_nodes',
    '_nodes/stats',
    '_nodes/*/stats',
    '_stats',
    `${index}/_stats`,
    '',
  ];
  return {
    does: `indexes in ${String(indexName)}`,
    allows: [
      {
        actions: [
          'es:DescribeDomain',
          'es:DescribeDomainConfig',
          'es:DescribeDomains',
          'es:ESHttpPost',
          'es:ESHttpPut',
        ],
        resources: [domain, `${domain}/*`],
      },
      { actions: ['es:ESHttpGet'], resources: read.map((path) => `${domain}/${path}`) },
    ],
  };
}

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-serverless */
function serverlessAccess({ collectionEndpoint, indexName }: JsonObject, target: Target): DestinationAccess {
  const id = /^https:\/\/([a-z0-9]+)\.[a-z0-9-]+\.aoss\./.exec(String(collectionEndpoint))?.[1] ?? '*';
  return {
    does: `indexes in ${String(indexName)}`,
    allows: [{ actions: ['aoss:APIAccessAll'], resources: [arnIn(target, 'aoss', `collection/${id}`)] }],
    notes: ['The data access policy of the collection has to let it create and update indexes, and write documents.'],
  };
}

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-iceberg */
function icebergAccess(settings: JsonObject, target: Target): DestinationAccess {
  const { catalogArn, warehouseLocation } = objectOf(settings['catalogConfiguration']);
  const does = 'writes to Apache Iceberg tables';
  const isTableBucket = String(catalogArn).includes(':catalog/');
  const glue = {
    actions: ['glue:GetDatabase', 'glue:GetTable', 'glue:UpdateTable'],
    resources: glueResources(String(catalogArn), isTableBucket ? [] : tablesIn(settings)),
  };
  if (isTableBucket)
    return {
      does,
      allows: [glue, { actions: ['lakeformation:GetDataAccess'], resources: ['*'] }],
      notes: ['AWS Lake Formation has to grant it the tables of the table bucket.'],
    };
  const bucket = /^s3:\/\/([^/]+)/.exec(String(warehouseLocation))?.[1];
  if (bucket === undefined)
    return {
      does,
      allows: [glue],
      notes: ['It has to read, write and delete objects in the bucket where the tables are.'],
    };
  const arn = `arn:${target.partition}:s3:::${literal(bucket)}`;
  const objects = ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'];
  const lists = ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'];
  return {
    does,
    allows: [glue, { actions: objects, resources: [`${arn}/*`] }, { actions: lists, resources: [arn] }],
  };
}

/** The catalog with these tables, or with all. */
function glueResources(catalogArn: string, tables: readonly (readonly [string, string])[]): readonly string[] {
  const of = (resource: string): string => catalogArn.replace(/:catalog.*$/, `:${resource}`);
  const named = tables.length === 0 ? [['*', '*'] as const] : tables;
  const nested = catalogArn.includes(':catalog/') ? [literal(catalogArn)] : [];
  return [
    of('catalog'),
    ...nested,
    ...named.flatMap(([database, table]) => [of(`database/${database}`), of(`table/${database}/${table}`)]),
  ];
}

function tablesIn({ destinationTableConfigurationList: tables }: JsonObject): readonly (readonly [string, string])[] {
  return (isList(tables) ? tables : [])
    .map(objectOf)
    .map(({ destinationDatabaseName, destinationTableName }) => [
      String(destinationDatabaseName),
      String(destinationTableName),
    ]);
}

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_VpcConfiguration.html */
export const inVpc: readonly Allow[] = [
  {
    actions: [
      'ec2:CreateNetworkInterface',
      'ec2:CreateNetworkInterfacePermission',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcAttribute',
      'ec2:DescribeVpcs',
    ],
    resources: ['*'],
  },
];

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#firehose-assume-role */
export function kinesisAllows(streamArn: JsonValue | undefined): readonly Allow[] {
  return [
    {
      actions: ['kinesis:DescribeStream', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'],
      resources: [literal(String(streamArn))],
    },
  ];
}

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#access-to-msk */
export function mskAllows({ mskClusterArn, topicName }: JsonObject): readonly Allow[] {
  const cluster = literal(String(mskClusterArn));
  const topic = `${cluster.replace(':cluster/', ':topic/')}/${literal(String(topicName))}`;
  return [
    {
      actions: [
        'kafka:DescribeCluster',
        'kafka:DescribeClusterV2',
        'kafka:GetBootstrapBrokers',
        'kafka-cluster:Connect',
      ],
      resources: [cluster],
    },
    {
      actions: [
        'kafka-cluster:DescribeTopic',
        'kafka-cluster:DescribeTopicDynamicConfiguration',
        'kafka-cluster:ReadData',
      ],
      resources: [topic],
    },
    { actions: ['kafka-cluster:DescribeGroup'], resources: [`${cluster.replace(':cluster/', ':group/')}/*`] },
  ];
}
