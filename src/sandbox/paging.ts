import { refusal } from './refusal.ts';

/** Orders by code units, as AWS's alphabetical lists do. */
export function byKey<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return items.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

/** The items whose key comes after `start`, at most `limit`, in order of their keys. */
export function slice<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  start: string | undefined,
  limit: number,
): { items: readonly Item[]; more: boolean } {
  const rest = byKey(items, keyOf).filter((item) => start === undefined || keyOf(item) > start);
  return { items: rest.slice(0, limit), more: rest.length > limit };
}

const TOKEN_PREFIX = 'after:';

/**
 * One page of an AWS IoT list and the token of the next. Tokens name the last key, so that a page neither repeats nor skips
 * what stays while other resources come and go. Throws a refusal for a token that is none of ours.
 */
export function page<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  asked: { nextToken?: string | undefined; maxResults?: number | undefined },
  defaultSize: number,
): { items: readonly Item[]; next: { nextToken?: string } } {
  const start = asked.nextToken === undefined ? undefined : readToken(asked.nextToken);
  const found = slice(items, keyOf, start, asked.maxResults ?? defaultSize);
  const last = found.items.at(-1);
  if (!found.more || last === undefined) return { items: found.items, next: {} };
  return {
    items: found.items,
    next: { nextToken: Buffer.from(TOKEN_PREFIX + keyOf(last)).toString('base64url') },
  };
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith(TOKEN_PREFIX)) throw refusal('InvalidRequestException', 'Invalid nextToken');
  return text.slice(TOKEN_PREFIX.length);
}
