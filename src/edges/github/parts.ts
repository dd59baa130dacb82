import { createHash } from 'node:crypto';
import { isList, isObject } from '../../model/values/json.ts';
import { COMMENT_BYTES } from '../../render/markdown/comment.ts';
import { counted } from '../../render/words/plan.ts';
import { readMarker, withMarker } from './marker.ts';

/** What one job says in a comment that several write. */
export interface CommentPart {
  /** Tells the jobs apart. */
  readonly name: string;
  /** Markdown that begins with its heading. */
  readonly text: string;
}

interface KeptPart extends CommentPart {
  /** Of the text as its job wrote it, which may be longer. */
  readonly digest: string;
}

interface Parts {
  readonly parts: readonly KeptPart[];
  /** Whether somebody else changed the comment, so that what stood there was dropped. */
  readonly edited: boolean;
}

const HEAD_BYTES = 1000;
const EDITED = '_Somebody edited this comment. What other jobs had written here before is on the pages of their runs._';
const LEFT_OUT = '_Left out here for want of room: see the page of its run._';

/** The bytes that each of so many parts has for its text. */
export function roomOfPart(name: string, of: number): number {
  const share = Math.floor((COMMENT_BYTES - HEAD_BYTES) / Math.max(1, of));
  return Math.max(200, share - 64 - 2 * Buffer.byteLength(name));
}

/** The comment with one part written anew and all others that are found kept, by name. Once written, it stays the same. */
export function withPart(key: string, found: readonly string[], { name, text }: CommentPart): string {
  const read = found.map(readParts);
  const shown = text.toWellFormed().replaceAll(/\r\n?/g, '\n').trim().replace(/^## /, '### ');
  const own: KeptPart = { name, text: shown, digest: digestOf(shown) };
  const byName = new Map(read.toReversed().flatMap(({ parts }) => parts.map((part) => [part.name, part] as const)));
  // Who had to be shortened stays so: to lengthen and shorten it in turn would never end.
  if (byName.get(name)?.digest !== own.digest) byName.set(name, own);
  let parts = [...byName.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  const edited = read.some((one) => one.edited);
  for (;;) {
    const body = bodyOf(key, { parts, edited });
    const [longest] = parts.filter(({ text: one }) => !one.endsWith(LEFT_OUT)).sort(byLength);
    if (Buffer.byteLength(body) <= COMMENT_BYTES || longest === undefined) return body;
    parts = parts.map((part) => (part === longest ? { ...part, text: `${headingOf(part)}\n\n${LEFT_OUT}` } : part));
  }
}

/** The names of the parts of a comment, and whether it is as our jobs wrote it. */
export function readParts(body: string): Parts {
  const { record } = readMarker(body) ?? {};
  const whole = body.replaceAll('\r\n', '\n').trimEnd();
  const text = whole.slice(whole.indexOf('\n') + 1);
  if (!isObject(record) || !isList(record['parts']) || record['digest'] !== digestOf(text))
    return { parts: [], edited: true };
  const known = record['parts'].filter(isPartRecord);
  const parts: KeptPart[] = [];
  let end = text.length;
  // From the end, because what is above the first part is not counted.
  for (const [name, digest, length] of known.toReversed()) {
    parts.unshift({ name, digest, text: text.slice(end - length, end) });
    end -= length + GLUE.length;
  }
  return { parts, edited: record['edited'] === true };
}

const GLUE = '\n\n---\n\n';

function bodyOf(key: string, { parts, edited }: Parts): string {
  const head = [headlineOf(parts), ...(edited ? [EDITED] : [])].join('\n\n');
  const text = [head, ...parts.map((part) => part.text)].join(GLUE);
  const record = {
    parts: parts.map((part) => [part.name, part.digest, part.text.length]),
    digest: digestOf(text),
    ...(edited && { edited }),
  };
  return withMarker({ key, record }, text);
}

const HEADING_MARKS = ['⛔', '❌', '⚠️', '✅'];

/** Worst first, with how many jobs ended so. A job that had nothing to apply has no part. */
function headlineOf(parts: readonly CommentPart[]): string {
  const counts = HEADING_MARKS.map(
    (mark) => [mark, parts.filter((part) => headingOf(part).includes(` ${mark}`)).length] as const,
  );
  const shown = counts.filter(([, count]) => count > 0);
  const worst = shown[0]?.[0] ?? '';
  return `## ${worst} Results of ${counted(parts.length, 'job')} so far: ${shown.map(([mark, count]) => `${count} ${mark}`).join(' · ')}`;
}

function headingOf({ text }: CommentPart): string {
  return text.split('\n', 1)[0] ?? '';
}

function byLength(left: CommentPart, right: CommentPart): number {
  return right.text.length - left.text.length;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function isPartRecord(value: unknown): value is [name: string, digest: string, length: number] {
  if (!Array.isArray(value)) return false;
  const [name, digest, length] = value as unknown[];
  return typeof name === 'string' && typeof digest === 'string' && Number.isSafeInteger(length);
}
