import type { Code } from '../../../model/codes.ts';
import type { Document, Path } from '../../../model/document.ts';
import type { Problem } from '../../../model/problem.ts';
import type { JsonObject, JsonValue } from '../../../model/values/json.ts';
import { isList, isObject } from '../../../model/values/json.ts';
import { wordingOf } from './wording.ts';
import { variableOf } from './value-words.ts';
import type { AjvError } from './wording.ts';

/** A schema that was compiled ahead: true, or false with what is wrong in `errors`. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly AjvError[] | null;
}

/** What a value has against its schema, at a path of it, in the author's words. */
export interface SchemaError {
  readonly path: Path;
  readonly code: Code;
  readonly message: string;
  readonly hint?: string;
  /** Set where it is about the key and not about the value. */
  readonly part?: 'key';
  /** The target that it is about, where others may be without it. */
  readonly target?: string;
  /** The variable that the value is that of. */
  readonly variable?: string;
}

/** Where an error is told. */
export function placeIn(document: Document, place: Path, { path, part, variable: _, ...error }: SchemaError): Problem {
  return { ...error, ...document.place([...place, ...path], part ?? 'value') };
}

/** Whether a path is another one, or goes on from it. */
export function isBelow(path: Path, other: Path): boolean {
  return other.every((step, index) => path[index] === step);
}

/**
 * Checks a value against a compiled schema; `schema` gives what it was compiled from, before titles were hoisted, and `authored` is the
 * value before variables were filled in.
 */
export function schemaErrorsOf(
  validator: Validator,
  schema: () => JsonObject,
  value: JsonValue,
  authored: JsonValue = value,
): SchemaError[] {
  if (validator(value)) return [];
  const whole = schema();
  const errors = validator.errors ?? [];
  const kept = firstOfText(withoutListed(withoutBranches(withoutOtherTypes(errors))));
  return withoutConsequences(kept.map((error) => ({ error, told: describe(error, whole, value, authored) })));
}

interface Told {
  readonly error: AjvError;
  readonly told: SchemaError;
}

/** Where a hint names the member that should stand there, that the member is missing, or has the value that goes with the mistake, is no other mistake. */
function withoutConsequences(all: readonly Told[]): SchemaError[] {
  const causes = all.flatMap(({ told: { code, path, hint = '' } }) =>
    // A list of all that there is means none of it.
    ['DG1101', 'DG1107'].includes(code) && !hint.startsWith('It is one of')
      ? [{ parent: path.slice(0, -1).join('/'), hint }]
      : [],
  );
  const isNamed = (parent: Path, name: string): boolean =>
    causes.some((cause) => cause.parent === parent.join('/') && cause.hint.match(/[\w-]+/g)?.includes(name) === true);
  return all
    .filter(({ error, told: { code, path, message } }) => {
      // Of several that could stand there, one is meant.
      if (error.keyword === 'oneOf' && code === 'DG1106')
        return !(message.match(/[\w-]+/g) ?? []).some((word) => isNamed(path, word));
      if (error.keyword === 'required' || error.keyword === 'dependentRequired')
        return !isNamed(path, String(error.params['missingProperty']));
      return !(code === 'DG1103' && isNamed(path.slice(0, -1), String(path.at(-1))));
    })
    .map(({ told }) => told);
}

/** Where one alternative looked at a text as a text, that another one wants something else is nothing to tell. */
function withoutOtherTypes(errors: readonly AjvError[]): readonly AjvError[] {
  const placesOf = (...keywords: readonly string[]): ReadonlySet<string> =>
    new Set(errors.filter(({ keyword }) => keywords.includes(keyword)).map(({ instancePath }) => instancePath));
  const [unions, texts] = [placesOf('anyOf', 'oneOf'), placesOf('pattern', 'minLength', 'maxLength')];
  return errors.filter(
    ({ keyword, instancePath }) => !(keyword === 'type' && unions.has(instancePath) && texts.has(instancePath)),
  );
}

/** Where the words that there are will be listed, that the value is not even of their type is nothing to tell. */
function withoutListed(errors: readonly AjvError[]): readonly AjvError[] {
  const listed = new Set(errors.filter(({ keyword }) => keyword === 'enum').map(({ instancePath }) => instancePath));
  return errors.filter(({ keyword, instancePath }) => !(keyword === 'type' && listed.has(instancePath)));
}

/** A text that does not match its pattern is often too short as well: one of them is enough. */
function firstOfText(errors: readonly AjvError[]): AjvError[] {
  const patterns = new Set(errors.filter((error) => error.keyword === 'pattern').map((error) => error.instancePath));
  return errors.filter(
    (error) => !(patterns.has(error.instancePath) && ['minLength', 'maxLength'].includes(error.keyword)),
  );
}

/** What a branch says against a value as a whole: that it is not of its form, so most likely another branch was meant. */
const FORM = ['type', 'required', 'enum', 'const', 'pattern', 'minLength', 'maxLength'];

/**
 * Keeps the errors that tell an author something. Where alternatives failed, every branch complains: what is deeper inside
 * the value, or about one of its keys, says more than that it has not the form of another branch.
 */
function withoutBranches(errors: readonly AjvError[]): AjvError[] {
  // What is wrong with a key is told at the key, not again of all keys together.
  const named = new Set(errors.filter((error) => error.keyword === 'propertyNames').map((error) => error.instancePath));
  let kept = errors.filter(
    ({ keyword, instancePath }) => keyword !== 'if' && !(FORM.includes(keyword) && named.has(instancePath)),
  );
  for (const union of errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf')) {
    const isDeeper = (error: AjvError): boolean => error.instancePath.startsWith(`${union.instancePath}/`);
    const isBranch = (error: AjvError): boolean =>
      error.instancePath === union.instancePath && error.schemaPath.startsWith(`${union.schemaPath}/`);
    const tells = kept.some((error) => isDeeper(error) || (isBranch(error) && !FORM.includes(error.keyword)));
    kept = kept.filter((error) =>
      tells
        ? error !== union && !(isBranch(error) && FORM.includes(error.keyword))
        : error === union || !isBranch(error),
    );
  }
  return kept;
}

/** The steps of a JSON pointer, list indexes as numbers where the value has a list. */
function steps(pointer: string, root: JsonValue): { path: Path; value: JsonValue | undefined } {
  let value: JsonValue | undefined = root;
  const path = pointer
    .split('/')
    .slice(1)
    .map((raw) => {
      const key = raw.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = isList(value) ? Number(key) : key;
      value = isList(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;
      return step;
    });
  return { path, value };
}

/**
 * What the schema says about the value at a path, alternatives side by side. Found by the path and not by ajv's `schemaPath`,
 * which starts anew at each reference.
 */
function schemasAt(schema: JsonObject, path: Path): readonly JsonObject[] {
  let here = withBranches(schema);
  for (const step of path) {
    here = here.flatMap((one) => {
      const properties = isObject(one['properties']) ? one['properties'][step] : undefined;
      const next = typeof step === 'number' ? one['items'] : (properties ?? one['additionalProperties']);
      return isObject(next) ? withBranches(next) : [];
    });
  }
  return here;
}

function withBranches(schema: JsonObject): readonly JsonObject[] {
  const lists = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (isList(schema[key]) ? schema[key] : []));
  const branches = [...lists, schema['then'], schema['else']].filter(isObject);
  return [schema, ...branches.flatMap(withBranches)];
}

function describe(error: AjvError, schema: JsonObject, root: JsonValue, authored: JsonValue): SchemaError {
  const { path, value } = steps(error.instancePath, root);
  const schemas = schemasAt(schema, path);
  const variable = variableOf(steps(error.instancePath, authored).value);
  return { path, ...wordingOf({ error, value, path, schemas, variable }), ...(variable !== undefined && { variable }) };
}
