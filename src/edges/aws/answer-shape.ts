import type { NormalizedSchema } from '@smithy/core/schema';

/** A JSON object, as it came. */
type Members = Readonly<Record<string, unknown>>;

/**
 * What in a JSON value is not of a shape: "rules[3].ruleName is a number, not text". Undefined where all of it is. Members that the
 * shape lacks, and members that are absent or null, are no matter.
 */
export function unlikeShape(schema: NormalizedSchema, value: unknown): string | undefined {
  const found = mismatchIn(schema, value);
  if (found === undefined) return undefined;
  const path = found.path.replace(/^\./, '');
  return `${path === '' ? 'it' : path} is ${sortOf(found.value)}, not ${WORDS[found.expected]}`;
}

/** Says whether a value has members of the body. */
export function saysSomething(schema: NormalizedSchema, value: unknown): boolean {
  return (
    schema.isStructSchema() && isObject(value) && bodyMembers(schema).some(([key]) => isSaid(memberOf(value, key)))
  );
}

/** Whether answers of this shape have a body that says something. */
export function hasBody(schema: NormalizedSchema): boolean {
  return schema.isStructSchema() && bodyMembers(schema).length > 0;
}

type Sort = 'object' | 'list' | 'text' | 'number' | 'boolean' | 'time';

const WORDS: Readonly<Record<Sort, string>> = {
  object: 'an object',
  list: 'a list',
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
  time: 'a time',
};

/** Undefined where anything will do. */
function expectedOf(schema: NormalizedSchema): Sort | undefined {
  if (schema.isStructSchema() || schema.isMapSchema()) return 'object';
  if (schema.isListSchema()) return 'list';
  if (schema.isTimestampSchema()) return 'time';
  if (schema.isBooleanSchema()) return 'boolean';
  if (schema.isNumericSchema()) return 'number';
  return schema.isStringSchema() || schema.isBlobSchema() ? 'text' : undefined;
}

function isOf(expected: Sort, value: unknown): boolean {
  switch (expected) {
    case 'object':
      return isObject(value);
    case 'list':
      return Array.isArray(value);
    case 'text':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    // JSON has no other way to say them: https://smithy.io/2.0/spec/simple-types.html#float
    case 'number':
      return typeof value === 'number' || ['NaN', 'Infinity', '-Infinity'].includes(value as string);
    case 'time':
      return typeof value === 'number' || typeof value === 'string';
  }
}

/** A value that is not of its shape. The path is that of its place, as in `.rules[3]`. */
interface Mismatch {
  readonly path: string;
  readonly value: unknown;
  readonly expected: Sort;
}

/** Paths are made where something is found, which is hardly ever: every answer is looked through. */
function mismatchIn(schema: NormalizedSchema, value: unknown): Mismatch | undefined {
  const expected = expectedOf(schema);
  if (expected === undefined) return undefined;
  if (!isOf(expected, value)) return { path: '', value, expected };
  if (expected === 'list') return mismatchInList(schema.getValueSchema(), value as readonly unknown[]);
  if (expected !== 'object') return undefined;
  return schema.isMapSchema()
    ? mismatchInMap(schema.getValueSchema(), value as Members)
    : mismatchInStructure(schema, value as Members);
}

function mismatchInList(schema: NormalizedSchema, list: readonly unknown[]): Mismatch | undefined {
  for (let index = 0; index < list.length; index++) {
    const found = mismatchIn(schema, list[index]);
    if (found !== undefined) return { ...found, path: `[${index}]${found.path}` };
  }
  return undefined;
}

function mismatchInMap(schema: NormalizedSchema, map: Members): Mismatch | undefined {
  for (const key of Object.keys(map)) {
    const found = mismatchIn(schema, map[key]);
    if (found !== undefined) return { ...found, path: `.${key}${found.path}` };
  }
  return undefined;
}

function mismatchInStructure(schema: NormalizedSchema, structure: Members): Mismatch | undefined {
  for (const [key, member] of bodyMembers(schema)) {
    const value = memberOf(structure, key);
    const found = isSaid(value) ? mismatchIn(member, value) : undefined;
    if (found !== undefined) return { ...found, path: `.${key}${found.path}` };
  }
  return undefined;
}

function memberOf(value: Members, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The members of a structure that stand in the body, by what JSON calls them. */
function bodyMembers(schema: NormalizedSchema): readonly BodyMember[] {
  const shape = schema.getSchema() as object;
  const known = bodies.get(shape);
  if (known !== undefined) return known;
  const members = [...schema.structIterator()].flatMap(([name, member]): BodyMember[] =>
    isInBody(member) ? [[member.getMergedTraits().jsonName ?? name, member]] : [],
  );
  bodies.set(shape, members);
  return members;
}

type BodyMember = readonly [key: string, schema: NormalizedSchema];

const bodies = new WeakMap<object, readonly BodyMember[]>();

function isInBody(member: NormalizedSchema): boolean {
  const { httpHeader, httpPrefixHeaders, httpResponseCode } = member.getMergedTraits();
  return httpHeader === undefined && httpPrefixHeaders === undefined && httpResponseCode === undefined;
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return WORDS.list;
  if (typeof value === 'string') return WORDS.text;
  if (typeof value === 'number') return WORDS.number;
  return typeof value === 'boolean' ? WORDS.boolean : WORDS.object;
}
