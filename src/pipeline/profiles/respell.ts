import type { Path } from '../../model/document.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';
import { meantBy } from './schema/other-names.ts';

/** A value in the spelling of its schema, and what of it the schema has no place for. */
export interface Respelled {
  readonly value: JsonObject;
  readonly unknown: readonly { readonly path: Path; readonly value: JsonValue }[];
}

/**
 * A value that others wrote, with its members in the spelling of the schema: `RoleARN` and `role_arn` are roleArn. Numbers and
 * booleans that were written as texts become such, and the other way round, as CloudFormation has it; a list of one is what is in it where no
 * list is meant, as Terraform has it. Members without a value are gone, and those that the schema lacks are told.
 */
export function respelled(schema: JsonObject, value: JsonObject): Respelled {
  const unknown: { path: Path; value: JsonValue }[] = [];
  const found = respell(schema, value, [], unknown);
  return { value: isObject(found) ? found : {}, unknown };
}

function respell(
  schema: JsonObject,
  given: JsonValue,
  path: Path,
  unknown: { path: Path; value: JsonValue }[],
): JsonValue {
  const own = branchFor(schema, given);
  const value = coerced(own, given);
  if (isList(value)) {
    const items = isObject(own['items']) ? own['items'] : {};
    return value.map((item, index) => respell(items, item, [...path, index], unknown));
  }
  if (!isObject(value)) return value;
  const taken = new Set<string>();
  const members = Object.entries(value).flatMap(([key, member]): [string, JsonValue][] => {
    if (member === undefined || member === null) return [];
    const [name, inner] = memberOf(own, key);
    const isFirst = !taken.has(name);
    taken.add(name);
    if (inner !== undefined && isFirst) return [[name, respell(inner, member, [...path, name], unknown)]];
    unknown.push({ path: [...path, key], value: member });
    return [];
  });
  return Object.fromEntries(members);
}

/** What a member is called here, and its schema; none where the schema has no place for it. */
function memberOf(own: JsonObject, key: string): [name: string, schema?: JsonObject] {
  const { properties, additionalProperties } = own;
  if (!isObject(properties)) return [key, isObject(additionalProperties) ? additionalProperties : {}];
  const name = Object.hasOwn(properties, key) ? key : meantBy(key, [own])?.name;
  const inner = name === undefined ? undefined : properties[name];
  return name !== undefined && isObject(inner) ? [name, inner] : [key];
}

function branchFor(schema: JsonObject, value: JsonValue): JsonObject {
  const branches = isList(schema['anyOf']) ? schema['anyOf'].filter(isObject) : [];
  if (branches.length === 0) return schema;
  const type = isList(value) ? 'array' : isObject(value) ? 'object' : 'string';
  return branches.find((branch) => branch['type'] === type) ?? schema;
}

function coerced({ type }: JsonObject, value: JsonValue): JsonValue {
  if (type === 'object' && isList(value) && value.length === 1 && isObject(value[0] ?? null)) return value[0] ?? null;
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (typeof value !== 'string') return value;
  if (type === 'boolean' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  const isNumber = (type === 'integer' || type === 'number') && value.trim() !== '' && Number.isFinite(Number(value));
  return isNumber ? Number(value) : value;
}
