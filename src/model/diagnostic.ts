import type { Code } from './codes.ts';
import type { Target } from './settings.ts';

/** One thing that was looked at: whether it is fine, stands in the way, deserves a look, or could not be checked. */
export interface Diagnostic {
  readonly status: 'fine' | 'blocks' | 'warns' | 'unchecked';
  /** Of what stands in the way, where it has one. */
  readonly code?: Code;
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** All that was looked at for one target, in its order. */
export interface Diagnosis {
  readonly target: Target;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether something stands in the way. */
export function isBlocked({ diagnostics }: Diagnosis): boolean {
  return diagnostics.some(({ status }) => status === 'blocks');
}
