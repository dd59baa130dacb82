import type { Address } from '../../model/address.ts';
import { kindAt } from '../../model/kind.ts';
import type { Kind } from '../../model/kind.ts';
import type { Change, Plan } from '../../model/plan.ts';
import { isEqual } from '../../model/values/json.ts';
import { specBefore } from './specs.ts';

/**
 * The part of an update that can be made before whatever refers to the resource has changed over: it adds all that is added, and takes
 * nothing away that may still be referred to. Undefined where the whole update can be made at once, as where the plan changes nothing
 * that refers to it.
 */
export function firstStep(change: Change, plan: Plan, kinds: readonly Kind[]): Change | undefined {
  const { meanwhile } = kindAt(kinds, change.address).write;
  if (change.action !== 'update' || meanwhile === undefined) return undefined;
  if (followersOf(change.address, plan, kinds).length === 0) return undefined;
  const after = meanwhile(change.before, change.after);
  return isEqual(after, change.after) ? undefined : { ...change, after };
}

/** The changes in a plan of whatever refers to a resource, before or after its change. */
export function followersOf(address: Address, { changes }: Plan, kinds: readonly Kind[]): readonly Change[] {
  return changes.filter((other) => {
    const { references } = kindAt(kinds, other.address);
    const specs = [specBefore(other), other.action === 'delete' ? {} : other.after];
    return specs.some((spec) => references(spec).includes(address));
  });
}
