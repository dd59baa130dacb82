import type { JsonObject, JsonValue } from '../../../model/values/json.ts';
import { isList, isObject } from '../../../model/values/json.ts';
import type { Target, Variable } from '../../../model/settings.ts';
import { completeArn } from '../../profiles/fill.ts';
import { variableOf } from '../../profiles/schema/value-words.ts';
import { schemaBelow } from '../../profiles/schema/places.ts';
import type { OpenValue } from './foreign.ts';

/** A value in the spelling of its schema. */
export interface Spelled {
  readonly schema: JsonObject;
  readonly value: JsonObject;
}

/** Leaves a value open, and gives what stands for it: a variable of that name, or of one with a number where another value has it. */
export function leaveOpen(open: Map<string, OpenValue>, name: string, value: Omit<OpenValue, 'variable'>): string {
  let variable = name;
  for (let count = 2; (open.get(variable)?.what ?? value.what) !== value.what; count += 1)
    variable = `${name}-${count}`;
  open.set(variable, { variable, ...value });
  return `\${var.${variable}}`;
}

/**
 * A value for each variable that a file leaves open, to try what is written with: the target's, what the file tells of it, or an example of
 * what may stand where it stands.
 */
export function samplesOf(
  open: readonly OpenValue[],
  values: readonly Spelled[],
  target: Target,
): Readonly<Record<string, Variable>> {
  const schemas = new Map<string, JsonObject>();
  for (const { schema, value } of values) collect(schema, value, schemas);
  const samples = open.map(({ variable, sample }): [string, Variable] => {
    const schema = schemas.get(`\${var.${variable}}`) ?? {};
    const text = sample ?? exampleOf(schema, target) ?? variable.replaceAll('-', '_');
    return [variable, target.variables[variable] ?? typed(schema, text)];
  });
  return Object.fromEntries(samples);
}

/** A sample as what is wanted where it stands alone. */
function typed({ type, enum: words, minimum }: JsonObject, sample: string): Variable {
  if (type === 'boolean') return sample.toLowerCase() === 'true';
  if (type !== 'number' && type !== 'integer') return sample;
  const [word] = isList(words) ? words : [minimum ?? 1];
  return Number.isFinite(Number(sample)) && sample.trim() !== '' ? Number(sample) : Number(word);
}

/** A value with the open variables filled in and nothing else changed. */
export function withSamples(value: JsonValue, samples: Readonly<Record<string, Variable>>): JsonValue {
  const filled = (text: string): string =>
    text.replaceAll(/\$\{var\.([^}]*)\}/g, (whole, name: string) => String(samples[name] ?? whole));
  return changedTexts(value, filled, (text) => samples[variableOf(text) ?? ''] ?? filled(text));
}

/** A value in which open variables are such again, after all that looks like one was made text. */
export function reopened(value: JsonValue, samples: Readonly<Record<string, Variable>>): JsonValue {
  return changedTexts(value, (text) =>
    text.replaceAll(/\$\$\{var\.([^}]*)\}/g, (whole, name: string) =>
      Object.hasOwn(samples, name) ? whole.slice(1) : whole,
    ),
  );
}

function changedTexts(
  value: JsonValue,
  change: (text: string) => string,
  changeValue: (text: string) => JsonValue = change,
): JsonValue {
  if (typeof value === 'string') return changeValue(value);
  if (isList(value)) return value.map((item) => changedTexts(item, change, changeValue));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [change(key), changedTexts(member ?? null, change, changeValue)]),
  );
}

/** The schema of each text that is all of a member's value, by the text. */
function collect(schema: JsonObject, value: JsonValue, schemas: Map<string, JsonObject>): void {
  if (typeof value === 'string') {
    if (!schemas.has(value)) schemas.set(value, schema);
    return;
  }
  const members = isList(value) ? value.entries() : isObject(value) ? Object.entries(value) : [];
  for (const [step, member = null] of members)
    collect(isFunction(value, step) ? A_FUNCTION : schemaBelow(schema, step), member, schemas);
}

/** Parameters of processors hold all sorts of values: their names say which. */
function isFunction(value: JsonValue, step: string | number): boolean {
  return isObject(value) && step === 'parameterValue' && value['parameterName'] === 'LambdaArn';
}

const A_FUNCTION: JsonObject = { examples: ['arn:aws:lambda:us-east-1:111122223333:function:metrics-splitter'] };

/** Where any text will do, the name of the variable is as good, and unlike the others. */
function exampleOf(schema: JsonObject, target: Target): string | undefined {
  const { examples, enum: words, pattern } = schema;
  if (schema !== A_FUNCTION && words === undefined && pattern === undefined) return undefined;
  const example = [examples, words].find(isList)?.[0];
  return typeof example === 'string' ? completeArn(example, schema, target) : undefined;
}
