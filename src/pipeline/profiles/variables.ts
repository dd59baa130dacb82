import type { Path } from '../../model/document.ts';
import type { Target, Variable } from '../../model/settings.ts';
import { didYouMean, nearest } from '../../model/values/nearest.ts';
import type { SchemaError } from './schema/errors.ts';
import { variableOf } from './schema/value-words.ts';

const TARGET_MEMBERS = ['account', 'region', 'partition'] as const;

/**
 * A variable, or what is nearly one: with spaces, in capitals, in the plural. With more dollars in front it is text, and one of them
 * is the escape.
 */
const VARIABLE = /(\$*)\$\{\s*(var|target|vars|variables|targets)\s*\.([^}]*)\}/gi;

/** Text that `fillText` gives back as it is. */
export function escapeVariables(text: string): string {
  return text.replaceAll(VARIABLE, (whole) => `$${whole}`);
}

/** The first variable in a text that nothing fills in; undefined where there is none. */
export function variableIn(text: string): string | undefined {
  return [...text.matchAll(VARIABLE)].find(([, escapes]) => escapes === '')?.[0];
}

/** Fills variables into one text; `$${var.NAME}` is the text `${var.NAME}`. */
export function fillText(text: string, path: Path, target: Target, errors: SchemaError[]): string {
  if (!text.includes('${')) return text;
  return text.replaceAll(VARIABLE, (whole, escapes: string, word: string, inner: string) => {
    if (escapes !== '') return whole.slice(1);
    const [scope, name] = [word.toLowerCase().startsWith('target') ? 'target' : 'var', inner.trim()];
    const value = own(scope === 'var' ? target.variables : targetMembers(target), name);
    if (whole === `\${${scope}.${inner}}` && value !== undefined) return String(value);
    const error = value === undefined ? unknownVariable(word, name, target) : misspelled(whole, scope, name);
    if (error !== undefined) errors.push({ path: [...path], code: 'DG2001', ...error });
    return whole;
  });
}

function misspelled(whole: string, scope: string, name: string): Pick<SchemaError, 'message' | 'hint'> {
  return { message: `${whole} is not how a variable is written.`, hint: `Write \${${scope}.${name}}.` };
}

/** What is wrong with a name that a target does not have; nothing where the word before it may be the name of a value in AWS's own templates. */
function unknownVariable(
  word: string,
  name: string,
  target: Target,
): Pick<SchemaError, 'message' | 'hint' | 'target'> | undefined {
  const scope = word.toLowerCase();
  if (scope === 'target') return { message: `A target has no ${name}.`, hint: didYouMean(name, TARGET_MEMBERS) };
  if (scope !== 'var') return undefined;
  const names = Object.keys(target.variables);
  const meant = nearest(name, names);
  const others = names.length === 0 ? '' : ` It has: ${names.join(', ')}.`;
  const hint =
    meant === undefined ? `Add \`variables: { ${name}: … }\` to the target.${others}` : `Did you mean ${meant}?`;
  return { message: `There is no variable ${name}.`, hint, target: target.name };
}

/** The number or the boolean that a text stands for, where it is a variable and nothing else. */
export function typedValue(text: string, { variables }: Target): Variable | undefined {
  const name = variableOf(text);
  const value = name === undefined ? undefined : own(variables, name);
  return typeof value === 'string' ? undefined : value;
}

function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function targetMembers({ account, region, partition }: Target): Record<string, string> {
  return { account, region, partition };
}
