import type { Code } from '../../../model/codes.ts';
import type { Path } from '../../../model/document.ts';
import type { JsonObject, JsonValue } from '../../../model/values/json.ts';
import { isList, isObject } from '../../../model/values/json.ts';
import { lengthOf } from '../../../model/values/text.ts';
import { didYouMean, nearest } from '../../../model/values/nearest.ts';
import { meantBy } from './other-names.ts';
import { meantArn, meantValue, meantVariable } from './value-hints.ts';
import { named, show, TYPE_NAMES } from './value-words.ts';

/** One thing that a schema says against a value, and what the schema says about the value at all. */
export interface Wrong {
  readonly error: AjvError;
  readonly value: JsonValue | undefined;
  readonly path: Path;
  /** The schemas for the value: the one itself first, then its alternatives. */
  readonly schemas: readonly JsonObject[];
  /** The variable that the value is that of, where the author wrote one. */
  readonly variable: string | undefined;
}

/** The words for it. `path` where it is not that of the value. */
export interface Wording {
  readonly code: Code;
  readonly message: string;
  readonly hint?: string;
  readonly path?: Path;
  /** Set where it is about the key and not about the value. */
  readonly part?: 'key';
}

/** Tells an author what is wrong and how to fix it. */
export function wordingOf(wrong: Wrong): Wording {
  const wording = (WORDINGS[wrong.error.keyword] ?? other)(wrong);
  if (wrong.variable === undefined || wording.path !== undefined || wrong.error.keyword === 'type') return wording;
  return { ...wording, hint: [`It is the value of \${var.${wrong.variable}}.`, wording.hint ?? ''].join(' ').trim() };
}

function subjectOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'This';
  return typeof last === 'number' ? `Item ${last + 1} of ${String(path.at(-2) ?? 'the list')}` : last;
}

/** The schema that has a keyword, or else the first. */
function having(schemas: readonly JsonObject[], keyword: string): JsonObject {
  return schemas.find((schema) => schema[keyword] !== undefined) ?? schemas[0] ?? {};
}

/** The words that a value may be, where those are few. */
function wordsOf(schema: JsonObject | undefined): string | undefined {
  const words = isList(schema?.['enum']) ? schema['enum'] : [];
  return words.length === 0 || words.length > 12 ? undefined : `It is one of: ${words.map(String).join(', ')}.`;
}

/** What a value is for, and an example. */
function purpose(schemas: readonly JsonObject[], words?: string): { hint?: string } {
  const description = schemas.map((schema) => schema['description']).find((text) => typeof text === 'string');
  const examples = schemas.map((schema) => schema['examples']).find(isList) ?? [];
  const example = examples.length === 0 ? undefined : `For example ${examples.slice(0, 2).map(show).join(' or ')}.`;
  const hint = [description, words, example].filter((part) => part !== undefined).join(' ');
  return hint === '' ? {} : { hint };
}

function wrongType({ error, value, path, schemas, variable }: Wrong): Wording {
  const types = [error.params['type']].flat();
  const names = types.map((type) => TYPE_NAMES[String(type)] ?? String(type));
  const wanted = `${subjectOf(path)} must be ${names.join(' or ')}`;
  const message =
    variable === undefined
      ? `${wanted}, not ${named(value)}.`
      : `${wanted}, and \${var.${variable}} is ${TYPE_NAMES[typeof value] ?? named(value)}.`;
  const meant =
    variable === undefined ? meantValue(value, types, schemas) : meantVariable(variable, value ?? null, types);
  return { code: 'DG1104', message, ...(meant === undefined ? purpose(schemas) : { hint: meant }) };
}

function unknownKey({ error, path, schemas }: Wrong): Wording {
  const key = String(error.params['additionalProperty']);
  const [, name, rest] = /^(\w+):(\S.*)$/.exec(key) ?? [];
  if (name !== undefined && schemas.some(({ properties }) => isObject(properties) && Object.hasOwn(properties, name)))
    return {
      code: 'DG1101',
      message: `Unknown key ${show(key)}.`,
      hint: `Add a space after the colon: ${name}: ${rest}`,
      path: [...path, key],
      part: 'key',
    };
  const known = schemas.flatMap((schema) =>
    isObject(schema['properties']) ? Object.entries(schema['properties']) : [],
  );
  const isRefused = (inner: JsonValue | undefined): boolean => isObject(inner) && isObject(inner['not']);
  const offered = known.filter(([, inner]) => !isRefused(inner)).map(([name]) => name);
  const meant = meantBy(key, schemas);
  const member = known.find(([name]) => name === meant?.name)?.[1];
  if (isObject(member) && isRefused(member))
    return {
      code: 'DG1107',
      message: `${key} is not supported.`,
      ...purpose([member]),
      path: [...path, key],
      part: 'key',
    };
  return {
    code: 'DG1101',
    message: `Unknown key ${show(key)}.`,
    hint: meant?.sentence ?? (meant === undefined ? didYouMean(key, new Set(offered)) : `Write ${meant.name}.`),
    path: [...path, key],
    part: 'key',
  };
}

/** A member that AWS has and this tool does not manage, or that does not go with another: the schema says so in a sentence. */
function notSupported({ path, schemas }: Wrong): Wording {
  const refusing = schemas.filter(({ not }) => isObject(not));
  const what = refusing.length === schemas.length ? 'is not supported' : 'does not go with the rest';
  return { code: 'DG1107', message: `${subjectOf(path)} ${what}.`, ...purpose(refusing), part: 'key' };
}

function notListed({ error, value, path, schemas }: Wrong): Wording {
  const { allowedValues, allowedValue } = error.params as {
    allowedValues?: readonly JsonValue[];
    allowedValue?: JsonValue;
  };
  const words = (allowedValues ?? [allowedValue ?? null]).map((word) =>
    typeof word === 'string' && /^[\w.:-]+$/.test(word) ? word : show(word),
  );
  const list = words.length > 12 ? `${words.slice(0, 12).join(', ')}, and ${words.length - 12} more` : words.join(', ');
  const known = typeof value === 'string' ? meantBy(value, schemas)?.name : undefined;
  const meant = known ?? (typeof value === 'string' ? nearest(value, words) : undefined);
  const about = purpose(schemas).hint;
  const hint = [
    meant === undefined ? undefined : `Did you mean ${meant}?`,
    `It is one of: ${list}.`,
    words.length === 1 ? about : undefined,
  ];
  return {
    code: 'DG1103',
    message: `${subjectOf(path)} cannot be ${show(value)}.`,
    hint: hint.filter((part) => part !== undefined).join(' '),
  };
}

function missing({ error, path, schemas }: Wrong): Wording {
  const member = String(error.params['missingProperty']);
  const inner = schemas
    .map((schema) => (isObject(schema['properties']) ? schema['properties'][member] : undefined))
    .find(isObject);
  const where = path.length === 0 ? '' : ` in ${subjectOf(path)}`;
  const because = error.keyword === 'dependentRequired' ? `, because ${String(error.params['property'])} is given` : '';
  return {
    code: 'DG1102',
    message: `${member} is missing${where}${because}.`,
    ...purpose(inner === undefined ? [] : [inner], wordsOf(inner)),
  };
}

function outOfBounds(limit: (count: string) => string): (wrong: Wrong) => Wording {
  return ({ error, value, path, schemas }) => {
    const size = isList(value)
      ? `has ${value.length}`
      : typeof value === 'string'
        ? `has ${lengthOf(value)}`
        : isObject(value)
          ? `has ${Object.keys(value).length}`
          : `is ${show(value)}`;
    return {
      code: 'DG1105',
      message: `${subjectOf(path)} ${limit(String(error.params['limit']))}; it ${size}.`,
      ...purpose([having(schemas, error.keyword)]),
    };
  };
}

function noAlternative({ error, value, path, schemas }: Wrong): Wording {
  const branches = schemas
    .flatMap((schema) => [schema['oneOf'], schema['anyOf']].filter(isList).flat())
    .filter(isObject);
  const members = branches.flatMap((branch) => (isList(branch['required']) ? branch['required'] : [])).map(String);
  const where = path.length === 0 ? '' : ` in ${subjectOf(path)}`;
  if (members.length > 1) {
    const both = isList(error.params['passingSchemas']);
    const message = both
      ? `Only one of ${members.join(', ')} may be given${where}.`
      : `One of ${members.join(', ')} is missing${where}.`;
    return { code: 'DG1106', message, hint: both ? 'Keep one of them.' : 'Add one of them.' };
  }
  const words = branches.flatMap((branch) => (isList(branch['enum']) ? branch['enum'] : [])).map(String);
  if (typeof value === 'string' && words.length > 0) {
    const known = meantBy(value, schemas);
    const name = known?.name ?? nearest(value, words);
    return {
      code: 'DG1103',
      message: `${subjectOf(path)} cannot be ${show(value)}.`,
      hint: known?.sentence ?? (name === undefined ? (purpose(schemas).hint ?? '') : `Did you mean ${name}?`),
    };
  }
  const types = branches
    .map((branch) => branch['type'])
    .filter((type) => typeof type === 'string')
    .map((type) => TYPE_NAMES[type] ?? type);
  const message =
    types.length > 0
      ? `${subjectOf(path)} must be ${[...new Set(types)].join(' or ')}, not ${named(value)}.`
      : `${subjectOf(path)} has none of the allowed forms.`;
  return { code: 'DG1106', message, ...purpose(schemas) };
}

/** The nearest of the examples, where there are more than to show the form. */
function meantExample(value: string, { examples }: JsonObject): string | undefined {
  const words = isList(examples) ? examples.filter((one) => typeof one === 'string') : [];
  const meant = words.length > 2 ? nearest(value, words) : undefined;
  return meant === undefined ? undefined : `Did you mean ${meant}?`;
}

function wrongPattern({ value, path, schemas }: Wrong): Wording {
  const about = having(schemas, 'pattern');
  const meant = typeof value === 'string' ? (meantArn(value, about) ?? meantExample(value, about)) : undefined;
  return {
    code: 'DG1105',
    message: `${subjectOf(path)} cannot be ${show(value)}.`,
    hint: meant ?? purpose([about]).hint ?? `It must match ${String(about['pattern'])}.`,
  };
}

function wrongName({ error, path, schemas }: Wrong): Wording {
  const name = String(error.params['propertyName']);
  const names = (having(schemas, 'propertyNames')['propertyNames'] ?? {}) as JsonObject;
  const where = path.length === 0 ? '' : ` in ${subjectOf(path)}`;
  return {
    code: 'DG1105',
    message: `${show(name)} cannot be a name${where}.`,
    ...(isList(names['enum']) ? { hint: didYouMean(name, names['enum'].map(String)) } : purpose([names])),
    path: [...path, name],
    part: 'key',
  };
}

function twice({ error, path }: Wrong): Wording {
  const { i, j } = error.params as { i: number; j: number };
  return {
    code: 'DG1105',
    message: `${subjectOf(path)} has the same item twice: ${j + 1} and ${i + 1}.`,
    hint: 'Keep one of the two.',
    path: [...path, Math.max(i, j)],
  };
}

function other({ error, path, schemas }: Wrong): Wording {
  return { code: 'DG1108', message: `${subjectOf(path)} breaks the rule ${error.keyword}.`, ...purpose(schemas) };
}

const WORDINGS: Readonly<Record<string, (wrong: Wrong) => Wording>> = {
  additionalProperties: unknownKey,
  type: wrongType,
  enum: notListed,
  const: notListed,
  not: notSupported,
  required: missing,
  dependentRequired: missing,
  pattern: wrongPattern,
  propertyNames: wrongName,
  minLength: outOfBounds((limit) => `needs at least ${limit} characters`),
  maxLength: outOfBounds((limit) => `takes at most ${limit} characters`),
  minItems: outOfBounds((limit) => `needs at least ${limit} ${limit === '1' ? 'item' : 'items'}`),
  maxItems: outOfBounds((limit) => `takes at most ${limit} items`),
  minProperties: outOfBounds((limit) => `needs at least ${limit} ${limit === '1' ? 'member' : 'members'}`),
  maxProperties: outOfBounds((limit) => `takes at most ${limit} ${limit === '1' ? 'member' : 'members'}`),
  minimum: outOfBounds((limit) => `must be at least ${limit}`),
  maximum: outOfBounds((limit) => `must be at most ${limit}`),
  uniqueItems: twice,
  anyOf: noAlternative,
  oneOf: noAlternative,
};

/** What a compiled JSON Schema says against a value: ajv's error object, as far as it is used here. */
export interface AjvError {
  readonly instancePath: string;
  readonly keyword: string;
  /** The keyword's place in the schema, from the last reference on the way to it. */
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
}
