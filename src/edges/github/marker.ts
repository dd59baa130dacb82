import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { isObject, type JsonObject } from '../../model/values/json.ts';
import type { CommentKey } from '../../model/workflow/conversation.ts';

/** The hidden first line by which our comments and issues are found again. */
export interface Marker {
  readonly key: string;
  /** What a later run has to know. Never trust it without asking who wrote it. */
  readonly record?: JsonObject;
}

const COMPRESSED_FROM = 1000;
const OPENING_BRACE = 0x7b;
/** Anyone with write access can put into a comment what grows without end. */
const RECORD_LIMIT = 1024 * 1024;

const MARKER = /^<!-- defender-gitops:([^\s>]+)(?: ([A-Za-z0-9_-]+))? -->/;

/** Puts the marker before a body. No key and no record can end the HTML comment early. */
export function withMarker({ key, record }: Marker, body: string): string {
  const data = record === undefined ? '' : ` ${packed(JSON.stringify(record)).toString('base64url')}`;
  return `<!-- defender-gitops:${encodeURIComponent(key)}${data} -->\n${body}`;
}

/** The marker that a body begins with. A marker further down is a quotation and counts for nothing. */
export function readMarker(body: string | null | undefined): Marker | undefined {
  const [, key, data] = MARKER.exec(body ?? '') ?? [];
  if (key === undefined) return undefined;
  const record = data === undefined ? undefined : parse(Buffer.from(data, 'base64url'));
  return { key: parseKey(key), ...(isObject(record) && { record }) };
}

/** Whether a body bears the marker of a key, or of what the key was before. */
export function isMarked(body: string | null | undefined, { key, folder }: CommentKey): boolean {
  const marker = readMarker(body);
  if (marker === undefined) return false;
  const what = (one: string): string => one.split('@', 1)[0] ?? '';
  const isMoved = folder !== undefined && marker.record?.folder === folder && what(marker.key) === what(key);
  return marker.key === key || marker.key === what(key) || isMoved;
}

/** Whether two bodies say the same: GitHub may hand back other line ends than it was given. */
export function isSameBody(left: string | null | undefined, right: string): boolean {
  return settled(left ?? '') === settled(right);
}

/** A body without its marker's line, as GitHub hands it back whatever the line ends. */
export function textBelow(body: string): string {
  return settled(body).replace(MARKER, '').replace(/^\n/, '');
}

function settled(body: string): string {
  return body.replaceAll('\r\n', '\n').trimEnd();
}

function parseKey(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

/** A long record is compressed: it takes the room of the text. */
function packed(json: string): Buffer {
  return json.length < COMPRESSED_FROM ? Buffer.from(json) : deflateRawSync(json);
}

function parse(data: Buffer): unknown {
  try {
    const json = data[0] === OPENING_BRACE ? data : inflateRawSync(data, { maxOutputLength: RECORD_LIMIT });
    return JSON.parse(json.toString());
  } catch {
    return undefined;
  }
}
