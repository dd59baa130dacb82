import type { Address } from '../address.ts';

/** A table over what a stream writes, that does not fit any more once a plan is carried out. Plain data. */
export interface TableMismatch {
  readonly stream: string;
  /** As the stream's conversion names it, or as `tables` does. */
  readonly table: string;
  /** Whether the stream delivers into it, and not to objects that it reads. */
  readonly isIceberg: boolean;
  /** The changes that break it: of the stream, or of rules that write to it. */
  readonly addresses: readonly Address[];
  /** Clauses: what is written from then on, and what the table has. None where nothing is written to it any more. */
  readonly differences: readonly string[];
  /** Ids of the questions that it does not answer any more. */
  readonly questions: readonly string[];
}
