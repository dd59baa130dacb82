import { passesSoon } from '../../model/aws.ts';
import type { Kind } from '../../model/kind.ts';
import { OperatorError } from '../../model/problem.ts';

/** Reads that may fail for kinds that are not needed. */
export interface CarefulReads {
  /** What is read; undefined where AWS refuses it and nothing needs it. */
  orNothing<Value>(kind: Kind, read: () => Promise<Value>): Promise<Value | undefined>;
  /** Whether something of the kind, by its name, could not be read. */
  isUnread(kind: string): boolean;
  /** What could not be read, and why. */
  sentences(): readonly string[];
}

/** Reads of kinds of which these are needed. */
export function carefulReads(needed: ReadonlySet<Kind>): CarefulReads {
  const unread = new Map<string, string>();
  return {
    async orNothing(kind, read) {
      try {
        return await read();
      } catch (error) {
        if (needed.has(kind) || !isRefused(error)) throw error;
        const why = `${kind.section} were not read, so none of them is planned: ${error.message}`;
        if (!unread.has(kind.name)) unread.set(kind.name, why);
        return undefined;
      }
    },
    isUnread: (kind) => unread.has(kind),
    sentences: () => [...unread.values()],
  };
}

/** Whether AWS refuses for good: this caller may not, or the account does not have it. */
export function isRefused(error: unknown): error is OperatorError {
  if (!(error instanceof OperatorError)) return false;
  return error.code === 'DG4003' || (error.code === 'DG4009' && !passesSoon(error.name));
}
