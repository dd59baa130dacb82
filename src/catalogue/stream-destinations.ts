/**
 * Where delivery streams deliver to, by the member of a stream that says so.
 * https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html
 */
export const STREAM_DESTINATIONS = {
  extendedS3Destination: 'Amazon S3',
  httpEndpointDestination: 'an HTTP endpoint',
  splunkDestination: 'Splunk',
  amazonopensearchserviceDestination: 'Amazon OpenSearch Service',
  amazonOpenSearchServerlessDestination: 'Amazon OpenSearch Serverless',
  redshiftDestination: 'Amazon Redshift',
  snowflakeDestination: 'Snowflake',
  icebergDestination: 'Apache Iceberg tables',
} as const;

/** A member of a stream that says where it delivers to. */
export type DestinationMember = keyof typeof STREAM_DESTINATIONS;

/** Every such member. */
export const DESTINATION_MEMBERS = Object.keys(STREAM_DESTINATIONS) as DestinationMember[];

/** The member of a stream that says where it delivers to; absent where none does. */
export function destinationMemberOf(stream: object): DestinationMember | undefined {
  return DESTINATION_MEMBERS.find((member) => (stream as Record<string, unknown>)[member] !== undefined);
}

/** Where it is written which regions have Iceberg tables as destination. */
export const ICEBERG_SOURCE = 'https://docs.aws.amazon.com/firehose/latest/dev/apache-iceberg-destination.html';

/** Regions without Iceberg tables as destination; one with a hyphen at its end stands for all that begin so. */
export const ICEBERG_NOT_IN: readonly string[] = [
  'cn-',
  'us-gov-',
  'ap-east-2',
  'ap-southeast-5',
  'ap-southeast-6',
  'mx-central-1',
];
