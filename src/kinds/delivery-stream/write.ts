import type { Aws, FirehoseOperations } from '../../model/aws.ts';
import { isEqual } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Live, Write } from '../../model/kind.ts';
import type { Edit } from '../../model/plan.ts';
import { DESTINATIONS, destinationOf } from './destinations.ts';
import type { DestinationSort } from './destinations.ts';
import { fullDestination } from './normal-form.ts';
import { SOURCE_TYPES } from './source-schemas.ts';
import { deliveryStreamNameSchema } from './schema.ts';
import type { DeliveryStreamSpec } from './schema.ts';
import { describeStream, untilActive, untilEncryption, untilGone } from './state.ts';
import type { StreamDescription } from './state.ts';
import { inFirehoseWords } from './spelling.ts';
import { dateOf } from '../shared/date.ts';
import { tagEdits, tagList } from '../shared/tags.ts';
import { checked, isError, unlessMissing } from '../shared/wire.ts';

type Creation = FirehoseOperations['CreateDeliveryStream']['input'];
type Update = FirehoseOperations['UpdateDestination']['input'];

/** Creating and deleting take minutes, an update merges, encryption and tags have calls of their own. */
export const deliveryStreamWrite: Write<DeliveryStreamSpec> = {
  losesOnDelete: 'what it has taken in and not yet delivered',
  immutable,
  refusesTaken: true,
  settles: ['tags'],
  // An update merges, and that an empty prefix clears is documented nowhere:
  // https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationUpdate.html
  caveat: ({ op, path }) =>
    op === 'remove' && /^\w+Destination\.(s3(Backup)?Configuration\.)?(prefix|errorOutputPrefix)$/.test(path)
      ? 'AWS documents no way to clear a prefix and may keep it; if it does, write the prefix that you want instead, or give the stream a new name'
      : undefined,

  async create(aws, name, spec) {
    const DeliveryStreamName = checked(name, deliveryStreamNameSchema);
    const tags = tagList(spec.tags);
    const request: Creation = {
      DeliveryStreamName,
      ...(inFirehoseWords({
        deliveryStreamType: typeOf(spec),
        directPutSourceConfiguration: spec.directPutSourceConfiguration,
        kinesisStreamSourceConfiguration: spec.kinesisStreamSourceConfiguration,
        ...creationOf(spec, aws),
        deliveryStreamEncryptionConfigurationInput: spec.deliveryStreamEncryption,
      }) as unknown as Omit<Creation, 'DeliveryStreamName'>),
      ...mskSource(spec),
      Tags: tags.length > 0 ? tags : undefined,
    };
    try {
      await aws.firehose('CreateDeliveryStream', request);
    } catch (error) {
      // A name stays taken for minutes after a delete.
      if (!isError(error, 'ResourceInUseException')) throw error;
      if ((await describeStream(aws, name))?.DeliveryStreamStatus !== 'DELETING') throw error;
      await untilGone(aws, name);
      await aws.firehose('CreateDeliveryStream', request);
    }
    await untilActive(aws, name);
  },

  async update(aws, live, spec) {
    if (isEqual(live.spec, spec)) return;
    const changed = changedMembers(fullOf(live.spec, aws), fullOf(spec, aws));
    const stream = await untilActive(aws, live.name);
    if (Object.keys(changed).length > 0) await updateDestination(aws, live, stream, updateOf(spec, changed));
    // After the destination: encryption raises the version as well.
    const isEncryptedSo = isEqual(live.spec.deliveryStreamEncryption, spec.deliveryStreamEncryption);
    if (!isEncryptedSo) await updateEncryption(aws, live.name, spec);
    await updateTags(aws, live, spec);
  },

  async delete(aws, { name, spec }) {
    const DeliveryStreamName = checked(name, deliveryStreamNameSchema);
    const AllowForceDelete = spec.deliveryStreamStatus === 'DELETING_FAILED' ? true : undefined;
    await unlessMissing(aws.firehose('DeleteDeliveryStream', { DeliveryStreamName, AllowForceDelete }));
    await untilGone(aws, name);
  },
};

const CHANGEABLE = ['deliveryStreamEncryption', 'tags'];

/**
 * Source and sort of destination stay; what else of a destination stays is its own affair.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_UpdateDestination.html
 */
function immutable({ path, ...edit }: Edit): boolean {
  const [member = '', ...steps] = path.split('.');
  if (CHANGEABLE.includes(member.replace(/\[.*/, ''))) return false;
  const sort = (DESTINATIONS as Readonly<Record<string, DestinationSort | undefined>>)[member];
  return sort === undefined || steps.length === 0 || sort.immutable({ ...edit, path: steps.join('.') });
}

/** The type that a stream's source has. */
function typeOf(spec: DeliveryStreamSpec): string {
  const source = Object.keys(SOURCE_TYPES).find((member) => (spec as JsonObject)[member] !== undefined);
  return SOURCE_TYPES[source ?? ''] ?? 'DirectPut';
}

/** The SDK wants a date where the API has a number of seconds. */
function mskSource({ mskSourceConfiguration }: DeliveryStreamSpec): Pick<Creation, 'MSKSourceConfiguration'> {
  if (mskSourceConfiguration === undefined) return {};
  const { readFromTimestamp, ...source } = mskSourceConfiguration;
  const words = inFirehoseWords(source) as unknown as NonNullable<Creation['MSKSourceConfiguration']>;
  const from = typeof readFromTimestamp === 'string' ? { ReadFromTimestamp: dateOf(readFromTimestamp) } : {};
  return { MSKSourceConfiguration: { ...words, ...from } };
}

/** Members whose defaults AWS documents in part only, or not where it reports them. */
const SAID = [
  'bufferingHints',
  'retryOptions',
  's3BackupMode',
  'hecAcknowledgmentTimeoutInSeconds',
  'indexRotationPeriod',
  'dataLoadingOption',
];

/** A destination to be made. But for S3, whose defaults are known, it says what AWS would else choose. */
function creationOf(spec: DeliveryStreamSpec, { target }: Aws): JsonObject {
  const found = destinationOf(spec);
  if (found === undefined) return {};
  const { member, sort, settings } = found;
  const full = Object.entries(fullDestination(settings, sort, target)).filter(([name]) => SAID.includes(name));
  const said = member === 'extendedS3Destination' ? {} : Object.fromEntries(full);
  return { [`${member}Configuration`]: { ...settings, ...said } };
}

function fullOf(spec: DeliveryStreamSpec, { target }: Aws): JsonObject {
  const found = destinationOf(spec);
  return found === undefined ? {} : fullDestination(found.settings, found.sort, target);
}

/** What changed as an update says it; an update of Iceberg says its place in S3 as a creation does. */
function updateOf(spec: DeliveryStreamSpec, changed: JsonObject): Partial<Update> {
  const { member } = destinationOf(spec) ?? {};
  const { s3BackupConfiguration: s3BackupUpdate, s3Configuration, ...rest } = changed;
  const place = member === 'icebergDestination' ? { s3Configuration } : { s3Update: s3Configuration };
  return inFirehoseWords({
    [`${String(member)}Update`]: { ...rest, ...place, s3BackupUpdate },
  }) as unknown as Partial<Update>;
}

function changedMembers(before: JsonObject, after: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(after).filter(([member, value]) => !isEqual(value, before[member])));
}

async function updateDestination(
  aws: Aws,
  { name, version }: Live,
  stream: StreamDescription,
  update: Partial<Update>,
): Promise<void> {
  await aws.firehose('UpdateDestination', {
    DeliveryStreamName: checked(name, deliveryStreamNameSchema),
    CurrentDeliveryStreamVersionId: version,
    DestinationId: stream.Destinations?.[0]?.DestinationId,
    ...update,
  });
}

async function updateEncryption(
  aws: Aws,
  name: string,
  { deliveryStreamEncryption }: DeliveryStreamSpec,
): Promise<void> {
  const DeliveryStreamName = checked(name, deliveryStreamNameSchema);
  if (deliveryStreamEncryption === undefined)
    await aws.firehose('StopDeliveryStreamEncryption', { DeliveryStreamName });
  else {
    const { keyType: KeyType, keyArn: KeyARN } = deliveryStreamEncryption;
    await aws.firehose('StartDeliveryStreamEncryption', {
      DeliveryStreamName,
      DeliveryStreamEncryptionConfigurationInput: { KeyType, KeyARN },
    });
  }
  await untilEncryption(aws, name, deliveryStreamEncryption === undefined ? 'DISABLED' : 'ENABLED');
}

async function updateTags(aws: Aws, live: Live<DeliveryStreamSpec>, spec: DeliveryStreamSpec): Promise<void> {
  const DeliveryStreamName = checked(live.name, deliveryStreamNameSchema);
  const { set, remove } = tagEdits(live.spec.tags, spec.tags);
  if (remove.length > 0) await aws.firehose('UntagDeliveryStream', { DeliveryStreamName, TagKeys: [...remove] });
  if (Object.keys(set).length > 0) await aws.firehose('TagDeliveryStream', { DeliveryStreamName, Tags: tagList(set) });
}
