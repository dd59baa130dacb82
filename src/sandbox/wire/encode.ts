import type { NormalizedSchema } from '@smithy/core/schema';
import type { MemberName } from './decode.ts';
import { membersOf } from './schemas.ts';

/** Writes a value as JSON of a shape: timestamps (Date) as epoch seconds, blobs as base64; members the shape lacks are dropped. */
export function encodeJson(schema: NormalizedSchema, value: unknown, nameOf: MemberName): unknown {
  if (value === null || value === undefined || schema.isDocumentSchema()) return value;
  if (schema.isStructSchema()) return encodeStructure(schema, value as Record<string, unknown>, nameOf);
  if (schema.isListSchema()) {
    const element = schema.getValueSchema();
    return (value as unknown[]).map((one) => encodeJson(element, one, nameOf));
  }
  if (schema.isMapSchema()) {
    const inner = schema.getValueSchema();
    const entries = Object.entries(value as object);
    return Object.fromEntries(entries.map(([key, member]) => [key, encodeJson(inner, member, nameOf)]));
  }
  if (schema.isTimestampSchema()) return (value as Date).getTime() / 1000;
  if (schema.isBlobSchema()) return Buffer.from(value as Uint8Array).toString('base64');
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value;
}

function encodeStructure(schema: NormalizedSchema, value: Record<string, unknown>, nameOf: MemberName): object {
  const encoded: Record<string, unknown> = {};
  for (const [name, member] of membersOf(schema)) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given !== undefined) encoded[nameOf(name, member)] = encodeJson(member, given, nameOf);
  }
  return encoded;
}

/** Writes a value as the text of a header. */
export function encodeText(value: unknown): string {
  return value instanceof Date ? value.toUTCString() : String(value);
}
