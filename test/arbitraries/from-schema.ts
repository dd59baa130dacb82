import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/model/values/json.ts';
import { compact, isList, isObject } from '../../src/model/values/json.ts';

/** Takes the place of what the schema alone would give, at a path such as `behaviors[].metric`. */
export type Overrides = Readonly<Record<string, fc.Arbitrary<JsonValue>>>;

const ajv = new Ajv2020({ strict: true, strictRequired: false, keywords: ['otherNames'] });

/** Values that a JSON Schema takes, with every member that it names: a member that is added is covered at once. */
export function fromSchema(schema: JsonObject, overrides: Overrides = {}, path = ''): fc.Arbitrary<JsonValue> {
  const override = overrides[path];
  if (override !== undefined) return override;
  const branches = schema['anyOf'];
  if (isList(branches))
    return fc.oneof(...branches.filter(isObject).map((branch) => fromSchema(branch, overrides, path)));
  const values = isList(schema['enum']) ? fc.constantFrom(...schema['enum']) : byType(schema, overrides, path);
  return offered(schema, values);
}

/** Defaults and examples come often: they are what folding and readers care about. */
function offered(schema: JsonObject, values: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> {
  const taken = [schema['default'], ...(isList(schema['examples']) ? schema['examples'] : [])].filter(
    (value) => value !== undefined,
  );
  const valid = taken.filter((value) => accepts(schema, value));
  return valid.length === 0
    ? values
    : fc.oneof({ weight: 3, arbitrary: values }, { weight: 1, arbitrary: fc.constantFrom(...valid) });
}

const validators = new WeakMap<JsonObject, (value: unknown) => boolean>();

/** Whether a schema takes a value. */
export function accepts(schema: JsonObject, value: JsonValue): boolean {
  const validator = validators.get(schema) ?? ajv.compile(schema);
  validators.set(schema, validator);
  return validator(value);
}

function byType(schema: JsonObject, overrides: Overrides, path: string): fc.Arbitrary<JsonValue> {
  switch (schema['type']) {
    case 'object':
      return objects(schema, overrides, path);
    case 'array':
      return lists(schema, overrides, path);
    case 'string':
      return strings(schema);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({
        min: Number(schema['minimum'] ?? -1000),
        max: Math.min(Number(schema['maximum'] ?? 2 ** 31 - 1), 2 ** 31 - 1),
      });
    case 'number':
      return numbers(schema);
    default:
      throw new Error(`No values for ${JSON.stringify(schema)}`);
  }
}

function numbers(schema: JsonObject): fc.Arbitrary<number> {
  const range = { min: Number(schema['minimum'] ?? -1e9), max: Number(schema['maximum'] ?? 1e9) };
  // JSON has no minus zero.
  return fc
    .oneof(fc.double({ ...range, noNaN: true }), fc.integer({ min: Math.ceil(range.min), max: Math.floor(range.max) }))
    .map((number) => number + 0);
}

const RULES = ['oneOf', 'allOf', 'if', 'dependentRequired', 'dependentSchemas', 'minProperties'];

function objects(schema: JsonObject, overrides: Overrides, path: string): fc.Arbitrary<JsonValue> {
  const properties = isObject(schema['properties']) ? schema['properties'] : undefined;
  const values =
    properties === undefined ? maps(schema, overrides, path) : records(schema, properties, overrides, path);
  return RULES.some((rule) => rule in schema) ? values.filter((value) => accepts(schema, value)) : values;
}

function records(
  schema: JsonObject,
  properties: JsonObject,
  overrides: Overrides,
  path: string,
): fc.Arbitrary<JsonObject> {
  const offer = Object.entries(properties).filter(
    (entry): entry is [string, JsonObject] => isObject(entry[1]) && !('not' in entry[1]),
  );
  const members = offer.map(([name, inner]): [string, fc.Arbitrary<JsonValue>] => [
    name,
    fromSchema(inner, overrides, path === '' ? name : `${path}.${name}`),
  ]);
  if (schema['maxProperties'] === 1)
    return fc.oneof(...members.map(([name, value]) => value.map((given): JsonObject => ({ [name]: given }))));
  const required = isList(schema['required']) ? schema['required'].map(String) : [];
  const recordOf = (some: typeof members, more: readonly string[] = []): fc.Arbitrary<JsonObject> =>
    fc.record(Object.fromEntries(some), { requiredKeys: [...required, ...more], noNullPrototype: true });
  // Of members that exclude each other only one is made.
  const names = alternativesIn(schema);
  if (names.length === 0) return recordOf(members);
  return fc.oneof(
    ...names.map((kept) =>
      recordOf(
        members.filter(([name]) => name === kept || !names.includes(name)),
        [kept],
      ),
    ),
  );
}

function alternativesIn({ oneOf }: JsonObject): readonly string[] {
  const branches = isList(oneOf) ? oneOf.filter(isObject) : [];
  return branches.flatMap(({ required }) => (isList(required) ? required.map(String) : []));
}

function maps(schema: JsonObject, overrides: Overrides, path: string): fc.Arbitrary<JsonObject> {
  const keys = isObject(schema['propertyNames'])
    ? strings(schema['propertyNames'])
    : fc.string({ minLength: 1, maxLength: 8 });
  const values = fromSchema(schema['additionalProperties'] as JsonObject, overrides, `${path}{}`);
  // `__proto__` is refused when files are read.
  return fc
    .dictionary(
      keys.filter((key) => key !== '__proto__'),
      values,
      { maxKeys: 4, noNullPrototype: true },
    )
    .map(compact);
}

function lists(schema: JsonObject, overrides: Overrides, path: string): fc.Arbitrary<JsonValue> {
  const items = fromSchema(schema['items'] as JsonObject, overrides, `${path}[]`);
  const size = {
    minLength: Number(schema['minItems'] ?? 0),
    maxLength: Math.min(Number(schema['maxItems'] ?? 4), 4),
  };
  return schema['uniqueItems'] === true
    ? fc.uniqueArray(items, { ...size, selector: (item) => JSON.stringify(item) })
    : fc.array(items, size);
}

const cache = new Map<string, fc.Arbitrary<string>>();

function strings(schema: JsonObject): fc.Arbitrary<string> {
  const min = Number(schema['minLength'] ?? 0);
  const max = Number(schema['maxLength'] ?? 40);
  const pattern = schema['pattern'];
  if (typeof pattern === 'string') {
    const key = `${pattern} ${min} ${max}`;
    const known = cache.get(key) ?? matching(pattern).filter((text) => text.length >= min && [...text].length <= max);
    cache.set(key, known);
    return known;
  }
  const size = { minLength: min, maxLength: Math.max(min, Math.min(max, 12)) };
  return fc.oneof(
    { weight: 3, arbitrary: fc.string(size) },
    { weight: 1, arbitrary: fc.string({ ...size, unit: 'grapheme' }) },
  );
}

/** Texts that match a pattern; what fast-check cannot make of it (lookaheads, classes of Unicode) is filtered or narrowed to ASCII. */
function matching(pattern: string): fc.Arbitrary<string> {
  const narrowed = pattern
    .replaceAll(/\(\?![^)]*\)/g, '')
    .replaceAll('\\p{L}', 'a-zA-Z')
    .replaceAll('\\p{Z}', ' ')
    .replaceAll('\\p{N}', '0-9')
    .replaceAll('\\u0000', '\\0');
  const whole = new RegExp(pattern, 'u');
  return fc.stringMatching(new RegExp(narrowed, 'u')).filter((text) => whole.test(text));
}
