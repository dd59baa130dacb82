import type { Path } from '../model/document.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { isList, isObject } from '../model/json.ts';
import { didYouMean } from './nearest.ts';

/** What a compiled JSON Schema says against a value: ajv's error object, as far as it is used here. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A schema that was compiled ahead: true, or false with what is wrong in `errors`. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** What is wrong at a path of a value, in the author's words. */
export interface Finding {
  readonly path: Path;
  readonly code: `DG${number}`;
  readonly message: string;
  readonly hint?: string;
}

/** Checks a value against a compiled schema; `schema` is the same one, with its titles hoisted. */
export function findings(validator: Validator, schema: JsonObject, value: JsonValue): Finding[] {
  if (validator(value)) return [];
  const errors = validator.errors ?? [];
  return withoutBranches(errors).map((error) => describe(error, schema, value));
}

/**
 * Keeps the errors that tell an author something. Where alternatives failed, every branch complains: what is deeper inside
 * the value says more than that its type does not fit another branch.
 */
function withoutBranches(errors: readonly SchemaError[]): SchemaError[] {
  const unions = errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf');
  let kept = errors.filter((error) => error.keyword !== 'if');
  for (const union of unions) {
    const inside = (error: SchemaError): boolean => error.schemaPath.startsWith(`${union.schemaPath}/`) || error.instancePath.startsWith(`${union.instancePath}/`);
    const tells = kept.some((error) => inside(error) && (error.instancePath !== union.instancePath || !['type', 'required'].includes(error.keyword)));
    kept = tells
      ? kept.filter((error) => error !== union && !(error.instancePath === union.instancePath && ['type', 'required'].includes(error.keyword)))
      : kept.filter((error) => error === union || !(inside(error) && error.instancePath === union.instancePath));
  }
  return kept;
}

/** The steps of a JSON pointer, list indexes as numbers where the value has a list. */
function steps(pointer: string, value: JsonValue): (string | number)[] {
  let inner: JsonValue | undefined = value;
  return pointer.split('/').slice(1).map((raw) => {
    const key = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    const step = isList(inner) ? Number(key) : key;
    inner = isList(inner) ? inner[Number(key)] : isObject(inner) ? inner[key] : undefined;
    return step;
  });
}

/** The value or schema at a JSON pointer. */
function at(root: JsonValue | undefined, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const raw of pointer.replace(/^#/, '').split('/').slice(1)) {
    const key = decodeURIComponent(raw).replaceAll('~1', '/').replaceAll('~0', '~');
    value = isList(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;
  }
  return value;
}

function describe(error: SchemaError, schema: JsonObject, root: JsonValue): Finding {
  const path = steps(error.instancePath, root);
  const value = at(root, error.instancePath);
  const parent = at(schema, error.schemaPath.replace(/\/[^/]*$/, ''));
  const about = isObject(parent) ? parent : {};
  const subject = path.length === 0 ? 'This' : subjectOf(path);
  const wording = WORDING[error.keyword] ?? other;
  return { path, ...wording({ error, value, about, subject, path }) };
}

function subjectOf(path: Path): string {
  const last = path.at(-1);
  return typeof last === 'number' ? `Item ${last + 1} of ${String(path.at(-2) ?? 'the list')}` : String(last);
}

interface Wrong {
  readonly error: SchemaError;
  readonly value: JsonValue | undefined;
  readonly about: JsonObject;
  readonly subject: string;
  readonly path: Path;
}

type Wording = (wrong: Wrong) => { code: `DG${number}`; message: string; hint?: string; path?: Path };

/** What a member is for, and an example, as a hint. */
function purpose(about: JsonObject): string | undefined {
  const examples = isList(about['examples']) ? about['examples'].slice(0, 2).map((example) => show(example)) : [];
  const description = typeof about['description'] === 'string' ? about['description'] : undefined;
  const example = examples.length === 0 ? undefined : `For example ${examples.join(' or ')}.`;
  const hint = [description, example].filter((part) => part !== undefined).join(' ');
  return hint === '' ? undefined : hint;
}

const hinted = (about: JsonObject): { hint?: string } => {
  const hint = purpose(about);
  return hint === undefined ? {} : { hint };
};

/** A value as an author would recognise it, shortened. */
function show(value: JsonValue | undefined): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'a mapping',
  array: 'a list',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'empty',
};

function kindOfValue(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return 'empty';
  if (isList(value)) return 'a list';
  if (isObject(value)) return 'a mapping';
  const names: Record<string, string> = { string: 'the text', number: 'the number', boolean: 'the value' };
  return `${names[typeof value]} ${show(value)}`;
}

function wrongType({ error, value, about, subject }: Wrong): ReturnType<Wording> {
  const types = [error.params['type']].flat().map((type) => TYPE_NAMES[String(type)] ?? String(type));
  const message = `${subject} must be ${types.join(' or ')}, not ${kindOfValue(value)}.`;
  const wantsText = types.includes('text') && (typeof value === 'number' || typeof value === 'boolean');
  const wantsNumber = typeof value === 'string' && types.some((type) => type.includes('number')) && value.trim() !== '' && Number.isFinite(Number(value));
  if (wantsText) return { code: 'DG1104', message, hint: `Put it in quotes: "${String(value)}".${typeof value === 'number' ? ' YAML drops leading zeros of numbers.' : ''}` };
  if (wantsNumber) return { code: 'DG1104', message, hint: `Take the quotes off: ${value}.` };
  return { code: 'DG1104', message, ...hinted(about) };
}

function unknownKey({ error, about, path }: Wrong): ReturnType<Wording> {
  const key = String(error.params['additionalProperty'] ?? error.params['unevaluatedProperty']);
  const known = isObject(about['properties']) ? Object.entries(about['properties']).filter(([, inner]) => !(isObject(inner) && isObject(inner['not']))).map(([name]) => name) : [];
  return { code: 'DG1101', message: `Unknown key ${show(key)}.`, hint: didYouMean(key, known), path: [...path, key] };
}

function notAllowed({ value, about, subject }: Wrong): ReturnType<Wording> {
  const sentence = typeof about['description'] === 'string' ? about['description'] : 'It is not supported.';
  return { code: 'DG1107', message: `${subject} cannot be used: ${show(value)}.`, hint: sentence };
}

function notListed({ error, value, about, subject }: Wrong): ReturnType<Wording> {
  const allowed = (isList(error.params['allowedValues']) ? error.params['allowedValues'] : [error.params['allowedValue'] as JsonValue]) as readonly JsonValue[];
  const words = allowed.map((word) => (typeof word === 'string' && /^[\w.:-]+$/.test(word) ? word : show(word)));
  const hint = typeof value === 'string' ? didYouMean(value, words) : `It is one of: ${words.join(', ')}.`;
  const purposeHint = purpose({ ...about, examples: undefined });
  return { code: 'DG1103', message: `${subject} cannot be ${show(value)}.`, hint: hint.startsWith('Did') && words.length <= 12 ? `${hint} It is one of: ${words.join(', ')}.` : hint.startsWith('It') ? hint : `${hint} ${purposeHint ?? ''}`.trim() };
}

function missing({ error, about, path }: Wrong): ReturnType<Wording> {
  const member = String(error.params['missingProperty']);
  const inner = isObject(about['properties']) ? about['properties'][member] : undefined;
  const owner = path.length === 0 ? '' : ` in ${subjectOf(path)}`;
  return { code: 'DG1102', message: `${member} is missing${owner}.`, ...hinted(isObject(inner) ? inner : {}) };
}

function bound(limit: (error: SchemaError) => string): Wording {
  return ({ error, value, about, subject }) => ({
    code: 'DG1105',
    message: `${subject} ${limit(error)}; it ${isList(value) ? `has ${value.length}` : typeof value === 'string' ? `has ${[...value].length}` : isObject(value) ? `has ${Object.keys(value).length}` : `is ${show(value)}`}.`,
    ...hinted(about),
  });
}

function alternatives({ error, about, subject, value }: Wrong): ReturnType<Wording> {
  const branches = [about['oneOf'], about['anyOf']].filter(isList).flat().filter(isObject);
  const members = branches.flatMap((branch) => (isList(branch['required']) ? branch['required'] : [])).map(String);
  const twice = isList(error.params['passingSchemas']);
  if (members.length > 1) return { code: 'DG1106', message: twice ? `Only one of ${members.join(', ')} may be given in ${subject}.` : `One of ${members.join(', ')} is missing in ${subject}.`, ...hinted(about) };
  const types = branches.map((branch) => branch['type']).filter((type) => typeof type === 'string').map((type) => TYPE_NAMES[type] ?? type);
  const message = types.length > 0 ? `${subject} must be ${[...new Set(types)].join(' or ')}, not ${kindOfValue(value)}.` : `${subject} has none of the allowed forms.`;
  return { code: 'DG1106', message, ...hinted(about) };
}

function other({ error, about, subject }: Wrong): ReturnType<Wording> {
  return { code: 'DG1108', message: `${subject} breaks the rule ${error.keyword}.`, ...hinted(about) };
}

const WORDING: Readonly<Record<string, Wording>> = {
  additionalProperties: unknownKey,
  unevaluatedProperties: unknownKey,
  type: wrongType,
  enum: notListed,
  const: notListed,
  not: notAllowed,
  required: missing,
  dependentRequired: ({ error, subject }) => ({
    code: 'DG1102',
    message: `${String(error.params['missingProperty'])} is missing in ${subject}, because ${String(error.params['property'])} is given.`,
  }),
  pattern: ({ value, about, subject }) => ({ code: 'DG1105', message: `${subject} cannot be ${show(value)}.`, hint: purpose(about) ?? `It must match ${String(about['pattern'])}.` }),
  propertyNames: ({ error, subject }) => ({ code: 'DG1105', message: `${show(String(error.params['propertyName']))} cannot be a name in ${subject}.`, hint: 'Use letters, digits, - and _.' }),
  minLength: bound((error) => `needs at least ${String(error.params['limit'])} characters`),
  maxLength: bound((error) => `takes at most ${String(error.params['limit'])} characters`),
  minItems: bound((error) => `needs at least ${String(error.params['limit'])} items`),
  maxItems: bound((error) => `takes at most ${String(error.params['limit'])} items`),
  minProperties: bound((error) => `needs at least ${String(error.params['limit'])} members`),
  maxProperties: bound((error) => `takes at most ${String(error.params['limit'])} member${error.params['limit'] === 1 ? '' : 's'}`),
  minimum: bound((error) => `must be at least ${String(error.params['limit'])}`),
  maximum: bound((error) => `must be at most ${String(error.params['limit'])}`),
  uniqueItems: ({ error, subject }) => ({ code: 'DG1105', message: `${subject} has the same item twice: ${Number(error.params['j']) + 1} and ${Number(error.params['i']) + 1}.`, hint: 'Keep one of the two.' }),
  anyOf: alternatives,
  oneOf: alternatives,
};
