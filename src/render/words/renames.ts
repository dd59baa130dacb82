import type { Address } from '../../model/address.ts';
import { kindOf, nameOf } from '../../model/address.ts';
import { canonical } from '../../model/values/json.ts';
import type { Create, Delete, Plan } from '../../model/plan.ts';

/** One resource that goes and one that comes and is equal but for the name. */
export interface LikelyRename {
  readonly from: Address;
  readonly to: Address;
  /** What the author would write beside the new one, were it the old one under a new name: `renamedFrom: Pumps`. */
  readonly line: string;
}

/** What a plan deletes and creates that may be a rename nobody wrote down. Where several are equal it is not known which is which. */
export function likelyRenames({ changes }: Plan): readonly LikelyRename[] {
  const deletes = bySpec(changes.filter((change) => change.action === 'delete' && change.renamedTo === undefined));
  const creates = bySpec(changes.filter((change) => change.action === 'create' && change.renamedFrom === undefined));
  return [...deletes].flatMap(([spec, [gone, ...othersGone]]) => {
    const [made, ...othersMade] = creates.get(spec) ?? [];
    if (gone === undefined || made === undefined || othersGone.length + othersMade.length > 0) return [];
    return [{ from: gone.address, to: made.address, line: `renamedFrom: ${JSON.stringify(nameOf(gone.address))}` }];
  });
}

function bySpec(changes: readonly Plan['changes'][number][]): ReadonlyMap<string, readonly (Create | Delete)[]> {
  const found = new Map<string, (Create | Delete)[]>();
  for (const change of changes) {
    if (change.action !== 'create' && change.action !== 'delete') continue;
    const spec = change.action === 'create' ? change.after : change.before;
    const key = `${kindOf(change.address)} ${canonical(spec)}`;
    found.set(key, [...(found.get(key) ?? []), change]);
  }
  return found;
}
