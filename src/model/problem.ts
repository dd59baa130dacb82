import type { Address } from './address.ts';
import type { Code } from './codes.ts';
import { compareTexts } from './values/text.ts';

/** A place in a file that the author wrote. Lines and columns count from 1. */
export interface Source {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** How grave a problem is: an error stops a run, a warning and a note are only told. */
export type Severity = 'error' | 'warning' | 'note';

/** Something the author can put right: a value, never thrown. `code` is stable and listed in docs/problems.md. */
export interface Problem extends Source {
  readonly code: Code;
  /** Absent: an error. */
  readonly severity?: Severity;
  /** Id of the check that found it, where one did: what `silence` takes. */
  readonly check?: string;
  /** The target that it is about, until all targets are put together. */
  readonly target?: string;
  /** The resource that it is about, where a check found it. */
  readonly address?: Address;
  readonly message: string;
  /** How to fix it, as an instruction. */
  readonly hint?: string;
}

/** How grave a problem is. */
export function severityOf({ severity = 'error' }: Problem): Severity {
  return severity;
}

/**
 * The one error class: something outside the files that the operator can act on (credentials, account, network, usage).
 * Entries print its message and end with its exit code, without a stack. Anything else that is thrown is our bug.
 */
export class OperatorError extends Error {
  readonly code: Code;
  readonly hint: string | undefined;
  readonly exitCode: number;
  /** Set where a request was sent more than once: an earlier sending may have had the effect that this error is about. */
  readonly isAmbiguous: boolean;
  constructor(
    code: Code,
    message: string,
    options: { hint?: string; exitCode?: number; isAmbiguous?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? 1;
    this.isAmbiguous = options.isAmbiguous ?? false;
  }
}

/** Compares problems by file, line and column. For `sort`. */
export function comparePlaces(left: Problem, right: Problem): number {
  return compareTexts(left.file, right.file) || left.line - right.line || left.column - right.column;
}
