import type { JsonObject, JsonValue } from '../../src/model/values/json.ts';
import { isList, isObject } from '../../src/model/values/json.ts';

/** Steps to a member in any spec: names, `[]` for an element of a list, `{}` for a value under a key of the author's own. */
export type MemberPath = readonly string[];

/** Every member that a schema lets an author leave out, with the keys of maps. A member that is added is found at once. */
export function optionalMembers(schema: JsonObject, path: MemberPath = []): readonly MemberPath[] {
  if ('not' in schema) return [];
  const { properties, items, additionalProperties, anyOf, required, maxProperties } = schema;
  const needed = isList(required) ? required : [];
  // Of a choice exactly one member is given, so that none of them can be taken out alone.
  const isChoice = maxProperties === 1;
  const members = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, inner]) => {
    if (!isObject(inner) || 'not' in inner) return [];
    const at = [...path, name];
    return [...(needed.includes(name) || isChoice ? [] : [at]), ...optionalMembers(inner, at)];
  });
  const elements = isObject(items) ? optionalMembers(items, [...path, '[]']) : [];
  const keys = isObject(additionalProperties) ? [[...path, '{}']] : [];
  const branches = (isList(anyOf) ? anyOf : []).filter(isObject).flatMap((branch) => optionalMembers(branch, path));
  return [...members, ...elements, ...keys, ...branches];
}

/** The spec without the first member that the path leads to; undefined where it has none. */
export function withoutMember(value: JsonValue | undefined, [step, ...rest]: MemberPath): JsonValue | undefined {
  if (step === '[]') return isList(value) ? withoutInElement(value, rest) : undefined;
  if (!isObject(value)) return undefined;
  for (const name of step === '{}' ? Object.keys(value) : [String(step)]) {
    if (value[name] === undefined) continue;
    const { [name]: inner, ...others } = value;
    if (rest.length === 0) return others;
    const left = withoutMember(inner, rest);
    if (left !== undefined) return { ...value, [name]: left };
  }
  return undefined;
}

function withoutInElement(list: readonly JsonValue[], rest: MemberPath): JsonValue | undefined {
  for (const [index, item] of list.entries()) {
    const left = withoutMember(item, rest);
    if (left !== undefined) return list.map((other, position) => (position === index ? left : other));
  }
  return undefined;
}

/** A path as people write it: `behaviors[].criteria`. */
export function namesOf(path: MemberPath): string {
  return path.join('.').replaceAll('.[]', '[]').replaceAll('.{}', '{}');
}
