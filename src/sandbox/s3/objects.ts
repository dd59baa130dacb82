import type { StoredObject } from '../data-plane/traffic.ts';
import type { OperationContext } from '../context.ts';
import { slice } from '../paging.ts';
import { refusal } from '../refusal.ts';

/** A page of a list, in the words of Amazon S3. */
export interface ListedObjects {
  readonly bucket: string;
  readonly prefix: string;
  readonly objects: readonly { readonly key: string; readonly size: number; readonly putAt: number }[];
  readonly next?: string;
}

/** What is asked of a bucket. */
interface BucketRequest {
  readonly bucket: string;
}

/** Small, so that a client that forgets the next page is found out; Amazon S3 gives 1,000. */
const PAGE = 20;

/** Objects, to be read. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const objects = {
  ListObjectsV2(
    context: OperationContext,
    input: BucketRequest & { prefix: string; after?: string; most?: number },
  ): ListedObjects {
    const { bucket, prefix, after } = input;
    const found = [...objectsOf(context, bucket)].filter(([key]) => key.startsWith(prefix));
    const { items, more } = slice(found, ([key]) => key, after, PAGE);
    const listed = items.map(([key, { body, putAt }]) => ({ key, size: body.length, putAt }));
    const last = listed.at(-1)?.key;
    return { bucket, prefix, objects: listed, ...(more && last !== undefined ? { next: last } : {}) };
  },

  GetBucketLocation(context: OperationContext, { bucket }: BucketRequest): { region: string } {
    objectsOf(context, bucket);
    return { region: context.region };
  },

  GetObject(context: OperationContext, { bucket, key }: BucketRequest & { key: string }): { body: Uint8Array } {
    const found = objectsOf(context, bucket).get(key);
    if (found === undefined) throw refusal('NoSuchKey', 'The specified key does not exist.', { status: 404 });
    return { body: found.body };
  },
};

/** The sandbox has the buckets that others made and those that its rules and streams write to. */
function objectsOf(
  { state, regions, traffic, now }: OperationContext,
  bucket: string,
): ReadonlyMap<string, StoredObject> {
  const found = traffic.objectsIn(bucket, now);
  if (found !== undefined) return found;
  const { deliveryStreams, topicRules } = state;
  const named = [
    ...regions.flatMap(({ buckets }) => buckets),
    ...Object.values(deliveryStreams).map(({ destination }) => destination?.BucketARN.split(':::')[1]),
    ...Object.values(topicRules).flatMap(({ payload: { actions, errorAction } }) =>
      [...actions, ...(errorAction === undefined ? [] : [errorAction])].map((action) => action.s3?.bucketName),
    ),
  ];
  if (named.includes(bucket)) return new Map();
  throw refusal('NoSuchBucket', 'The specified bucket does not exist', { status: 404 });
}
