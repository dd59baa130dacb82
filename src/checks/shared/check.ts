import type { Address } from '../../model/address.ts';
import type { Change } from '../../model/plan.ts';
import type { Severity } from '../../model/problem.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { DesiredState } from '../../model/resource.ts';
import type { Target } from '../../model/settings.ts';

/** What ValidateSecurityProfileBehaviors says of a profile: that it takes the behaviors, why not, or that it could not be asked. */
export type BehaviorVerdict =
  | { readonly type: 'taken' }
  | { readonly type: 'refused'; readonly messages: readonly string[] }
  | { readonly type: 'unknown'; readonly why: string };

/** What a check looks at: what the profiles want of one target, and the account where it is at hand. */
export interface CheckContext {
  readonly target: Target;
  readonly desired: DesiredState;
  /** `YYYY-MM-DD`, in UTC. */
  readonly today: string;
  /** What is in the account, and what a plan does to it. Absent where no account is looked at. */
  readonly account?: {
    /** The specs of everything that is there, whoever has it. */
    readonly before: ReadonlyMap<Address, JsonObject>;
    readonly changes: readonly Change[];
    /** What AWS says of the behaviors of security profiles, as far as it was asked. */
    readonly verdicts: ReadonlyMap<Address, BehaviorVerdict>;
  };
}

/** What a check has against a resource of the profiles. */
export interface Finding {
  readonly address: Address;
  /** The field, as an edit path; absent for the resource as a whole. */
  readonly path?: string;
  readonly message: string;
  readonly hint?: string;
}

/** A rule that a value can break although its schema takes it. Plain data and one pure function. */
export interface Check {
  /** What `silence` and `explain` call it. */
  readonly id: string;
  readonly code: `DG8${number}`;
  readonly severity: Severity;
  /** What is wrong where it finds something, without its full stop. */
  readonly summary: string;
  /** What comes of it, a sentence. */
  readonly why: string;
  /** Where that is written. */
  readonly source: string;
  find(context: CheckContext): Iterable<Finding>;
}

/** Works out but once for each context what several checks look at. */
export function once<Result>(find: (context: CheckContext) => Result): (context: CheckContext) => Result {
  const known = new WeakMap<CheckContext, { readonly result: Result }>();
  return (context) => {
    const found = known.get(context) ?? { result: find(context) };
    known.set(context, found);
    return found.result;
  };
}

/** What a check finds, worked out but once for each context: several ask what is documented of behaviors. */
export function findingsOf(check: Check, context: CheckContext): readonly Finding[] {
  const known = findings.get(context) ?? new Map<Check, readonly Finding[]>();
  findings.set(context, known);
  const found = known.get(check) ?? [...check.find(context)];
  known.set(check, found);
  return found;
}

const findings = new WeakMap<CheckContext, Map<Check, readonly Finding[]>>();
