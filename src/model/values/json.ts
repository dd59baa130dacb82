/** A JSON value: what YAML files hold, what `read` returns, what plans are made of. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object. Members that are `undefined` count as absent everywhere. */
export interface JsonObject {
  readonly [member: string]: JsonValue | undefined;
}

/**
 * An object of members that users name. V8 notes for all objects of a program what each becomes by its first member, and stops at 1,536
 * names: from there on new objects share nothing, and the whole program takes twice as long. So this one begins apart from all others.
 * https://github.com/v8/v8/blob/main/src/objects/transitions.h
 */
export function byName(members: Iterable<readonly [name: string, value: JsonValue]> = []): Record<string, JsonValue> {
  const object = Object.create(null) as Record<string, JsonValue>;
  // `__proto__` is a name like any other until there is a prototype.
  for (const [name, value] of members) object[name] = value;
  return Object.setPrototypeOf(object, Object.prototype) as Record<string, JsonValue>;
}

/** Says whether a value is a JSON object, so neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Says whether a value is a list; unlike `Array.isArray` it keeps `readonly` element types. */
export function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Writes a value so that equal values give equal text: members sorted, absent members left out. */
export function canonical(value: JsonValue | undefined): string {
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(',')}}`;
}

/** Says whether two values are the same JSON; the order of members does not count, that of elements does. */
export function isEqual(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (isList(left))
    return isList(right) && left.length === right.length && left.every((item, index) => isEqual(item, right[index]));
  if (!isObject(left) || !isObject(right)) return false;
  for (const name in left) if (!isEqual(left[name], memberOf(right, name))) return false;
  for (const name in right) if (right[name] !== undefined && memberOf(left, name) === undefined) return false;
  return true;
}

/** An object's own member: `toString` is a name like any other. */
export function memberOf(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A value where it is an object, else one without members. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The text that members lead to, one below the other; undefined where there is no such member, or no text. */
export function textAt(value: JsonValue | undefined, ...path: readonly string[]): string | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return typeof value === 'string' ? value : undefined;
  return isObject(value) ? textAt(memberOf(value, step), ...rest) : undefined;
}

/** Copies an object without its absent members, so that "absent" has one form. */
export function compact<T extends JsonObject>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

/** A list with each element changed; the same list where every element is given back as it is. */
export function changedList<Item>(list: readonly Item[], change: (item: Item, index: number) => Item): readonly Item[] {
  const changed = list.map(change);
  return changed.every((item, index) => item === list[index]) ? list : changed;
}

/** An object with each member changed, or left out; the same object where every member is given back as it is. */
export function changedObject(
  object: JsonObject,
  change: (member: JsonValue | undefined, name: string) => JsonValue | undefined,
): JsonObject {
  let changed: [string, JsonValue][] | undefined;
  for (const name in object) {
    const member = object[name];
    const now = change(member, name);
    if (changed === undefined && now === member && now !== undefined) continue;
    changed ??= entriesBefore(object, name);
    if (now !== undefined) changed.push([name, now]);
  }
  return changed === undefined ? object : Object.fromEntries(changed);
}

function entriesBefore(object: JsonObject, end: string): [string, JsonValue][] {
  const entries = Object.entries(object) as [string, JsonValue][];
  return entries.slice(
    0,
    entries.findIndex(([name]) => name === end),
  );
}
