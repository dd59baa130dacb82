import type { JsonObject } from './values/json.ts';
import type { Source } from './problem.ts';

/** Steps from the top of a document to a value: member names and list indexes. */
export type Path = readonly (string | number)[];

/** What of a member a place is that of: its key, or its value where that is neither a mapping nor a list nor empty. */
export type Part = 'key' | 'value';

/** A file that was read: plain data, and where each piece of it stands. */
export interface Document {
  /** Path relative to the repository, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly value: JsonObject;
  /** Where what is at a path begins; of a member its key, unless its value is asked for. The nearest above where there is none. */
  place(path: Path, part?: Part): Source;
}
