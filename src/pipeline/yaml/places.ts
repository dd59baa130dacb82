import type { Document } from '../../model/document.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';

/** Where in the text the members or elements of each object or list begin; for a member that is its key. */
export type Offsets = Map<object, Map<string | number, number>>;

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
  readonly offsets: Offsets;
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
      const next = typeof value === 'object' && value !== null ? located.offsets.get(value)?.get(step) : undefined;
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

/** Where each value of a file begins, from where they begin in the order in which they come in it. */
export function offsetsOf(value: JsonObject, starts: Uint32Array): Offsets {
  const offsets: Offsets = new Map();
  let next = 0;
  const walk = (container: JsonValue | undefined): void => {
    if (!isObject(container) && !isList(container)) return;
    const here = new Map<string | number, number>();
    offsets.set(container, here);
    for (const [step, inner] of isList(container) ? container.entries() : Object.entries(container)) {
      here.set(step, starts[next++] ?? 0);
      walk(inner);
    }
  };
  walk(value);
  return offsets;
}
