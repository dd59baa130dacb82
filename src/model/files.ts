import type { Problem } from './problem.ts';

/** A file as it lies on disk; its path is relative to where the program runs, with forward slashes. */
export interface RawFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** The files that commands read and write. */
export interface Files {
  /**
   * Every `.yaml` and `.yml` file below a folder, or the one file that is named; in place of one that cannot be read, why.
   * Throws an OperatorError where there is none.
   */
  readProfiles(folder: string): Iterable<RawFile | Problem>;
  read(file: string): string;
  /** Writes a file whole or not at all. */
  write(file: string, text: string): void;
}
