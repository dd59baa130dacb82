import { kindOf } from '../../model/address.ts';
import type { Change } from '../../model/plan.ts';
import type { PlanInput } from './plan-input.ts';

/** Names of the kinds of which an account cannot have what is created beside what is deleted, whoever has the rest. */
export function crowdedKinds(
  changes: readonly Change[],
  { kinds, live }: Pick<PlanInput, 'kinds' | 'live'>,
): ReadonlySet<string> {
  const crowded = kinds.filter(({ name, write }) => {
    const created = changes.filter(({ action, address }) => action === 'create' && kindOf(address) === name).length;
    if (write?.atMost === undefined || created === 0) return false;
    const there = [...live.keys()].filter((address) => kindOf(address) === name).length;
    return there + created > write.atMost;
  });
  return new Set(crowded.map(({ name }) => name));
}
