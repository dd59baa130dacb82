import { isObject, type JsonObject } from '../../model/json.ts';

/** The hidden first line by which our comments and issues are found again. */
export interface Marker {
  readonly key: string;
  /** What a later run has to know. Never trust it without asking who wrote it. */
  readonly record?: JsonObject;
}

const MARKER = /^<!-- defender-gitops:([^\s>]+)(?: ([A-Za-z0-9_-]+))? -->/;

/** Puts the marker before a body. No key and no record can end the HTML comment early. */
export function withMarker({ key, record }: Marker, body: string): string {
  const data = record === undefined ? '' : ` ${Buffer.from(JSON.stringify(record)).toString('base64url')}`;
  return `<!-- defender-gitops:${encodeURIComponent(key)}${data} -->\n${body}`;
}

/** The marker that a body begins with. A marker further down is a quotation and counts for nothing. */
export function readMarker(body: string | null | undefined): Marker | undefined {
  const [line, key, data] = MARKER.exec(body ?? '') ?? [];
  if (line === undefined || key === undefined) return undefined;
  const record = data === undefined ? undefined : parse(Buffer.from(data, 'base64url').toString());
  return { key: parseKey(key), ...(isObject(record) && { record }) };
}

/** Whether two bodies say the same: GitHub may hand back other line ends than it was given. */
export function isSameBody(left: string | null | undefined, right: string): boolean {
  return settled(left ?? '') === settled(right);
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
