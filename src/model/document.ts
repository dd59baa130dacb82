import type { JsonObject } from './values/json.ts';
import type { Source } from './problem.ts';

/** Steps from the top of a document to a value: member names and list indexes. */
export type Path = readonly (string | number)[];

/** A file that was read: plain data, and where each piece of it stands. */
export interface Document {
  /** Path relative to the repository, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly value: JsonObject;
  /** Where the value at a path begins; for a member that is its key. The nearest above where there is none. */
  place(path: Path): Source;
}
