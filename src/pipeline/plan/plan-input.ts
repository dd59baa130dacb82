import type { Address } from '../../model/address.ts';
import { kindAt } from '../../model/kind.ts';
import type { Kind, Live } from '../../model/kind.ts';
import { ownerOf } from '../../model/kinds/ownership.ts';
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

/** Whose a live resource is; undefined where nobody owns it. What keeps no mark is ours where it is declared. */
export function ownerIn(
  { kinds, desired, owner }: Pick<PlanInput, 'kinds' | 'desired' | 'owner'>,
  address: Address,
  { spec }: Pick<Live, 'spec'>,
): string | undefined {
  const kind = kindAt(kinds, address);
  if (kind.ownership.by !== 'section') return ownerOf(kind, spec);
  return desired.resources.has(address) ? owner : undefined;
}
