import type { JsonObject, JsonValue } from '../../model/values/json.ts';

/**
 * JSON Schema (draft 2020-12) in short. What kinds add to the dialect is only a reading of it:
 * `default` is what AWS uses where the member is absent, so the normal form leaves it out;
 * `uniqueItems` is a list without order, so the normal form sorts it;
 * `otherNames` says what a member or a word is called here that others call otherwise: its name, or a sentence that says what to do.
 */
export function text(description: string, more: JsonObject = {}): JsonObject {
  return { type: 'string', description, ...more };
}

/** One of a few words, spelt as AWS spells them. */
export function choice(description: string, values: readonly string[], more: JsonObject = {}): JsonObject {
  return { type: 'string', enum: values, description, ...more };
}

/** True or false. */
export function flag(description: string, more: JsonObject = {}): JsonObject {
  return { type: 'boolean', description, ...more };
}

/** A whole number. */
export function whole(description: string, more: JsonObject = {}): JsonObject {
  return { type: 'integer', description, ...more };
}

/** A number that may have a fraction. */
export function decimal(description: string, more: JsonObject = {}): JsonObject {
  return { type: 'number', description, ...more };
}

/** A list whose order AWS keeps. */
export function list(description: string, items: JsonObject, more: JsonObject = {}): JsonObject {
  return { type: 'array', description, items, ...more };
}

/** A list whose order means nothing. */
export function set(description: string, items: JsonObject, more: JsonObject = {}): JsonObject {
  return list(description, items, { uniqueItems: true, ...more });
}

/** An object whose keys are the author's own, never translated. */
export function map(description: string, values: JsonObject, more: JsonObject = {}): JsonObject {
  return { type: 'object', description, additionalProperties: values, ...more };
}

/** An object with the members named and no others. */
export function closed(
  description: string,
  properties: Readonly<Record<string, JsonObject>>,
  {
    required = [],
    ...more
  }: { readonly required?: readonly string[]; readonly [keyword: string]: JsonValue | undefined } = {},
): JsonObject {
  return {
    type: 'object',
    description,
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    ...more,
    properties,
  };
}

/** An object of which exactly one member is given. */
export function oneOf(
  description: string,
  properties: Readonly<Record<string, JsonObject>>,
  more: JsonObject = {},
): JsonObject {
  return closed(description, properties, { minProperties: 1, maxProperties: 1, ...more });
}

/** For `otherNames`: AWS has the name of a resource among its members. */
export const NAME_IS_KEY = 'The name is the key above: remove this line.';

/** For `otherNames`: what only requests have. */
export const OF_REQUESTS = 'It belongs to a request, and is said when one is sent: remove this line.';

/** A member that AWS knows and this tool refuses; the sentence says what to use instead. */
export function refused(sentence: string): JsonObject {
  return { not: {}, description: sentence };
}
