import type { Address } from './address.ts';
import type { Part } from './document.ts';
import { isEqual } from './values/json.ts';
import type { JsonObject } from './values/json.ts';
import type { Live } from './kind.ts';
import type { Source } from './problem.ts';

/** A field that plans leave as it is in the account. */
export interface Ignore {
  readonly path: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly until?: string;
}

/** A check whose warnings and notes about a resource are not told. */
export interface Silence {
  /** Id of the check. */
  readonly check: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly until?: string;
}

/** A resource as the profiles want it in one target: variables filled in, ARNs in full, normalized, with its tags. */
export interface Desired {
  readonly address: Address;
  readonly spec: JsonObject;
  /** May take over a live, unowned resource of that name. */
  readonly adopt: boolean;
  readonly renamedFrom?: string;
  readonly ignore: readonly Ignore[];
  readonly silence: readonly Silence[];
  /** The resource as its author wrote it, variables filled in and not normalized. Read again each time: ask for few. */
  written(): JsonObject;
  /**
   * Where the author wrote a field, by edit path, or the resource itself by an empty one: its key, unless its value is asked for; the
   * nearest line above it where the very field was not written. Most are never asked, and to find out the file is read again.
   */
  locate(path: string, part?: Part): Source;
}

/** What the profiles want of one target. */
export interface DesiredState {
  readonly resources: ReadonlyMap<Address, Desired>;
  /** Sections that are present in any file: complete for this owner, so what they lack is deleted. */
  readonly sections: ReadonlySet<string>;
  /** What references most likely mean that nothing meets: that nobody refers to these is told already. Absent: nothing. */
  readonly meant?: ReadonlySet<Address>;
  /** What is left to others, and where that is said: may be referred to, and loses our tag. Absent: nothing. */
  readonly managedElsewhere?: ReadonlyMap<Address, Source>;
}

/** A live resource; its spec is kept once where it is just as desired, as in an account it mostly is. */
export function keptOnce(live: Live, desired: Desired | undefined): Live {
  return desired !== undefined && isEqual(live.spec, desired.spec) ? { ...live, spec: desired.spec } : live;
}

/** What is in the account of one target. */
export type LiveState = ReadonlyMap<Address, Live>;
