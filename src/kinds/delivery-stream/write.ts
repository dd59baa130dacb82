import type { Aws, FirehoseOperations } from '../../model/aws.ts';
import { isEqual } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Live, Write } from '../../model/kind.ts';
import type { Edit } from '../../model/plan.ts';
import { fullDestination } from './normal-form.ts';
import { deliveryStreamNameSchema } from './schema.ts';
import type { DeliveryStreamSpec } from './schema.ts';
import { describeStream, untilActive, untilEncryption, untilGone } from './state.ts';
import type { StreamDescription } from './state.ts';
import { inFirehoseWords } from './spelling.ts';
import { tagEdits, tagList } from '../shared/tags.ts';
import { checked, isError, unlessMissing } from '../shared/wire.ts';

type Creation = FirehoseOperations['CreateDeliveryStream']['input'];
type DestinationUpdate = FirehoseOperations['UpdateDestination']['input']['ExtendedS3DestinationUpdate'];

/** Creating and deleting take minutes, an update merges, encryption and tags have calls of their own. */
export const deliveryStreamWrite: Write<DeliveryStreamSpec> = {
  losesOnDelete: 'what it has taken in and not yet delivered',
  immutable,
  refusesTaken: true,
  settles: ['tags'],
  // An update merges, and that an empty prefix clears is documented nowhere:
  // https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationUpdate.html
  caveat: ({ op, path }) =>
    op === 'remove' && /^extendedS3Destination\.(s3BackupConfiguration\.)?(prefix|errorOutputPrefix)$/.test(path)
      ? 'AWS documents no way to clear a prefix and may keep it; if it does, write the prefix that is to stand there, or give the stream a new name'
      : undefined,

  async create(aws, name, spec) {
    const DeliveryStreamName = checked(name, deliveryStreamNameSchema);
    const tags = tagList(spec.tags);
    const request: Creation = {
      DeliveryStreamName,
      ...(inFirehoseWords({
        deliveryStreamType: spec.deliveryStreamType ?? 'DirectPut',
        directPutSourceConfiguration: spec.directPutSourceConfiguration,
        extendedS3DestinationConfiguration: spec.extendedS3Destination,
        deliveryStreamEncryptionConfigurationInput: spec.deliveryStreamEncryption,
      }) as unknown as Omit<Creation, 'DeliveryStreamName'>),
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
    const before = fullDestination(live.spec.extendedS3Destination, aws.target);
    const changed = changedMembers(before, fullDestination(spec.extendedS3Destination, aws.target));
    const stream = await untilActive(aws, live.name);
    if (Object.keys(changed).length > 0) await updateDestination(aws, live, stream, changed);
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

const CHANGEABLE = ['extendedS3Destination', 'deliveryStreamEncryption', 'tags'];

/**
 * Backup cannot be switched off and dynamic partitioning neither on nor off; source and kind of destination stay.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationUpdate.html
 * https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-enable.html
 */
function immutable({ op, path, before }: Edit): boolean {
  const [member = '', ...steps] = path.split(/[.[]/);
  const inner = steps.join('.');
  if (!CHANGEABLE.includes(member)) return true;
  if (member !== 'extendedS3Destination') return false;
  if (inner === '') return true;
  if (inner === 's3BackupMode') return before === 'Enabled';
  if (/^s3BackupConfiguration(\.(roleArn|bucketArn))?$/.test(inner)) return op === 'remove';
  return /^dynamicPartitioningConfiguration(\.enabled)?$/.test(inner);
}

function changedMembers(before: JsonObject, after: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(after).filter(([member, value]) => !isEqual(value, before[member])));
}

async function updateDestination(
  aws: Aws,
  { name, version }: Live,
  stream: StreamDescription,
  destination: JsonObject,
): Promise<void> {
  const { s3BackupConfiguration: s3BackupUpdate, ...rest } = destination;
  await aws.firehose('UpdateDestination', {
    DeliveryStreamName: checked(name, deliveryStreamNameSchema),
    CurrentDeliveryStreamVersionId: version,
    DestinationId: stream.Destinations?.[0]?.DestinationId,
    ExtendedS3DestinationUpdate: inFirehoseWords({ ...rest, s3BackupUpdate }) as unknown as DestinationUpdate,
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
