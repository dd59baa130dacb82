import type { Aws } from '../../model/aws.ts';
import { compact, isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Kind } from '../../model/kind.ts';
import { normalStream } from './normal-form.ts';
import { deliveryStreamOperations } from './operations.ts';
import { deliveryStreamAccess } from './roles.ts';
import { deliveryStreamNameSchema, deliveryStreamSchema } from './schema.ts';
import type { DeliveryStreamSpec } from './schema.ts';
import { streamOfRequest } from './request.ts';
import { describeStream } from './state.ts';
import type { StreamDescription } from './state.ts';
import { deliveryStreamWrite } from './write.ts';
import { authorsWord, inAuthorsWords } from './spelling.ts';
import { partOf, readerOf } from '../shared/parts.ts';
import type { Described } from '../shared/parts.ts';
import { tagged } from '../shared/tags.ts';
import { checked, entriesAfter, membersOf } from '../shared/wire.ts';

const parts = { tags: async (aws: Aws, name: string) => partOf(await readStreamTags(aws, name)) };

/** A stream of Amazon Data Firehose: https://docs.aws.amazon.com/firehose/latest/dev/what-is-this-service.html */
export const deliveryStream: Kind<DeliveryStreamSpec> = {
  name: 'DeliveryStream',
  section: 'deliveryStreams',
  description: 'Streams of Amazon Data Firehose that collect exported metrics and deliver them to S3.',
  nameSchema: deliveryStreamNameSchema,
  ownership: { by: 'tag' },
  schema: deliveryStreamSchema,
  normalize: normalStream,
  references: () => [],
  fromRequest: streamOfRequest,
  shared: true,
  arn: ({ partition, region, account }, name) =>
    `arn:${partition}:firehose:${region}:${account}:deliverystream/${name}`,
  list,
  operations: deliveryStreamOperations,
  access: deliveryStreamAccess,
  parts,
  read: readerOf(describe, { parts, normalize: normalStream }),
  write: deliveryStreamWrite,
};

/** The SDK has no paginator for it: https://docs.aws.amazon.com/firehose/latest/APIReference/API_ListDeliveryStreams.html */
function list(aws: Aws): AsyncGenerator<string> {
  return entriesAfter(
    async (ExclusiveStartDeliveryStreamName: string | undefined) => {
      const page = await aws.firehose('ListDeliveryStreams', { Limit: 10_000, ExclusiveStartDeliveryStreamName });
      return { entries: page.DeliveryStreamNames ?? [], more: page.HasMoreDeliveryStreams };
    },
    (name) => name,
  );
}

async function describe(aws: Aws, name: string): Promise<Described<DeliveryStreamSpec> | undefined> {
  const stream = await describeStream(aws, name);
  // On its way out there is nothing left to plan with; creating one of that name waits.
  if (stream === undefined || stream.DeliveryStreamStatus === 'DELETING') return undefined;
  return { name, arn: String(stream.DeliveryStreamARN), spec: specFrom(stream), version: String(stream.VersionId) };
}

async function readStreamTags(aws: Aws, name: string): Promise<ReturnType<typeof tagged>> {
  const DeliveryStreamName = checked(name, deliveryStreamNameSchema);
  const ask = async (last: StreamTag | undefined) => {
    const page = await aws.firehose('ListTagsForDeliveryStream', {
      DeliveryStreamName,
      Limit: 50,
      ExclusiveStartTagKey: last?.Key,
    });
    return { entries: page.Tags ?? [], more: page.HasMoreTags };
  };
  const all: StreamTag[] = [];
  for await (const tag of entriesAfter<StreamTag>(ask, ({ Key }) => String(Key))) all.push(tag);
  return tagged(all);
}

interface StreamTag {
  readonly Key: string | undefined;
  readonly Value?: string | undefined;
}

function specFrom(stream: StreamDescription): DeliveryStreamSpec {
  return compact({
    deliveryStreamType: stream.DeliveryStreamType,
    deliveryStreamStatus: stream.DeliveryStreamStatus?.endsWith('_FAILED') ? stream.DeliveryStreamStatus : undefined,
    ...sourceFrom(stream),
    ...destinationFrom(stream),
    deliveryStreamEncryption: encryptionFrom(stream),
  }) as unknown as DeliveryStreamSpec;
}

/**
 * The destination as it was configured. Firehose describes S3 twice, and others are only named: their members
 * can hold secrets, and no plan can write them.
 */
function destinationFrom({ Destinations }: StreamDescription): JsonObject {
  const { ExtendedS3DestinationDescription: extended, ...others } = membersOf(Destinations?.[0] ?? {}, 'DestinationId');
  if (extended === undefined) return namesOnly(others, 'Description', '');
  const { s3BackupDescription, ...members } = inAuthorsWords(extended) as JsonObject;
  const { S3DestinationDescription: _, ...rest } = others;
  return {
    extendedS3Destination: compact({ ...members, s3BackupConfiguration: s3BackupDescription }),
    ...namesOnly(rest, 'Description', ''),
  };
}

function sourceFrom({ Source: source = {} }: StreamDescription): JsonObject {
  const {
    DirectPutSourceDescription: directPut,
    KinesisStreamSourceDescription: kinesis,
    ...others
  } = membersOf(source);
  const configured = directPut === undefined ? {} : { directPutSourceConfiguration: inAuthorsWords(directPut) };
  // Whoever has to declare it elsewhere needs to know what it reads.
  const { KinesisStreamARN, RoleARN } = isObject(kinesis) ? kinesis : {};
  const read =
    kinesis === undefined
      ? {}
      : { kinesisStreamSourceConfiguration: inAuthorsWords(compact({ KinesisStreamARN, RoleARN })) };
  return { ...configured, ...read, ...namesOnly(others, 'Description', 'Configuration') };
}

function namesOnly(members: JsonObject, ending: string, replacement: string): JsonObject {
  return Object.fromEntries(
    Object.keys(members).map((name) => [authorsWord(name.replace(new RegExp(`${ending}$`), replacement)), {}]),
  );
}

/** Failed to start counts as off, so that the next plan tries again. AWS returns no ARN for its own key. */
function encryptionFrom({
  DeliveryStreamEncryptionConfiguration: encryption,
}: StreamDescription): JsonObject | undefined {
  const { Status, KeyType, KeyARN } = encryption ?? {};
  if (KeyType === undefined || Status === undefined || ['DISABLED', 'DISABLING', 'ENABLING_FAILED'].includes(Status))
    return undefined;
  return compact({ keyType: KeyType, keyArn: KeyType === 'CUSTOMER_MANAGED_CMK' ? KeyARN : undefined });
}
