import type { JsonObject } from '../model/json.ts';
import { isList, isObject } from '../model/json.ts';
import type { SchemaError, Unions } from './schema-error.ts';
import { ANNOTATIONS, GROUPS, isOfType } from './schema-keywords.ts';
import type { Check, Group, Part } from './schema-keywords.ts';

const CHECKS = new WeakMap<JsonObject, Check>();

/**
 * Everything that a JSON Schema says against a value: what ajv says with `allErrors`, in its order. Of a schema only what
 * values come to is read.
 */
export function errorsOf(schema: JsonObject, value: unknown): readonly SchemaError[] {
  const check = CHECKS.get(schema) ?? checkOf(schema, []);
  CHECKS.set(schema, check);
  const errors: SchemaError[] = [];
  check(value, { path: [], errors });
  return errors;
}

function checkOf(schema: unknown, unions: Unions): Check {
  let check: Check | undefined;
  return (value, walk) => (check ??= read(schema, unions))(value, walk);
}

const KNOWN = new Set([...ANNOTATIONS, 'type', ...GROUPS.flatMap(({ keywords }) => Object.keys(keywords))]);

function read(schema: unknown, unions: Unions): Check {
  if (!isObject(schema)) throw new Error(`${JSON.stringify(schema)} is no schema.`);
  const unknown = Object.keys(schema).find((keyword) => !KNOWN.has(keyword));
  if (unknown !== undefined) throw new Error(`Our schemas do not use ${unknown}.`);
  const types = [schema['type'] ?? []].flat().map(String);
  const { fail } = partOf(schema, 'type', unions);
  const wrongType: Check = (_, walk) => fail(walk, { type: schema['type'] });
  const ofType: Check = (value, walk) => {
    if (!types.some((type) => isOfType(value, type))) wrongType(value, walk);
  };
  const groups = GROUPS.map((group) => ({ type: group.type, checks: checksOf(schema, group, unions) }));
  const used = groups.filter(({ checks }) => checks.length > 0);
  // A type that has keywords is asked for once, with them.
  const own = used.find(({ type }) => types.length === 1 && type === types[0]);
  return inTurn([
    ...(types.length === 0 || own !== undefined ? [] : [ofType]),
    ...used.map((group) => guarded(group.type, inTurn(group.checks), group === own ? wrongType : undefined)),
  ]);
}

function checksOf(schema: JsonObject, { keywords }: Group, unions: Unions): readonly Check[] {
  return Object.entries(keywords).flatMap(([keyword, checkFor]) => {
    const wanted = schema[keyword];
    return wanted === undefined ? [] : [checkFor(wanted, partOf(schema, keyword, unions))];
  });
}

/** What a keyword's check is made with. */
function partOf(schema: JsonObject, keyword: string, around: Unions): Part {
  const wanted = schema[keyword];
  const unions = (keyword === 'anyOf' || keyword === 'oneOf') && isList(wanted) ? [...around, wanted] : around;
  return {
    schema,
    // What has a title is a thing of its own: what it lacks tells more than that another alternative may have been meant.
    inner: (part) => checkOf(part, isObject(part) && part['title'] !== undefined ? [] : unions),
    fail: ({ path, errors }, params) => {
      const steps = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`);
      errors.push({ instancePath: steps.join(''), keyword, params, unions });
    },
  };
}

function guarded(type: string | undefined, check: Check, otherwise: Check | undefined): Check {
  if (type === undefined) return check;
  return (value, walk) => (isOfType(value, type) ? check(value, walk) : otherwise?.(value, walk));
}

function inTurn(checks: readonly Check[]): Check {
  const [only] = checks;
  if (checks.length === 1 && only !== undefined) return only;
  return (value, walk) => {
    for (const check of checks) check(value, walk);
  };
}
