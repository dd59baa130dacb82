import type { Steps } from '../../model/steps.ts';
import { isObject } from '../../model/values/json.ts';
import { put } from '../state.ts';

/**
 * A value as JSON with a line for each member of its objects, as deep as is said, so that it can be read line by line. Without
 * indentation: with it, it would be twice as long.
 */
export function laidOut(value: unknown, depth: number): string {
  if (depth === 0 || !isObject(value)) return JSON.stringify(value);
  // Put together in V8's ropes: joining lists would copy megabytes once for each level.
  let text = '';
  for (const [key, inner] of Object.entries(value))
    if (inner !== undefined) text += `${text === '' ? '{' : ','}\n${JSON.stringify(key)}:${laidOut(inner, depth - 1)}`;
  return text === '' ? '{}' : `${text}\n}`;
}

/**
 * Reads JSON, a line a step where it is laid out so, because megabytes at once would hold up signals; any other all at once. Throws
 * a SyntaxError for what is no JSON.
 */
export function* readingLaidOut(text: string): Steps<unknown> {
  return (yield* readingLines(text)) ?? JSON.parse(text);
}

/** A line of a member: its name, and its value or the begin of it. */
const MEMBER = /^("(?:[^"\\]|\\.)*"):(.*)$/s;

/** Undefined where a line is not as they are laid out. */
function* readingLines(text: string): Steps<unknown> {
  const [first, ...lines] = text.trimEnd().split(/,?\n/);
  if (first !== '{') return undefined;
  const whole: Record<string, unknown> = {};
  const open = [whole];
  for (const line of lines) {
    yield;
    const innermost = open.at(-1);
    if (innermost === undefined) return undefined;
    if (line === '}') {
      open.pop();
      continue;
    }
    const [, name = '', text = ''] = MEMBER.exec(line) ?? [];
    const isOpening = text === '{';
    // Apart, because objects of one member, each of another name, would slow down all others: see byName.
    const [key, inner] = [parsed(name), isOpening ? {} : parsed(text)];
    if (typeof key !== 'string' || inner === undefined) return undefined;
    put(innermost, key, inner);
    if (isOpening) open.push(inner as Record<string, unknown>);
  }
  return open.length === 0 ? whole : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
