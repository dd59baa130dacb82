import type { Address } from './address.ts';

/** What part of a target a plan is about; all of it where nothing is set. */
export interface Scope {
  /** Set where only a part of the account was read. */
  readonly read?: PartialRead;
  /** Only the changes of these resources, and what they wait for. */
  readonly only?: readonly Address[];
  /** All changes but those of these resources. */
  readonly without?: ReadonlySet<Address>;
}

/** A part of the account: what was not read is presumed to be as the profiles say, and nothing is planned for it. */
export interface PartialRead {
  readonly addresses: ReadonlySet<Address>;
  /** How many resources there are with those that were not read. */
  readonly of: number;
}
