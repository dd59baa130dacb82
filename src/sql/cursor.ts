import { sqlError } from './problem.ts';
import type { SqlError } from './problem.ts';
import type { Token } from './tokens.ts';
import type { Query } from './tree.ts';

/** How far a statement has been read. */
export interface Cursor {
  readonly tokens: readonly Token[];
  next: number;
  depth: number;
  /** Reads a query in brackets; expressions hold queries, and queries expressions. */
  readonly query: (cursor: Cursor) => Query;
}

/** Brackets may stand this deep in each other. */
const MAX_DEPTH = 50;

/** The token that comes next, or one after it. */
export function peek({ tokens, next }: Cursor, ahead = 0): Token {
  const token = tokens[Math.min(next + ahead, tokens.length - 1)];
  if (token === undefined) throw new Error('a statement without an end');
  return token;
}

/** Takes the next token. */
export function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.next += 1;
  return token;
}

/** Says whether a token is this mark, or this keyword in any case. */
export function is({ type, text }: Token, wanted: string): boolean {
  return (type === 'mark' || type === 'word') && text.toUpperCase() === wanted;
}

/** Takes the next token if it is the wanted one. */
export function takeIf(cursor: Cursor, wanted: string): Token | undefined {
  return is(peek(cursor), wanted) ? take(cursor) : undefined;
}

/** Takes the wanted token. Throws an SqlError where another one stands. */
export function expect(cursor: Cursor, wanted: string): Token {
  return takeIf(cursor, wanted) ?? fail(cursor, `Expected ${wanted}`);
}

/** Throws an SqlError at the next token. */
export function fail(cursor: Cursor, message: string): never {
  const { type, text, at } = peek(cursor);
  throw syntaxError(`${message}${type === 'end' ? ' at the end' : `, found ${JSON.stringify(text)}`}`, at);
}

/** AWS refuses it. */
export function syntaxError(message: string, at: number): SqlError {
  return sqlError('syntax', message, at);
}

/** Reads something that stands one level deeper. */
export function deeper<Read>(cursor: Cursor, read: () => Read): Read {
  cursor.depth += 1;
  if (cursor.depth > MAX_DEPTH) fail(cursor, `Nested deeper than ${MAX_DEPTH}`);
  const result = read();
  cursor.depth -= 1;
  return result;
}

/** Reads one or more of something, with commas between. */
export function listOf<Read>(cursor: Cursor, read: () => Read): readonly Read[] {
  const found = [read()];
  while (takeIf(cursor, ',')) found.push(read());
  return found;
}
