import { isList, isObject } from '../../model/values/json.ts';
import type { JsonValue } from '../../model/values/json.ts';
import type { Steps } from '../../model/steps.ts';

/** A document as text for a file or standard output: two spaces an indentation, a newline at its end. Members that are undefined are left out. */
export function jsonText(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Below so many levels a value is written at once. */
const LEVELS = 4;

/** The same, step by step, because it may be very long. */
export function* writingJson(value: JsonValue): Steps<string> {
  return `${yield* written(value, '', LEVELS)}\n`;
}

function* written(value: JsonValue, indent: string, levels: number): Steps<string> {
  const isContainer = isList(value) || isObject(value);
  if (levels === 0 || !isContainer) {
    yield;
    return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
  }
  const inner = `${indent}  `;
  const parts: string[] = [];
  if (isList(value)) for (const item of value) parts.push(yield* written(item, inner, levels - 1));
  else
    for (const [name, member] of Object.entries(value))
      if (member !== undefined) parts.push(`${JSON.stringify(name)}: ${yield* written(member, inner, levels - 1)}`);
  const [open, close] = isList(value) ? '[]' : '{}';
  return parts.length === 0 ? `${open}${close}` : `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}
