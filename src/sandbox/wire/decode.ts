import type { NormalizedSchema } from '@smithy/core/schema';
import { isList, isObject } from '../../model/values/json.ts';
import { refusal } from '../refusal.ts';
import { membersOf } from './schemas.ts';

/** How a protocol names a member inside a JSON body. */
export type MemberName = (name: string, schema: NormalizedSchema) => string;

/**
 * Reads a JSON value as a shape, strictly: a value of another type is a SerializationException, as AWS answers it.
 * Members that the shape lacks are ignored and null members are absent. Timestamps come out as Date, blobs as bytes.
 */
export function decodeJson(schema: NormalizedSchema, value: unknown, nameOf: MemberName): unknown {
  if (schema.isDocumentSchema()) return value;
  if (schema.isStructSchema()) return decodeStructure(schema, value, nameOf);
  if (schema.isListSchema()) {
    if (!isList(value)) throw wrongType(value, 'list');
    const decodeElement = decoderOfElements(schema, nameOf);
    return value.map((element) => decodeElement(element));
  }
  if (schema.isMapSchema()) {
    if (!isObject(value)) throw wrongType(value, 'map');
    const decodeElement = decoderOfElements(schema, nameOf);
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, decodeElement(member)]));
  }
  return decodeScalar(schema, value);
}

function decoderOfElements(schema: NormalizedSchema, nameOf: MemberName): (value: unknown) => unknown {
  const element = schema.getValueSchema();
  return (value) => (value === null && schema.getMergedTraits().sparse ? null : decodeJson(element, value, nameOf));
}

function decodeStructure(schema: NormalizedSchema, value: unknown, nameOf: MemberName): object {
  if (!isObject(value)) throw wrongType(value, 'structure');
  const decoded: [string, unknown][] = [];
  for (const [name, member] of membersOf(schema)) {
    const key = nameOf(name, member);
    const given = Object.hasOwn(value, key) ? value[key] : undefined;
    if (given !== undefined && given !== null) decoded.push([name, decodeJson(member, given, nameOf)]);
  }
  if (schema.isUnionSchema() && decoded.length !== 1) throw serialization('Unions must have exactly one member set.');
  return Object.fromEntries(decoded);
}

function decodeScalar(schema: NormalizedSchema, value: unknown): unknown {
  if (schema.isBooleanSchema() && typeof value === 'boolean') return value;
  if (schema.isStringSchema() && typeof value === 'string') return value;
  if (schema.isNumericSchema()) {
    if (typeof value === 'number') return value;
    if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value);
  }
  if (schema.isTimestampSchema() && typeof value === 'number') return new Date(Math.round(value * 1000));
  if (schema.isBlobSchema() && typeof value === 'string') return new Uint8Array(Buffer.from(value, 'base64'));
  throw wrongType(value, schemaWord(schema));
}

/** Reads a header, a query parameter or a path label as a shape. */
export function decodeText(schema: NormalizedSchema, text: string): unknown {
  if (schema.isStringSchema()) return text;
  if (schema.isBooleanSchema() && (text === 'true' || text === 'false')) return text === 'true';
  if (schema.isNumericSchema() && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (schema.isTimestampSchema() && !Number.isNaN(Date.parse(text))) return new Date(text);
  throw wrongType(text, schemaWord(schema));
}

function schemaWord(schema: NormalizedSchema): string {
  if (schema.isBooleanSchema()) return 'Boolean';
  if (schema.isNumericSchema()) return 'Number';
  if (schema.isTimestampSchema()) return 'Timestamp';
  return schema.isBlobSchema() ? 'Blob' : 'String';
}

function wrongType(value: unknown, expected: string) {
  if (isList(value)) return serialization('Start of list found where not expected');
  if (isObject(value)) return serialization('Start of structure or map found where not expected.');
  const found = {
    string: 'STRING_VALUE',
    number: 'NUMBER_VALUE',
    boolean: `${String(value).toUpperCase()}_VALUE`,
  };
  return serialization(`${found[typeof value as 'string'] ?? 'NULL_VALUE'} can not be converted to a ${expected}`);
}

/** The refusal of a request that cannot be read as the operation's input. */
export function serialization(message: string) {
  return refusal('SerializationException', message, { status: 400 });
}
