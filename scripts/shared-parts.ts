import { isList, isObject } from '../src/model/values/json.ts';
import type { JsonObject, JsonValue } from '../src/model/values/json.ts';

const ANNOTATIONS = new Set(['title', 'description', 'examples', '$comment', 'default', 'deprecated', 'otherNames']);
const BY_NAME = new Set(['properties', 'dependentSchemas']);
const LISTS = new Set(['anyOf', 'oneOf', 'allOf']);
const SINGLE = new Set(['items', 'additionalProperties', 'propertyNames', 'if', 'then', 'else', 'not']);

/** Schemas of which each object, and what is used twice, stands once among the parts of the schema `shared`. */
export interface SharedParts {
  readonly whole: Readonly<Record<string, JsonObject>>;
  readonly parts: JsonObject;
}

/** Takes schemas apart, and leaves out what only explains. */
export function sharedParts(schemas: Readonly<Record<string, JsonObject>>): SharedParts {
  const counts = new Map<string, number>();
  const count = (schema: JsonObject): JsonObject => {
    const text = JSON.stringify(bare(schema));
    counts.set(text, (counts.get(text) ?? 0) + 1);
    return counts.get(text) === 1 ? withInner(schema, count) : schema;
  };
  Object.values(schemas).forEach(count);
  const names = new Map<string, string>();
  const parts: Record<string, JsonObject> = {};
  const placed = (schema: JsonObject, keyword: string): JsonObject => {
    const text = JSON.stringify(bare(schema));
    // What branches say is told from what they hold by where it stands in the schema, so a branch stays where it is.
    const isThing = schema['title'] !== undefined && schema['type'] !== undefined;
    const isWorthIt = schema['properties'] !== undefined || ((counts.get(text) ?? 0) > 1 && text.length > SHORT);
    if (!isThing && (BRANCHES.has(keyword) || !isWorthIt)) return withInner(schema, placed);
    const name = names.get(text) ?? `part${names.size}`;
    if (!names.has(text)) {
      names.set(text, name);
      parts[name] = withInner(schema, placed);
    }
    return { $ref: `shared#/$defs/${name}` };
  };
  const whole = Object.entries(schemas).map(([id, schema]) => [id, withInner(schema, placed)]);
  return { whole: Object.fromEntries(whole) as SharedParts['whole'], parts };
}

/** Characters of a schema whose code takes less room where it stands than a call. */
const SHORT = 20;

const BRANCHES = new Set([...LISTS, 'if', 'then', 'else', 'not', 'dependentSchemas']);

function bare(schema: JsonObject): JsonObject {
  return withInner(schema, bare);
}

/** A schema without annotations, and with something else for each schema in it. */
function withInner(schema: JsonObject, change: (inner: JsonObject, keyword: string) => JsonObject): JsonObject {
  const kept = Object.entries(schema).filter(([keyword]) => !ANNOTATIONS.has(keyword));
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, changed(keyword, value, change)]));
}

function changed(
  keyword: string,
  value: JsonValue | undefined,
  change: (inner: JsonObject, keyword: string) => JsonObject,
): JsonValue | undefined {
  const one = (inner: JsonValue | undefined): JsonValue | undefined =>
    isObject(inner) ? change(inner, keyword) : inner;
  if (BY_NAME.has(keyword) && isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, one(inner)]));
  if (LISTS.has(keyword) && isList(value)) return value.map((inner) => one(inner) ?? null);
  return SINGLE.has(keyword) ? one(value) : value;
}
