import type { Document } from '../../model/document.ts';
import type { JsonObject } from '../../model/values/json.ts';

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

/** Finds places by walking a value; `locate` is called when the first one is asked for. */
export function placesIn(file: string, locate: () => Located): Document['place'] {
  let located: Located | undefined;
  return (path, part = 'key') => {
    located ??= locate();
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
