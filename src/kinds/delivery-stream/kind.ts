import type { Aws } from '../../model/aws.ts';
import type { Kind } from '../../model/kind.ts';
import { specFrom } from './description.ts';
import { normalStream } from './normal-form.ts';
import { deliveryStreamOperations } from './operations.ts';
import { deliveryStreamAccess } from './roles.ts';
import { deliveryStreamNameSchema, deliveryStreamSchema } from './schema.ts';
import type { DeliveryStreamSpec } from './schema.ts';
import { streamOfRequest } from './request.ts';
import { describeStream } from './state.ts';
import { deliveryStreamWrite } from './write.ts';
import { partOf, readerOf } from '../shared/parts.ts';
import type { Described } from '../shared/parts.ts';
import { tagged } from '../shared/tags.ts';
import { checked, entriesAfter } from '../shared/wire.ts';

const parts = { tags: async (aws: Aws, name: string) => partOf(await readStreamTags(aws, name)) };

/** A stream of Amazon Data Firehose: https://docs.aws.amazon.com/firehose/latest/dev/what-is-this-service.html */
export const deliveryStream: Kind<DeliveryStreamSpec> = {
  name: 'DeliveryStream',
  section: 'deliveryStreams',
  description: 'Streams of Amazon Data Firehose that buffer exported metrics and deliver them, usually to S3.',
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
