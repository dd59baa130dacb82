import type { Document, Path } from '../../model/document.ts';
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
  readonly value: JsonObject;
  readonly offsets: Offsets;
  readonly position: Position;
}

/** Finds places by walking a value; `locate` is called when the first one is asked for. */
export function placesIn(file: string, locate: () => Located): Document['place'] {
  let located: Located | undefined;
  return (path: Path) => {
    located ??= locate();
    let offset = 0;
    let value: unknown = located.value;
    for (const step of path) {
      const next = typeof value === 'object' && value !== null ? located.offsets.get(value)?.get(step) : undefined;
      if (next === undefined) break;
      offset = next;
      value = (value as Record<string | number, unknown>)[step];
    }
    return { file, ...located.position(offset) };
  };
}
