import type { FirehoseOperations } from '../checked.ts';
import type { DeliveryStreamRecord, S3Destination } from '../state.ts';
import { invalidArgument, notImplemented } from './refusals.ts';

type Create = FirehoseOperations['CreateDeliveryStream']['input'];
type Update = FirehoseOperations['UpdateDestination']['input'];

/**
 * The one destination of a new stream. The deprecated plain S3 form becomes an extended one, as it reads back.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html
 */
export function newDestination(input: Create): S3Destination {
  onlyOne(Object.keys(input).filter((member) => member.endsWith('DestinationConfiguration')));
  const { ExtendedS3DestinationConfiguration: extended, S3DestinationConfiguration: plain } = input;
  if (extended === undefined) return plain ?? unsupported();
  const { S3BackupConfiguration: backup, ...rest } = extended;
  return { ...rest, ...(backup === undefined ? {} : { S3Backup: backup }) };
}

/** What an update says of the destination. */
export function updateOf(input: Update): Partial<S3Destination> {
  onlyOne(Object.keys(input).filter((member) => member.endsWith('DestinationUpdate')));
  const { ExtendedS3DestinationUpdate: extended, S3DestinationUpdate: plain } = input;
  if (extended === undefined) return plain ?? unsupported();
  const { S3BackupUpdate: backup, ...rest } = extended;
  // The merge completes a backup that the update names in part; a new one must name its role and bucket.
  return {
    ...rest,
    ...(backup === undefined ? {} : { S3Backup: backup as NonNullable<S3Destination['S3Backup']> }),
  };
}

/** An update as AWS would see it that takes empty prefixes for none. */
export function withoutEmptyPrefixes(update: Partial<S3Destination>): Partial<S3Destination> {
  const said = (s3: object) =>
    Object.fromEntries(Object.entries(s3).filter(([name, value]) => !(name.endsWith('Prefix') && value === '')));
  const { S3Backup: backup } = update;
  return { ...said(update), ...(backup === undefined ? {} : { S3Backup: said(backup) as typeof backup }) };
}

function onlyOne(destinations: readonly string[]): void {
  if (destinations.length === 1) return;
  throw invalidArgument(
    `Exactly one destination configuration is supported for a Firehose, not ${destinations.length}`,
  );
}

function unsupported(): never {
  throw notImplemented('destinations other than Amazon S3');
}

/** Type and source of a new stream; a source belongs to one type only. */
export function newSource(input: Create): Pick<DeliveryStreamRecord, 'type' | 'source'> {
  const { DeliveryStreamType: type = 'DirectPut', DirectPutSourceConfiguration: put } = input;
  const { KinesisStreamSourceConfiguration: kinesis, DeliveryStreamEncryptionConfigurationInput: encryption } = input;
  if (type !== 'DirectPut' && type !== 'KinesisStreamAsSource') throw notImplemented(`streams of type ${type}`);
  if (type === 'DirectPut') {
    if (kinesis !== undefined) throw invalidArgument('KinesisStreamSourceConfiguration does not fit type DirectPut.');
    return put === undefined ? { type } : { type, source: { throughputHintInMBs: put.ThroughputHintInMBs } };
  }
  if (kinesis === undefined) throw invalidArgument(`KinesisStreamSourceConfiguration is required for type ${type}.`);
  if (put !== undefined) throw invalidArgument(`DirectPutSourceConfiguration does not fit type ${type}.`);
  if (encryption !== undefined) throw invalidArgument('Server-side encryption is supported for type DirectPut only.');
  return { type, source: { kinesis } };
}
