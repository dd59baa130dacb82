/** Why a text is no statement, or why a statement cannot be evaluated here. `at` counts characters from 0. */
export interface SqlProblem {
  /**
   * `syntax`: AWS refuses it. `undocumented`: AWS may take it, but says nowhere what it does. `unsupported`: AWS documents it,
   * and this program does not evaluate it.
   */
  readonly kind: 'syntax' | 'undocumented' | 'unsupported';
  readonly message: string;
  readonly at: number;
}

/** A problem on its way out. Thrown inside of src/sql, and by what evaluates. */
export interface SqlError extends Error {
  readonly problem: SqlProblem;
}

/** Makes an error of a problem; throw it. */
export function sqlError(kind: SqlProblem['kind'], message: string, at: number): SqlError {
  return Object.assign(new Error(message), { name: 'SqlError', problem: { kind, message, at } });
}

/** Says whether something caught is a problem of a statement; anything else is our bug and must be passed on. */
export function isSqlError(caught: unknown): caught is SqlError {
  return caught instanceof Error && caught.name === 'SqlError' && 'problem' in caught;
}

/** The line and column of a place in a text, both from 1. */
export function lineAndColumn(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
