import type { JsonObject, JsonValue } from '../model/json.ts';
import { canonical, isEqual, isList, isObject } from '../model/json.ts';
import { compareTexts } from '../model/text-order.ts';

/**
 * The one form of a value that its schema describes: defaults and empty members left out, sets sorted, members in the
 * schema's order. Members that the schema lacks stay as they are. Idempotent.
 */
export function normalForm<Value extends JsonValue>(schema: JsonObject, value: Value): Value {
  return normalized(schema, value) as Value;
}

/** The value with every default of its schema written out, as far down as there are any. */
export function withDefaults<Value extends JsonValue>(schema: JsonObject, value: Value): Value {
  return filled(schema, value) as Value;
}

/** A list without order: each element once, sorted. */
export function sorted(values: readonly JsonValue[]): readonly JsonValue[] {
  const byText = new Map(values.map((value) => [canonical(value), value]));
  return [...byText]
    .sort(([left, one], [right, other]) => compare(one, other) || compare(left, right))
    .map(([, value]) => value);
}

function compare(left: JsonValue, right: JsonValue): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  return 0;
}

function normalized(schema: JsonObject, value: JsonValue): JsonValue {
  const own = branchFor(schema, value);
  if (isList(value)) {
    const items = value.map((item) => normalized(asSchema(own['items']), item));
    return own['uniqueItems'] === true ? sorted(items) : items;
  }
  if (!isObject(value)) return value;
  const members: Record<string, JsonValue> = {};
  for (const name of membersOf(own, value)) {
    const member = value[name];
    if (member === undefined || member === null) continue;
    const inner = memberSchema(own, name);
    const normal = normalized(inner, member);
    if (!isDefault(inner, normal)) members[name] = normal;
  }
  return members;
}

function isDefault(schema: JsonObject, normal: JsonValue): boolean {
  const byDefault = schema['default'];
  return byDefault !== undefined && isEqual(normal, normalized(schema, byDefault));
}

function filled(schema: JsonObject, value: JsonValue): JsonValue {
  const own = branchFor(schema, value);
  if (isList(value)) return value.map((item) => filled(asSchema(own['items']), item));
  if (!isObject(value)) return value;
  const members: Record<string, JsonValue> = {};
  for (const name of new Set([...Object.keys(propertiesOf(own)), ...Object.keys(value)])) {
    const inner = memberSchema(own, name);
    const member = value[name] ?? inner['default'];
    if (member !== undefined) members[name] = filled(inner, member);
  }
  return members;
}

/** The value's own members: those of the schema in its order, then the others by name. */
function membersOf(schema: JsonObject, value: JsonObject): readonly string[] {
  const known = Object.keys(propertiesOf(schema));
  const others = Object.keys(value).filter((name) => !known.includes(name));
  return [...known.filter((name) => Object.hasOwn(value, name)), ...others.sort()];
}

function memberSchema(schema: JsonObject, name: string): JsonObject {
  const properties = propertiesOf(schema);
  return asSchema(Object.hasOwn(properties, name) ? properties[name] : schema['additionalProperties']);
}

function propertiesOf(schema: JsonObject): JsonObject {
  return asSchema(schema['properties']);
}

function asSchema(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** Where alternatives differ in type, the one that is meant. */
function branchFor(schema: JsonObject, value: JsonValue): JsonObject {
  const branches = schema['anyOf'];
  if (!isList(branches)) return schema;
  const type = isList(value) ? 'array' : isObject(value) ? 'object' : typeof value;
  return asSchema(branches.find((branch) => isObject(branch) && branch['type'] === type));
}
