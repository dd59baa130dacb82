import type { Document } from '../../model/document.ts';
import { isList } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';

/** Where in the text a member of an object, which is its key, or an element of a list begins. */
export type StartOf = (container: object, step: string | number) => number | undefined;

/** A line and a column, both from 1. */
export type Position = (offset: number) => { readonly line: number; readonly column: number };

/** Tells lines and columns of a text. */
export function positionsIn(text: string): Position {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return (offset) => {
    let line = 0;
    for (let above = starts.length; above - line > 1;) {
      const middle = (line + above) >> 1;
      if ((starts[middle] ?? 0) <= offset) line = middle;
      else above = middle;
    }
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

/** What a file holds, and where. */
export interface Located {
  readonly text: string;
  readonly value: JsonObject;
  readonly startOf: StartOf;
  readonly position: Position;
}

/** Of so many files places stay known: whoever asks for one in a file asks for the others there soon, and to know takes memory. */
const KEPT = 8;

/** What the files that were asked about last hold, the last one at the end. */
const recent = new Map<() => Located, Located>();

/** Finds places by walking a value; `locate` is called when one is asked for, and again where others were asked for meanwhile. */
export function placesIn(file: string, locate: () => Located): Document['place'] {
  return (path, part = 'key') => {
    const located = locatedBy(locate);
    let offset = 0;
    let value: unknown = located.value;
    let isMember = false;
    for (const step of path) {
      const next = typeof value === 'object' && value !== null ? located.startOf(value, step) : undefined;
      if (next === undefined) break;
      offset = next;
      value = (value as Record<string | number, unknown>)[step];
      isMember = typeof step === 'string';
    }
    const isScalar = typeof value !== 'object';
    const start = part === 'value' && isMember && isScalar ? valueStart(located.text, offset) : offset;
    return { file, ...located.position(start) };
  };
}

/** A key, as it is written in a file that is YAML, and the colon behind it. */
const KEY = /(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*:|[^]*?:(?=\s|$)/suy;
/** What may stand between a colon and the value: comments, line ends, an anchor. */
const BETWEEN = /(?:\s+(?:#[^\n]*|&\S+(?=\s))?)*/uy;

/** Where the value begins whose key begins at an offset; the key itself where it is written in another way. */
function valueStart(text: string, offset: number): number {
  KEY.lastIndex = offset;
  if (!KEY.test(text)) return offset;
  BETWEEN.lastIndex = KEY.lastIndex;
  return BETWEEN.test(text) ? BETWEEN.lastIndex : offset;
}

function locatedBy(locate: () => Located): Located {
  const located = recent.get(locate) ?? locate();
  recent.delete(locate);
  recent.set(locate, located);
  const [oldest] = recent.keys();
  if (recent.size > KEPT && oldest !== undefined) recent.delete(oldest);
  return located;
}

/**
 * Tells where values of a file begin, from where they begin in the order in which they come in it. Only what leads to a value that
 * is asked for is looked at member by member; of the rest it is enough how many values there are.
 */
export function startsIn(value: JsonObject, starts: Uint32Array): StartOf {
  const before = new Map<object, number>([[value, 0]]);
  const known = new Map<object, ReadonlyMap<string | number, number>>();
  const startsBelow = (container: object, first: number): ReadonlyMap<string | number, number> => {
    const here = new Map<string | number, number>();
    let next = first;
    for (const [step, inner] of isList(container) ? container.entries() : Object.entries(container)) {
      here.set(step, starts[next++] ?? 0);
      if (typeof inner === 'object' && inner !== null) before.set(inner, next);
      next += valuesIn(inner);
    }
    known.set(container, here);
    return here;
  };
  return (container, step) => {
    const first = before.get(container);
    return first === undefined ? undefined : (known.get(container) ?? startsBelow(container, first)).get(step);
  };
}

/** How many values are below one, however deep. */
function valuesIn(value: JsonValue | undefined): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (isList(value)) for (const inner of value) count += 1 + valuesIn(inner);
  else for (const name in value) count += 1 + valuesIn((value as JsonObject)[name]);
  return count;
}
