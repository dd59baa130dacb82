import type { Requested } from '../../model/kind.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';

/**
 * The members of an object with these names, in whatever capitals, and all the others. The API writes `ruleName`, CloudFormation
 * `RuleName`.
 */
export function takeMembers<Name extends string>(
  object: JsonObject,
  ...names: readonly Name[]
): { readonly taken: { readonly [name in Name]?: JsonValue }; readonly rest: JsonObject } {
  const byFolded = new Map(names.map((name) => [name.toLowerCase(), name]));
  const taken: { [name in Name]?: JsonValue } = {};
  const nameOf = (key: string): Name | undefined => byFolded.get(key.toLowerCase().replaceAll(/[_-]/g, ''));
  for (const [key, value] of Object.entries(object)) {
    const name = nameOf(key);
    if (name !== undefined && value !== undefined) taken[name] = value;
  }
  return { taken, rest: Object.fromEntries(Object.entries(object).filter(([key]) => nameOf(key) === undefined)) };
}

/** A name, where there is one, and a spec. */
export function requested(name: JsonValue | undefined, spec: JsonObject): Requested {
  return name === undefined ? { spec } : { name, spec };
}

/** Tags as a map: of a list of keys and values, or of the text in which a rule's travel. */
export function tagsOfRequest(tags: JsonValue | undefined): JsonObject {
  if (typeof tags === 'string') return { tags: Object.fromEntries(new URLSearchParams(tags)) };
  if (!isList(tags) || !tags.every(isObject)) return tags === undefined ? {} : { tags };
  const entries = tags.map((tag): [string, JsonValue] => {
    const { taken } = takeMembers(tag, 'key', 'value');
    return [String(taken.key), taken.value ?? ''];
  });
  return { tags: Object.fromEntries(entries) };
}
