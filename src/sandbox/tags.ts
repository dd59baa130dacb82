import type { OperationContext } from './context.ts';
import { byKey } from './paging.ts';
import type { ResourceRecord } from './state.ts';

/** A tag on the wire; a tag without a value has the empty one. */
export interface WireTag {
  readonly Key: string;
  readonly Value?: string | undefined;
}

/** Tags per resource, for both services. https://docs.aws.amazon.com/iot/latest/developerguide/tagging-iot.html */
export const TAG_LIMIT = 50;

/** Tags as they are stored. */
export function storedTags(tags: readonly WireTag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value = '' }) => [Key, Value]));
}

/** Stored tags as they are listed, by key. */
export function wireTags(tags: Readonly<Record<string, string>>): readonly { Key: string; Value: string }[] {
  return byKey(
    Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    (tag) => tag.Key,
  );
}

/** A key that is given twice, if any. */
export function repeatedKey(tags: readonly WireTag[]): string | undefined {
  const keys = tags.map((tag) => tag.Key);
  return keys.find((key, index) => keys.indexOf(key) !== index);
}

/** Gives a resource other tags, and keeps how they were for as long as the index may not know; that there were any, for good. */
export function retag(
  { now, assumptions }: OperationContext,
  resource: ResourceRecord,
  tags: Record<string, string>,
): void {
  const known = (resource.earlierTags ?? []).filter(({ until }) => until > now - assumptions.tagIndexLag);
  const had = [...known, { tags: resource.tags, until: now }];
  const untagged = Object.keys(tags).length === 0;
  resource.earlierTags = assumptions.tagIndexLag > 0 || untagged ? had : [];
  resource.tags = tags;
}
