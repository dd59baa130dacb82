import type { Address } from './address.ts';
import type { HazardRule } from './hazard-rules.ts';
import type { JsonObject, JsonValue } from './values/json.ts';
import type { Source } from './problem.ts';

/** One field that differs. `path` is for people and for `ignore`: `behaviors[BatteryNotFlat].criteria.value.number`. */
export interface Edit {
  readonly op: 'add' | 'change' | 'remove';
  readonly path: string;
  /** Absent with `add`. */
  readonly before?: JsonValue;
  /** Absent with `remove`. */
  readonly after?: JsonValue;
  /** Where the author wrote it, or the nearest line above it. */
  readonly source?: Source;
  /** Set where AWS may not carry it out: why, and what to do then, as a sentence without its full stop. */
  readonly caveat?: string;
}

/** What every change has. `digest` covers address, action and both specs, so that a part of a reviewed plan can be recognised. */
interface ChangeOf<Action extends string> {
  readonly action: Action;
  readonly address: Address;
  readonly edits: readonly Edit[];
  readonly digest: string;
  /** What must be done first. Only addresses that are in the same plan. */
  readonly waitsFor: readonly Address[];
  readonly source?: Source;
}

/** Makes a resource that is not there. */
export interface Create extends ChangeOf<'create'> {
  readonly after: JsonObject;
  readonly renamedFrom?: Address;
}

/** Changes a resource in place. Has at least one edit. */
export interface Update extends ChangeOf<'update'> {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** Deletes a resource and makes it anew, because AWS cannot make the edit in place. */
export interface Replace extends ChangeOf<'replace'> {
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** Paths of the edits that force it. */
  readonly because: readonly string[];
  /** What refers to it and has to let go meanwhile. */
  readonly releases: readonly Address[];
}

/** Deletes a resource that the owner has and the profiles lack. */
export interface Delete extends ChangeOf<'delete'> {
  readonly before: JsonObject;
  readonly renamedTo?: Address;
}

/** One resource's way from live to desired. Plain data. */
export type Change = Create | Update | Replace | Delete;

/** What a reviewer must accept before the plan may be applied. */
export interface Hazard {
  /** Names this very hazard, so that accepting it accepts nothing else. */
  readonly id: string;
  readonly rule: HazardRule;
  readonly addresses: readonly Address[];
  readonly message: string;
  readonly accepted: boolean;
  /** False where no acceptance helps: the profiles or the account must change. */
  readonly acceptable: boolean;
}

/** What we own and the profiles say nothing about, because no file has its section. */
export interface Orphan {
  readonly address: Address;
  /** The section whose presence would make the resource subject to deletion. */
  readonly section: string;
}

/** The ordered changes for one target, and what must be accepted first. Plain data; a pure function of desired and live, closed once made. */
export interface Plan {
  readonly target: string;
  readonly account: string;
  readonly region: string;
  /** Covers target, addresses, actions and specs; not positions, versions or time. */
  readonly digest: string;
  readonly changes: readonly Change[];
  readonly unchanged: readonly Address[];
  /** Live, and not this owner's. */
  readonly unmanaged: readonly Address[];
  readonly orphaned: readonly Orphan[];
  readonly hazards: readonly Hazard[];
}

/** What became of a change. */
export interface Outcome {
  readonly address: Address;
  readonly action: Change['action'];
  /** `verified`: read back and equal to what was asked, but for tags and attachments that are settled. */
  readonly status: 'verified' | 'failed' | 'skipped';
  /** Why it failed or was skipped, or what is worth knowing about a success. */
  readonly detail?: string;
}
