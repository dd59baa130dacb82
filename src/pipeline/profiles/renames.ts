import { addressOf, kindOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Problem } from '../../model/problem.ts';
import type { Desired, DesiredState } from '../../model/resource.ts';

/** Each resource with its former address, as the profiles have it. */
export function renamed({ resources }: DesiredState): [Address, Desired][] {
  return [...resources.values()].flatMap((desired): [Address, Desired][] =>
    desired.renamedFrom === undefined ? [] : [[addressOf(kindOf(desired.address), desired.renamedFrom), desired]],
  );
}

/** Former names that the profiles themselves still speak for. */
export function renameProblems(desired: DesiredState): Problem[] {
  const first = new Map<Address, Address>();
  return renamed(desired).flatMap(([old, { address, locate }]): Problem[] => {
    const other = first.get(old);
    first.set(old, other ?? address);
    const why = desired.resources.has(old)
      ? 'is still declared'
      : desired.managedElsewhere?.has(old) === true
        ? 'is left to others'
        : other === undefined
          ? undefined
          : `was renamed to ${other} already`;
    if (why === undefined) return [];
    const message = `${address} is renamed from ${old}, which ${why}.`;
    return [{ code: 'DG2008', message, hint: 'Remove one of the two.', ...locate('renamedFrom', 'value') }];
  });
}
