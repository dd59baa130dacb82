/** A JSON value: what YAML files hold, what `read` returns, what plans are made of. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object. Members that are `undefined` count as absent everywhere. */
export interface JsonObject {
  readonly [member: string]: JsonValue | undefined;
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
  const [names, others] = [Object.keys(left), Object.keys(right)];
  // Both are mostly in their normal form: then the same members stand at the same places.
  if (names.length === others.length && names.every((name, index) => name === others[index]))
    return names.every((name) => isEqual(left[name], right[name]));
  return (
    names.every((name) => isEqual(left[name], memberOf(right, name))) &&
    others.every((name) => right[name] === undefined || memberOf(left, name) !== undefined)
  );
}

/** An object's own member: `toString` is a name like any other. */
export function memberOf(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
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

/** An object of these members, absent ones left out; the given one where it has the very same in the same order. */
export function changedObject(
  object: JsonObject,
  names: readonly string[],
  members: readonly (JsonValue | undefined)[],
): JsonObject {
  const own = Object.keys(object);
  const isAsGiven = (name: string, index: number): boolean =>
    name === names[index] && members[index] !== undefined && members[index] === object[name];
  if (own.length === names.length && own.every(isAsGiven)) return object;
  const entries = names.map((name, index) => [name, members[index]] as const);
  return Object.fromEntries(entries.filter(([, member]) => member !== undefined));
}
