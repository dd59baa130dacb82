import { TagResource$, UntagResource$, ListTagsForResource$ } from '@aws-sdk/client-iot';
import type { OperationContext, IotHandlers } from '../context.ts';
import { page } from '../paging.ts';
import { refusal } from '../refusal.ts';
import { find, resourcesOfSort } from '../state.ts';
import type { ResourceRecord } from '../state.ts';
import { repeatedKey, retag, storedTags, TAG_LIMIT, wireTags } from '../tags.ts';
import type { WireTag } from '../tags.ts';
import { invalidRequest, notFound } from './refusals.ts';
import type { ResourcesOf, TraitsOf } from '../traits.ts';

/** Not documented; small, so that a client that forgets `nextToken` is found out. */
const PAGE = 20;

/** Tags of AWS IoT resources. https://docs.aws.amazon.com/iot/latest/developerguide/tagging-iot.html */
export const iotTags = {
  TagResource(context, { resourceArn, tags }) {
    const resource = resourceAt(context, resourceArn);
    checkTags(tags);
    const merged = { ...resource.tags, ...storedTags(tags) };
    if (Object.keys(merged).length > TAG_LIMIT) {
      throw refusal('LimitExceededException', `A resource can have at most ${TAG_LIMIT} tags.`);
    }
    retag(context, resource, merged);
    return {};
  },

  UntagResource(context, { resourceArn, tagKeys }) {
    const resource = resourceAt(context, resourceArn);
    const reserved = tagKeys.find(isReserved);
    if (reserved !== undefined) throw reservedKey(reserved);
    const left = Object.entries(resource.tags).filter(([key]) => !tagKeys.includes(key));
    retag(context, resource, Object.fromEntries(left));
    return {};
  },

  ListTagsForResource(context, input) {
    const { items, next } = page(wireTags(resourceAt(context, input.resourceArn).tags), (tag) => tag.Key, input, PAGE);
    return { tags: [...items], ...next };
  },
} satisfies IotHandlers;

const on: ResourcesOf = ({ resourceArn }) => [String(resourceArn)];

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const iotTagsTraits: TraitsOf<typeof iotTags> = {
  TagResource: { shape: TagResource$, on },
  UntagResource: { shape: UntagResource$, on },
  ListTagsForResource: { shape: ListTagsForResource$, on },
};

/** The tags of a new resource; refuses reserved and repeated keys and more than 50. */
export function newTags(tags: readonly WireTag[] = []): Record<string, string> {
  checkTags(tags);
  if (tags.length > TAG_LIMIT) throw invalidRequest(`A resource can have at most ${TAG_LIMIT} tags.`);
  return storedTags(tags);
}

function checkTags(tags: readonly WireTag[]): void {
  const reserved = tags.find((tag) => isReserved(tag.Key));
  if (reserved !== undefined) throw reservedKey(reserved.Key);
  const repeated = repeatedKey(tags);
  if (repeated !== undefined) throw invalidRequest(`Duplicate tag key: ${repeated}`);
}

// The prefix is reserved in any case. https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
function isReserved(key: string): boolean {
  return key.toLowerCase().startsWith('aws:');
}

function reservedKey(key: string) {
  return invalidRequest(`Tag keys that begin with "aws:" are reserved for AWS: ${key}`);
}

function resourceAt({ account, region, partition, state }: OperationContext, arn: string): ResourceRecord {
  const prefix = `arn:${partition}:iot:${region}:${account}:`;
  const [sort = '', ...rest] = arn.startsWith(prefix) ? arn.slice(prefix.length).split('/') : [];
  const records = resourcesOfSort(state, `iot:${sort}`);
  if (records === undefined) throw invalidRequest(`Invalid resource ARN: ${arn}`);
  const resource = find(records, rest.join('/'));
  if (resource === undefined) throw notFound(`Resource ${arn} does not exist.`);
  return resource;
}
