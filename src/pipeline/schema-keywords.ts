import type { JsonObject, JsonValue } from '../model/json.ts';
import { canonical, isEqual, isList, isObject } from '../model/json.ts';
import type { SchemaError } from './schema-error.ts';

/** Where a check is in a value, and what was found so far. */
export interface Walk {
  readonly path: (string | number)[];
  readonly errors: SchemaError[];
}

/** Notes what a schema says against a value. */
export type Check = (value: unknown, walk: Walk) => void;

/** What the check of a keyword is made with. */
export interface Part {
  /** The schema that has the keyword. */
  readonly schema: JsonObject;
  /** The check of a schema below the keyword. */
  readonly inner: (schema: unknown) => Check;
  readonly fail: (walk: Walk, params: SchemaError['params']) => void;
}

type Keyword = (wanted: JsonValue, part: Part) => Check;

/** Keywords that are about values of a type, or of any where there is none. */
export interface Group {
  readonly type?: string;
  readonly keywords: Readonly<Record<string, Keyword>>;
}

/** Says whether a value has one of JSON Schema's types. */
export function isOfType(value: unknown, type: string): boolean {
  if (type === 'object') return isObject(value);
  if (type === 'array') return isList(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'number') return Number.isFinite(value);
  return type === 'null' ? value === null : typeof value === type;
}

/** Keywords that only explain, or belong to another one. */
export const ANNOTATIONS: readonly string[] = [
  '$schema',
  'title',
  'description',
  'examples',
  'default',
  'then',
  'else',
];

function limited<Value>(measure: (value: Value) => number, holds: (size: number, limit: number) => boolean): Keyword {
  return (limit, { fail }) =>
    (value, walk) => {
      if (!holds(measure(value as Value), Number(limit))) fail(walk, { limit });
    };
}

const most = (size: number, limit: number): boolean => size <= limit;
const least = (size: number, limit: number): boolean => size >= limit;

const itself = (value: number): number => value;
const lengthOf = (text: string): number => (/[\uD800-\uDBFF]/.test(text) ? [...text].length : text.length);
const itemsOf = (list: readonly unknown[]): number => list.length;
const membersOf = (object: JsonObject): number => Object.keys(object).length;

/** Checks what is one step further into a value. */
function below(check: Check, value: unknown, step: string | number, walk: Walk): void {
  walk.path.push(step);
  check(value, walk);
  walk.path.pop();
}

/** Says whether a check finds nothing. What it noted is kept only where the caller wants it. */
function passes(check: Check, value: unknown, walk: Walk, keep = false): boolean {
  const before = walk.errors.length;
  check(value, walk);
  const isFine = walk.errors.length === before;
  if (!keep) walk.errors.length = before;
  return isFine;
}

const pattern: Keyword = (wanted, { fail }) => {
  const expression = new RegExp(String(wanted), 'u');
  return (value, walk) => {
    if (!expression.test(value as string)) fail(walk, { pattern: wanted });
  };
};

const constant: Keyword =
  (wanted, { fail }) =>
  (value, walk) => {
    if (!isEqual(value as JsonValue, wanted)) fail(walk, { allowedValue: wanted });
  };

const listed: Keyword =
  (wanted, { fail }) =>
  (value, walk) => {
    const isListed = isList(wanted) && wanted.some((one) => isEqual(value as JsonValue, one));
    if (!isListed) fail(walk, { allowedValues: wanted });
  };

const not: Keyword = (wanted, { inner, fail }) => {
  const check = inner(wanted);
  return (value, walk) => {
    if (passes(check, value, walk)) fail(walk, {});
  };
};

/** Alternatives: so many of them have to pass. Where they do, what the others said is forgotten. */
function alternatives(enough: number, most: number): Keyword {
  return (wanted, { inner, fail }) => {
    const checks = isList(wanted) ? wanted.map(inner) : [];
    return (value, walk) => {
      const before = walk.errors.length;
      const passing: number[] = [];
      for (const [index, check] of checks.entries()) {
        if (passes(check, value, walk, true)) passing.push(index);
        if (passing.length === enough) break;
      }
      if (passing.length > 0 && passing.length <= most) walk.errors.length = before;
      else fail(walk, { passingSchemas: passing.length === 0 ? null : passing });
    };
  };
}

const condition: Keyword = (wanted, { schema, inner, fail }) => {
  const check = inner(wanted);
  const [then, otherwise] = [schema['then'] ?? {}, schema['else'] ?? {}].map(inner) as [Check, Check];
  return (value, walk) => {
    const failingKeyword = passes(check, value, walk) ? 'then' : 'else';
    if (!passes(failingKeyword === 'then' ? then : otherwise, value, walk, true)) fail(walk, { failingKeyword });
  };
};

const unique: Keyword = (_, { fail }) => {
  return (value, walk) => {
    const places = new Map<string, number>();
    for (const [i, item] of (value as readonly JsonValue[]).entries()) {
      const j = places.get(canonical(item));
      if (j !== undefined) return fail(walk, { i, j });
      places.set(canonical(item), i);
    }
  };
};

const items: Keyword = (wanted, { inner }) => {
  const check = inner(wanted);
  return (value, walk) => {
    for (const [index, item] of (value as readonly unknown[]).entries()) below(check, item, index, walk);
  };
};

const required: Keyword = (wanted, { fail }) => {
  const members = isList(wanted) ? wanted.map(String) : [];
  return (value, walk) => {
    for (const missingProperty of members)
      if ((value as JsonObject)[missingProperty] === undefined) fail(walk, { missingProperty });
  };
};

const propertyNames: Keyword = (wanted, { inner, fail }) => {
  const check = inner(wanted);
  return (value, walk) => {
    for (const propertyName of Object.keys(value as JsonObject))
      if (!passes(check, propertyName, walk, true)) fail(walk, { propertyName });
  };
};

const additionalProperties: Keyword = (wanted, { schema, inner, fail }) => {
  const known = new Set(Object.keys(schema['properties'] ?? {}));
  const check = wanted === false ? undefined : inner(wanted);
  return (value, walk) => {
    for (const [additionalProperty, member] of Object.entries(value as JsonObject)) {
      if (known.has(additionalProperty)) continue;
      if (check === undefined) fail(walk, { additionalProperty });
      else below(check, member, additionalProperty, walk);
    }
  };
};

const properties: Keyword = (wanted, { inner }) => {
  const checks = Object.entries(wanted as JsonObject).map(([member, schema]) => ({ member, check: inner(schema) }));
  return (value, walk) => {
    for (const { member, check } of checks) {
      const given = (value as JsonObject)[member];
      if (given !== undefined) below(check, given, member, walk);
    }
  };
};

const dependentRequired: Keyword = (wanted, { fail }) => {
  const rules = Object.entries(wanted as Readonly<Record<string, readonly string[]>>);
  return (value, walk) => {
    for (const [property, members] of rules) {
      if ((value as JsonObject)[property] === undefined) continue;
      for (const missingProperty of members)
        if ((value as JsonObject)[missingProperty] === undefined) fail(walk, { property, missingProperty });
    }
  };
};

const dependentSchemas: Keyword = (wanted, { inner }) => {
  const rules = Object.entries(wanted as JsonObject).map(([member, schema]) => ({ member, check: inner(schema) }));
  return (value, walk) => {
    for (const { member, check } of rules) if ((value as JsonObject)[member] !== undefined) check(value, walk);
  };
};

/** What our schemas use of draft 2020-12. https://json-schema.org/draft/2020-12/json-schema-validation */
export const GROUPS: readonly Group[] = [
  { type: 'number', keywords: { maximum: limited(itself, most), minimum: limited(itself, least) } },
  { type: 'string', keywords: { maxLength: limited(lengthOf, most), minLength: limited(lengthOf, least), pattern } },
  {
    keywords: {
      const: constant,
      enum: listed,
      not,
      anyOf: alternatives(1, 1),
      oneOf: alternatives(2, 1),
      if: condition,
    },
  },
  {
    type: 'array',
    keywords: { maxItems: limited(itemsOf, most), minItems: limited(itemsOf, least), items, uniqueItems: unique },
  },
  {
    type: 'object',
    keywords: {
      maxProperties: limited(membersOf, most),
      minProperties: limited(membersOf, least),
      required,
      propertyNames,
      additionalProperties,
      properties,
      dependentRequired,
      dependentSchemas,
    },
  },
];
