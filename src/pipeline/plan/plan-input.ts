import type { Kind } from '../../model/kind.ts';
import type { DesiredState, LiveState } from '../../model/resource.ts';
import type { Scope } from '../../model/scope.ts';
import type { Limits, Target } from '../../model/settings.ts';

/** All that a plan is a function of. */
export interface PlanInput {
  readonly target: Target;
  readonly owner: string;
  readonly limits: Limits;
  readonly accept: readonly string[];
  readonly kinds: readonly Kind[];
  readonly desired: DesiredState;
  /** What was read of the account. */
  readonly live: LiveState;
  /** What part of the target to plan; all of it where it is left out. */
  readonly scope?: Scope;
}
