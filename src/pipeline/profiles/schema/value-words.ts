import type { JsonValue } from '../../../model/values/json.ts';
import { isList, isObject } from '../../../model/values/json.ts';

/** A value as an author would recognise it, shortened. */
export function show(value: JsonValue | undefined): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** JSON Schema's types in an author's words. */
export const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'a mapping',
  array: 'a list',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'empty',
};

/** A value with what it is. */
export function named(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return 'empty';
  if (isList(value)) return 'a list';
  if (isObject(value)) return 'a mapping';
  const names: Readonly<Record<string, string>> = { string: 'the text', number: 'the number', boolean: 'the value' };
  return `${names[typeof value]} ${show(value)}`;
}

/** The name of the variable that a text is, where it is nothing else: then it is of the variable's type. */
export function variableOf(text: JsonValue | undefined): string | undefined {
  return typeof text === 'string' ? /^\$\{var\.([^}]*)\}$/.exec(text)?.[1] : undefined;
}
