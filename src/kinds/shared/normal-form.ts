import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { canonical, changedList, changedObject, isEqual, isList, isObject } from '../../model/values/json.ts';
import { compareTexts } from '../../model/values/text.ts';

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
  if (values.length < 2) return values;
  const byText = new Map(values.map((value) => [canonical(value), value]));
  const once = [...byText]
    .sort(([left, one], [right, other]) => compare(one, other) || compare(left, right))
    .map(([, value]) => value);
  return once.length < values.length ? once : changedList(values, (_, index) => once[index] as JsonValue);
}

function compare(left: JsonValue, right: JsonValue): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  return 0;
}

/** What is in its normal form already is given back as it is: most of what profiles and accounts hold. */
function normalized(schema: JsonObject, value: JsonValue): JsonValue {
  if (isList(value)) return normalList(branchFor(schema, value), value);
  return isObject(value) ? normalObject(shapeOf(branchFor(schema, value)), value) : value;
}

function normalList(schema: JsonObject, list: readonly JsonValue[]): readonly JsonValue[] {
  const items = asSchema(schema['items']);
  const normal = changedList(list, (item) => normalized(items, item));
  return schema['uniqueItems'] === true ? sorted(normal) : normal;
}

function normalObject(shape: ObjectShape, value: JsonObject): JsonObject {
  const normalOf = (member: JsonValue | undefined, name: string): JsonValue | undefined =>
    normalMember(memberOf(shape, name), member);
  if (isInOrder(shape, value)) return changedObject(value, normalOf);
  const entries = Object.entries(value).sort(([left], [right]) => places(shape, left, right));
  const normal = entries.map(([name, member]) => [name, normalOf(member, name)] as const);
  return Object.fromEntries(normal.filter(([, member]) => member !== undefined));
}

function normalMember({ schema, normalDefault }: Member, value: JsonValue | undefined): JsonValue | undefined {
  if (value === undefined || value === null) return undefined;
  const normal = normalized(schema, value);
  return isEqual(normal, normalDefault) ? undefined : normal;
}

/** What a schema says of an object's members. */
interface ObjectShape {
  readonly members: ReadonlyMap<string, Member>;
  /** What it says of all others. */
  readonly others: Member;
}

interface Member {
  readonly place: number;
  readonly schema: JsonObject;
  readonly normalDefault: JsonValue | undefined;
}

/** Each schema is looked through once: there are few of them, and many values. */
const shapes = new WeakMap<JsonObject, ObjectShape>();

function shapeOf(schema: JsonObject): ObjectShape {
  const known = shapes.get(schema);
  if (known !== undefined) return known;
  const member = (value: JsonValue | undefined, place: number): Member => {
    const inner = asSchema(value);
    const byDefault = inner['default'];
    return { place, schema: inner, normalDefault: byDefault === undefined ? undefined : normalized(inner, byDefault) };
  };
  const properties = Object.entries(propertiesOf(schema));
  const shape = {
    members: new Map(properties.map(([name, value], place) => [name, member(value, place)])),
    others: member(schema['additionalProperties'], properties.length),
  };
  shapes.set(schema, shape);
  return shape;
}

function memberOf({ members, others }: ObjectShape, name: string): Member {
  return members.get(name) ?? others;
}

/** The members of the schema come in its order, then the others by name. */
function isInOrder(shape: ObjectShape, value: JsonObject): boolean {
  let before: string | undefined;
  for (const name in value) {
    if (before !== undefined && places(shape, before, name) > 0) return false;
    before = name;
  }
  return true;
}

function places(shape: ObjectShape, left: string, right: string): number {
  return memberOf(shape, left).place - memberOf(shape, right).place || compareTexts(left, right);
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

function memberSchema(schema: JsonObject, name: string): JsonObject {
  const properties = propertiesOf(schema);
  return asSchema(Object.hasOwn(properties, name) ? properties[name] : schema['additionalProperties']);
}

function propertiesOf(schema: JsonObject): JsonObject {
  return asSchema(schema['properties']);
}

/** What says nothing; one object, so that it is looked through once. */
const SILENT: JsonObject = {};

function asSchema(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : SILENT;
}

/** Where alternatives differ in type, the one that is meant. */
function branchFor(schema: JsonObject, value: JsonValue): JsonObject {
  const branches = schema['anyOf'];
  if (!isList(branches)) return schema;
  const type = isList(value) ? 'array' : isObject(value) ? 'object' : typeof value;
  return asSchema(branches.find((branch) => isObject(branch) && branch['type'] === type));
}
