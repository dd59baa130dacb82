import { destinationMemberOf } from '../../catalogue/stream-destinations.ts';
import type { DestinationMember } from '../../catalogue/stream-destinations.ts';
import { isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Edit } from '../../model/plan.ts';
import { httpEndpointSchema, splunkSchema } from './endpoint-schemas.ts';
import { icebergSchema } from './iceberg-schema.ts';
import { extendedS3Schema } from './s3-destination-schema.ts';
import { openSearchSchema, openSearchServerlessSchema } from './search-schemas.ts';
import { redshiftSchema, snowflakeSchema } from './warehouse-schemas.ts';

/** One sort of destination, as far as they differ. */
export interface DestinationSort {
  readonly schema: JsonObject;
  /** What AWS buffers where nothing is said. */
  readonly buffers: { readonly sizeInMBs: number; readonly intervalInSeconds: number };
  /** Whether AWS cannot make an edit in place; its path is below the destination. */
  readonly immutable: (edit: Pick<Edit, 'op' | 'before'> & { readonly path: string }) => boolean;
}

/** What AWS buffers for S3, also beside another destination: https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html */
export const S3_BUFFERS = { sizeInMBs: 5, intervalInSeconds: 300 };

/** A backup that is switched on stays: https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationUpdate.html */
const backsUp: DestinationSort['immutable'] = ({ op, path, before }) =>
  path === 's3BackupMode'
    ? before === 'Enabled'
    : op === 'remove' && /^s3BackupConfiguration(\.(roleArn|bucketArn))?$/.test(path);

/**
 * An update cannot say the mode of the backup, nor the VPC; and what leaves out one of two addresses keeps it.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_AmazonopensearchserviceDestinationUpdate.html
 */
const searches: DestinationSort['immutable'] = ({ op, path }) =>
  /^(s3BackupMode$|vpcConfiguration\b)/.test(path) || (op !== 'change' && /^(domainArn|clusterEndpoint)$/.test(path));

/** What an update leaves out is kept, and nothing else says that it is to go. */
const isKept =
  (...paths: readonly string[]): DestinationSort['immutable'] =>
  ({ op, path }) =>
    op === 'remove' && paths.includes(path);

/** Every sort of destination, by the member that says it. */
export const DESTINATIONS: Readonly<Record<DestinationMember, DestinationSort>> = {
  extendedS3Destination: {
    schema: extendedS3Schema,
    buffers: S3_BUFFERS,
    // https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-enable.html
    immutable: (edit) => backsUp(edit) || /^dynamicPartitioningConfiguration(\.enabled)?$/.test(edit.path),
  },
  httpEndpointDestination: {
    schema: httpEndpointSchema,
    buffers: { sizeInMBs: 5, intervalInSeconds: 300 },
    immutable: isKept('roleArn', 'endpointConfiguration.name'),
  },
  splunkDestination: {
    schema: splunkSchema,
    buffers: { sizeInMBs: 5, intervalInSeconds: 60 },
    // https://docs.aws.amazon.com/firehose/latest/APIReference/API_SplunkDestinationUpdate.html
    immutable: ({ path, before }) => path === 's3BackupMode' && before === 'AllEvents',
  },
  amazonopensearchserviceDestination: {
    schema: openSearchSchema,
    buffers: { sizeInMBs: 5, intervalInSeconds: 300 },
    immutable: searches,
  },
  amazonOpenSearchServerlessDestination: {
    schema: openSearchServerlessSchema,
    buffers: { sizeInMBs: 5, intervalInSeconds: 300 },
    immutable: searches,
  },
  redshiftDestination: { schema: redshiftSchema, buffers: S3_BUFFERS, immutable: backsUp },
  snowflakeDestination: {
    schema: snowflakeSchema,
    buffers: { sizeInMBs: 128, intervalInSeconds: 0 },
    // The update has no member for the VPC: https://docs.aws.amazon.com/firehose/latest/APIReference/API_SnowflakeDestinationUpdate.html
    immutable: (edit) =>
      /^snowflakeVpcConfiguration\b/.test(edit.path) || isKept('metaDataColumnName', 'contentColumnName')(edit),
  },
  icebergDestination: {
    schema: icebergSchema,
    buffers: S3_BUFFERS,
    // Turned on in place, and not off: https://github.com/hashicorp/terraform-provider-aws/issues/43067
    immutable: ({ path, before }) => /^catalogConfiguration\b/.test(path) || (path === 'appendOnly' && before === true),
  },
};

/** The destination of a stream, with the member that says which sort it is; absent where there is none that is known. */
export function destinationOf(
  spec: object,
): { readonly member: DestinationMember; readonly sort: DestinationSort; readonly settings: JsonObject } | undefined {
  const member = destinationMemberOf(spec);
  if (member === undefined) return undefined;
  const settings = (spec as JsonObject)[member];
  return isObject(settings) ? { member, sort: DESTINATIONS[member], settings } : undefined;
}
