import type { FirehoseOperations } from '../checked.ts';
import { isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { DeliveryStreamRecord, OtherDestination, S3Destination } from '../state.ts';
import { invalidArgument, notImplemented } from './refusals.ts';

type Create = FirehoseOperations['CreateDeliveryStream']['input'];
type Update = FirehoseOperations['UpdateDestination']['input'];

/** What a stream delivers to: Amazon S3, or something else. */
export type Destination = Pick<DeliveryStreamRecord, 'destination' | 'elsewhere'>;

/**
 * The one destination of a new stream. The deprecated plain S3 form becomes an extended one, as it reads back.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html
 */
export function newDestination(input: Create): Destination {
  const member = onlyOne(Object.keys(input).filter((name) => name.endsWith('DestinationConfiguration')));
  const { ExtendedS3DestinationConfiguration: extended, S3DestinationConfiguration: plain } = input;
  if (plain !== undefined) return { destination: plain };
  if (extended === undefined)
    return { elsewhere: elsewhereOf(input as unknown as JsonObject, member, 'Configuration') };
  const { S3BackupConfiguration: backup, ...rest } = extended;
  return { destination: { ...rest, ...(backup === undefined ? {} : { S3Backup: backup }) } };
}

/** What an update says of the destination. */
export function updateOf(input: Update): {
  readonly destination?: Partial<S3Destination>;
  readonly elsewhere?: OtherDestination;
} {
  const member = onlyOne(Object.keys(input).filter((name) => name.endsWith('DestinationUpdate')));
  const { ExtendedS3DestinationUpdate: extended, S3DestinationUpdate: plain } = input;
  if (plain !== undefined) return { destination: plain };
  if (extended === undefined) return { elsewhere: elsewhereOf(input as unknown as JsonObject, member, 'Update') };
  const { S3BackupUpdate: backup, ...rest } = extended;
  // The merge completes a backup that the update names in part; a new one must name its role and bucket.
  return {
    destination: {
      ...rest,
      ...(backup === undefined ? {} : { S3Backup: backup as NonNullable<S3Destination['S3Backup']> }),
    },
  };
}

/** Updates say the place in S3 in members of their own, but for that of Iceberg. */
function elsewhereOf(input: JsonObject, member: string, ending: string): OtherDestination {
  const { S3Update, S3BackupUpdate, ...rest } = input[member] as JsonObject;
  return {
    service: member.slice(0, -`Destination${ending}`.length),
    settings: {
      ...rest,
      ...(S3Update === undefined ? {} : { S3Configuration: S3Update }),
      ...(S3BackupUpdate === undefined ? {} : { S3BackupConfiguration: S3BackupUpdate }),
    },
  };
}

/** An update as AWS would see it that takes empty prefixes for none. */
export function withoutEmptyPrefixes<Said extends ReturnType<typeof updateOf>>(update: Said): Said {
  return saidIn(update as unknown as JsonObject) as unknown as Said;
}

/** Prefixes stand in S3 destinations, their backups and the places beside other destinations. */
function saidIn(value: JsonObject): JsonObject {
  const said = Object.entries(value).filter(
    ([name, member]) => !(/^(ErrorOutput)?Prefix$/.test(name) && member === ''),
  );
  return Object.fromEntries(said.map(([name, member]) => [name, isObject(member) ? saidIn(member) : member]));
}

function onlyOne(destinations: readonly string[]): string {
  const [destination] = destinations;
  if (destinations.length === 1 && destination !== undefined) return destination;
  throw invalidArgument(
    `Exactly one destination configuration is supported for a Firehose, not ${destinations.length}`,
  );
}

const SOURCES = {
  DirectPut: 'DirectPutSourceConfiguration',
  KinesisStreamAsSource: 'KinesisStreamSourceConfiguration',
  MSKAsSource: 'MSKSourceConfiguration',
} as const;

/** Type and source of a new stream; a source belongs to one type only. */
export function newSource(input: Create): Pick<DeliveryStreamRecord, 'type' | 'source'> {
  const { DeliveryStreamType: type = 'DirectPut', DeliveryStreamEncryptionConfigurationInput: encryption } = input;
  if (type === 'DatabaseAsSource') throw notImplemented(`streams of type ${type}`);
  for (const [other, member] of Object.entries(SOURCES))
    if (other !== type && input[member] !== undefined) throw invalidArgument(`${member} does not fit type ${type}.`);
  if (type !== 'DirectPut' && input[SOURCES[type]] === undefined)
    throw invalidArgument(`${SOURCES[type]} is required for type ${type}.`);
  if (type !== 'DirectPut' && encryption !== undefined)
    throw invalidArgument('Server-side encryption is supported for type DirectPut only.');
  const {
    DirectPutSourceConfiguration: put,
    KinesisStreamSourceConfiguration: kinesis,
    MSKSourceConfiguration,
  } = input;
  if (put !== undefined) return { type, source: { throughputHintInMBs: put.ThroughputHintInMBs } };
  if (kinesis !== undefined) return { type, source: { kinesis } };
  if (MSKSourceConfiguration === undefined) return { type };
  const { ReadFromTimestamp: from, ...msk } = MSKSourceConfiguration;
  return { type, source: { msk: { ...msk, ...(from === undefined ? {} : { readFrom: from.getTime() }) } } };
}
