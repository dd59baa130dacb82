import type * as Firehose from '@aws-sdk/client-firehose';
import { describeElsewhere } from './elsewhere.ts';
import type { DeliveryStreamRecord, S3Destination } from '../state.ts';

/** A stream has one destination, and this is its name. */
export const DESTINATION_ID = 'destinationId-000000000001';

/** A stream as the service describes it. https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamDescription.html */
export function describeStream(
  name: string,
  stream: DeliveryStreamRecord,
  withDestination: boolean,
): Firehose.DeliveryStreamDescription {
  const { status, keyType, keyArn } = stream.encryption;
  return {
    DeliveryStreamName: name,
    DeliveryStreamARN: stream.arn,
    DeliveryStreamStatus: stream.status,
    DeliveryStreamEncryptionConfiguration: {
      Status: status,
      ...(keyType === undefined ? {} : { KeyType: keyType }),
      ...(keyArn === undefined ? {} : { KeyARN: keyArn }),
    },
    DeliveryStreamType: stream.type,
    VersionId: String(stream.version),
    CreateTimestamp: new Date(stream.createdAt),
    ...(stream.changedAt === undefined ? {} : { LastUpdateTimestamp: new Date(stream.changedAt) }),
    ...(stream.source === undefined ? {} : { Source: describeSource(stream) }),
    Destinations: withDestination ? [describe(stream)] : [],
    HasMoreDestinations: false,
  };
}

function describeSource({ source, createdAt }: DeliveryStreamRecord): Firehose.SourceDescription {
  if (source?.kinesis !== undefined) {
    const started = { DeliveryStartTimestamp: new Date(createdAt) };
    return { KinesisStreamSourceDescription: { ...source.kinesis, ...started } };
  }
  if (source?.msk !== undefined) {
    const { readFrom, ...msk } = source.msk;
    const from = readFrom === undefined ? {} : { ReadFromTimestamp: new Date(readFrom) };
    return { MSKSourceDescription: { ...msk, ...from, DeliveryStartTimestamp: new Date(createdAt) } };
  }
  return { DirectPutSourceDescription: { ThroughputHintInMBs: source?.throughputHintInMBs } };
}

function describe({ destination, elsewhere }: DeliveryStreamRecord): Firehose.DestinationDescription {
  if (destination !== undefined) return describeDestination(destination);
  return { DestinationId: DESTINATION_ID, ...(elsewhere === undefined ? {} : describeElsewhere(elsewhere)) };
}

/** Both descriptions, as the service gives them for every stream that delivers to Amazon S3. */
function describeDestination(destination: S3Destination): Firehose.DestinationDescription {
  const { S3Backup: backup, ...rest } = destination;
  const description = {
    ...rest,
    ...(backup === undefined ? {} : { S3BackupDescription: describePlain(backup) }),
  } as Firehose.ExtendedS3DestinationDescription;
  return {
    DestinationId: DESTINATION_ID,
    S3DestinationDescription: describePlain(destination),
    ExtendedS3DestinationDescription: description,
  };
}

const PLAIN_MEMBERS = [
  'RoleARN',
  'BucketARN',
  'Prefix',
  'ErrorOutputPrefix',
  'BufferingHints',
  'CompressionFormat',
  'EncryptionConfiguration',
  'CloudWatchLoggingOptions',
] as const;

function describePlain(destination: Omit<S3Destination, 'S3Backup'>): Firehose.S3DestinationDescription {
  const members = PLAIN_MEMBERS.map((member) => [member, destination[member]] as const);
  return Object.fromEntries(members) as unknown as Firehose.S3DestinationDescription;
}
