import type { NormalizedSchema } from '@smithy/core/schema';

/** A JSON object, as it came. */
type Members = Readonly<Record<string, unknown>>;

/**
 * What in a JSON value is not of a shape: "rules[3].ruleName is a number, not text". Undefined where all of it is. Members that the
 * shape lacks, and members that are absent or null, are no matter.
 */
export function unlikeShape(schema: NormalizedSchema, value: unknown, path = ''): string | undefined {
  const expected = expectedOf(schema);
  if (expected === undefined) return undefined;
  if (!isOf(expected, value)) return `${path === '' ? 'it' : path} is ${sortOf(value)}, not ${WORDS[expected]}`;
  for (const [step, inner, member] of membersIn(schema, value)) {
    const found = unlikeShape(inner, member, path === '' ? step.replace(/^\./, '') : `${path}${step}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Members of the body that a value has; none where it is no object. */
export function membersSaid(schema: NormalizedSchema, value: unknown): readonly string[] {
  return membersIn(schema, value).map(([step]) => step);
}

/** Whether answers of this shape have a body that says something. */
export function hasBody(schema: NormalizedSchema): boolean {
  return schema.isStructSchema() && [...schema.structIterator()].some(([, member]) => isInBody(member));
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

function membersIn(
  schema: NormalizedSchema,
  value: unknown,
): readonly (readonly [step: string, schema: NormalizedSchema, member: unknown])[] {
  if (Array.isArray(value))
    return schema.isListSchema() ? value.map((item, index) => [`[${index}]`, schema.getValueSchema(), item]) : [];
  if (!isObject(value)) return [];
  if (schema.isMapSchema())
    return Object.entries(value).map(([key, member]) => [`.${key}`, schema.getValueSchema(), member]);
  if (!schema.isStructSchema()) return [];
  return [...schema.structIterator()].flatMap(([name, member]) => {
    const key = member.getMergedTraits().jsonName ?? name;
    const said = Object.hasOwn(value, key) ? value[key] : undefined;
    return said === undefined || said === null || !isInBody(member) ? [] : [[`.${key}`, member, said] as const];
  });
}

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
