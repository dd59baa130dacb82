import { TagDeliveryStream$, UntagDeliveryStream$, ListTagsForDeliveryStream$ } from '@aws-sdk/client-firehose';
import type { FirehoseHandlers } from '../context.ts';
import { slice } from '../paging.ts';
import { refusal } from '../refusal.ts';
import { repeatedKey, retag, storedTags, TAG_LIMIT, wireTags } from '../tags.ts';
import { activeStreamOf, invalidArgument, streamOf } from './refusals.ts';
import { named } from '../traits.ts';
import type { TraitsOf } from '../traits.ts';

/** Tags of delivery streams. https://docs.aws.amazon.com/firehose/latest/APIReference/API_TagDeliveryStream.html */
export const streamTags = {
  TagDeliveryStream(context, { DeliveryStreamName: name, Tags: tags }) {
    const stream = activeStreamOf(context, name);
    const repeated = repeatedKey(tags);
    if (repeated !== undefined) throw invalidArgument(`Duplicate tag key: ${repeated}`);
    const merged = { ...stream.tags, ...storedTags(tags) };
    if (Object.keys(merged).length > TAG_LIMIT) {
      throw refusal('LimitExceededException', `A Firehose can have at most ${TAG_LIMIT} tags.`);
    }
    retag(context, stream, merged);
    return {};
  },

  UntagDeliveryStream(context, { DeliveryStreamName: name, TagKeys: keys }) {
    const stream = activeStreamOf(context, name);
    const left = Object.entries(stream.tags).filter(([key]) => !keys.includes(key));
    retag(context, stream, Object.fromEntries(left));
    return {};
  },

  ListTagsForDeliveryStream(context, input) {
    const { DeliveryStreamName: name, ExclusiveStartTagKey: start, Limit: limit = TAG_LIMIT } = input;
    const { items, more } = slice(wireTags(streamOf(context, name).tags), (tag) => tag.Key, start, limit);
    return { Tags: [...items], HasMoreTags: more };
  },
} satisfies FirehoseHandlers;

const on = named('deliverystream', 'DeliveryStreamName');

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisfirehose.html */
export const streamTagsTraits: TraitsOf<typeof streamTags> = {
  TagDeliveryStream: { shape: TagDeliveryStream$, on },
  UntagDeliveryStream: { shape: UntagDeliveryStream$, on },
  ListTagsForDeliveryStream: { shape: ListTagsForDeliveryStream$, on },
};
