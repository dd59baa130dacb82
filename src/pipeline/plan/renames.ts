import type { Address } from '../../model/address.ts';
import type { Problem } from '../../model/problem.ts';
import { renamed } from '../profiles/renames.ts';
import { ownerIn } from './plan-input.ts';
import type { PlanInput } from './plan-input.ts';

/** Old addresses that have a new name, by the old and by the new one. */
export interface Renames {
  readonly toNew: ReadonlyMap<Address, Address>;
  readonly toOld: ReadonlyMap<Address, Address>;
}

/** The renames that are still to be done, or to be finished: the old one is there. That it is somebody else’s is a problem of its own. */
export function renamesOf({ desired, live }: Pick<PlanInput, 'desired' | 'live'>): Renames {
  const pairs = renamed(desired).filter(([old]) => live.has(old));
  return {
    toNew: new Map(pairs.map(([old, { address }]) => [old, address])),
    toOld: new Map(pairs.map(([old, { address }]) => [address, old])),
  };
}

/** Former names that somebody else has: nothing is ours to be renamed. */
export function foreignRenames(input: PlanInput): Problem[] {
  const { desired, live, owner } = input;
  return renamed(desired).flatMap(([old, { address, locate }]): Problem[] => {
    const before = live.get(old);
    if (before === undefined || live.has(address)) return [];
    const has = ownerIn(input, old, before);
    if (has === owner) return [];
    const whose = has ?? before.managedBy;
    return [
      {
        code: 'DG3003',
        message: `${address} is renamed from ${old}, which ${whose === undefined ? 'nobody owns' : `belongs to ${whose}`}.`,
        hint: 'Remove `renamedFrom` to create it beside the old one, or make the old one yours first.',
        ...locate('renamedFrom', 'value'),
      },
    ];
  });
}
