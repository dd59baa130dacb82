import type { JsonValue } from '../../src/model/values/json.ts';
import { isList, isObject } from '../../src/model/values/json.ts';

/** A schema, taking no member that it does not describe. */
export function closed(schema: JsonValue): JsonValue {
  if (isList(schema)) return schema.map(closed);
  if (!isObject(schema)) return schema;
  const members = Object.fromEntries(Object.entries(schema).map(([name, member]) => [name, closed(member ?? null)]));
  return isObject(members['properties']) ? { ...members, additionalProperties: false } : members;
}
