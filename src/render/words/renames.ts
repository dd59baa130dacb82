import type { Address } from '../../model/address.ts';
import { kindOf, nameOf } from '../../model/address.ts';
import { groupsBy } from '../../model/values/groups.ts';
import { canonical } from '../../model/values/json.ts';
import type { Create, Delete, Plan } from '../../model/plan.ts';
import { mapped } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';

/** One resource that goes and one that comes and is equal but for the name. */
export interface LikelyRename {
  readonly from: Address;
  readonly to: Address;
  /** What the author would write beside the new one, were it the old one under a new name: `renamedFrom: Pumps`. */
  readonly line: string;
}

/**
 * Finds what a plan deletes and creates that may be a rename nobody wrote down, a change a step. Where several are equal it is not
 * known which is which.
 */
export function* likelyRenames({ changes }: Plan): Steps<readonly LikelyRename[]> {
  const gone = changes.filter((change) => change.action === 'delete').filter((one) => one.renamedTo === undefined);
  const kinds = new Set(gone.map(({ address }) => kindOf(address)));
  const made = changes
    .filter((change) => change.action === 'create')
    .filter(({ address, renamedFrom }) => renamedFrom === undefined && kinds.has(kindOf(address)));
  if (made.length === 0) return [];
  const keyed = yield* mapped([...gone, ...made], (change) => ({ change, key: contentsOf(change) }));
  return [...groupsBy(keyed, ({ key }) => key).values()].flatMap((equal): LikelyRename[] => {
    const [first, second, ...others] = equal.map(({ change: { action, address } }) => ({ action, address }));
    if (first?.action !== 'delete' || second?.action !== 'create' || others.length > 0) return [];
    const line = `renamedFrom: ${JSON.stringify(nameOf(first.address))}`;
    return [{ from: first.address, to: second.address, line }];
  });
}

function contentsOf(change: Create | Delete): string {
  return `${kindOf(change.address)} ${canonical(change.action === 'create' ? change.after : change.before)}`;
}
