import { byKey } from './paging.ts';

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
