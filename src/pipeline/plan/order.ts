import { kindOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import { groupsBy } from '../../model/values/groups.ts';
import type { Change } from '../../model/plan.ts';
import { createPriorityQueue } from '../../model/values/priority-queue.ts';
import { successorsOf } from '../impact/handover.ts';

/**
 * What refers to what, before and after. Both read the same way: "the key refers to the values".
 */
export interface References {
  readonly before: ReadonlyMap<Address, readonly Address[]>;
  readonly after: ReadonlyMap<Address, readonly Address[]>;
}

/**
 * Puts changes into the order in which they may be carried out, and notes for each what it waits for.
 *
 *     stream ── rule ──┐
 *     metric, dimension ┴── profile            create, update, replace: what is referred to goes first
 *                                              delete: what refers to it goes first, so an export's topic
 *                                              moves before its old rule goes
 *
 * Of kinds that are `crowded`, which nothing refers to, what is created waits for all that is deleted.
 * A profile that lets go of metrics waits for the one that takes hold of them. A renamed resource is deleted after the new one and all that refers to it; what a replaced resource makes let go meanwhile
 * waits for it, and replaced resources that make the same one let go are done one after the other. There is no cycle: creates,
 * updates and replaces wait only for one another, along references or in the order of `changes`, in which each kind comes after
 * what it refers to; deletes wait for those and for deletes, against references; nothing refers to profiles, and their
 * handovers have no cycle.
 */
export function order(
  changes: readonly Change[],
  references: References,
  crowded: ReadonlySet<string> = new Set(),
): readonly Change[] {
  const byAddress = new Map(changes.map((change) => [change.address, change]));
  const successors = successorsOf(changes);
  // What lets go of a replaced resource meanwhile is left alone until it has taken hold again.
  const releasing = groupsBy(
    changes.flatMap((change) =>
      change.action === 'replace' ? change.releases.map((from) => ({ from, replaced: change.address })) : [],
    ),
    ({ from }) => from,
  );
  // Two at once would undo what the other makes of it.
  const before = (from: Address, replaced: Address): readonly Address[] => {
    const all = (releasing.get(from) ?? []).map((one) => one.replaced);
    return all.slice(0, all.indexOf(replaced)).slice(-1);
  };
  const waiting = changes.map((change): Change => {
    const needed = [
      ...prerequisites(change, byAddress, references, crowded),
      ...(change.action === 'create' && crowded.has(kindOf(change.address))
        ? deletedOf(kindOf(change.address), changes)
        : []),
      ...(releasing.get(change.address) ?? []).map(({ replaced }) => replaced),
      ...(change.action === 'replace' ? change.releases.flatMap((from) => before(from, change.address)) : []),
      ...(successors.get(change.address) ?? []),
    ];
    return { ...change, waitsFor: [...new Set(needed)].sort() };
  });
  return sorted(waiting);
}

function deletedOf(kind: string, changes: readonly Change[]): readonly Address[] {
  return changes.flatMap(({ action, address }) => (action === 'delete' && kindOf(address) === kind ? [address] : []));
}

function prerequisites(
  change: Change,
  byAddress: ReadonlyMap<Address, Change>,
  references: References,
  crowded: ReadonlySet<string>,
): Address[] {
  if (change.action === 'delete')
    return deletePrerequisites(change, references, crowded).filter((address) => byAddress.has(address));
  return (references.after.get(change.address) ?? []).filter(
    (address) => (byAddress.get(address)?.action ?? 'delete') !== 'delete',
  );
}

function deletePrerequisites(
  { address, renamedTo }: Change & { action: 'delete' },
  references: References,
  crowded: ReadonlySet<string>,
): Address[] {
  const letGo = referrers(address, references.before);
  // Where there is no room for both, the new one waits for the old one.
  if (renamedTo === undefined || crowded.has(kindOf(address))) return [...letGo];
  return [...letGo, renamedTo, ...referrers(renamedTo, references.after)];
}

/** What refers to an address. */
export function referrers(address: Address, references: ReadonlyMap<Address, readonly Address[]>): readonly Address[] {
  const known = turned.get(references) ?? turnedRound(references);
  turned.set(references, known);
  return known.get(address) ?? [];
}

/** Each is turned round once: it is asked for every delete. */
const turned = new WeakMap<ReadonlyMap<Address, readonly Address[]>, ReadonlyMap<Address, readonly Address[]>>();

function turnedRound(references: ReadonlyMap<Address, readonly Address[]>): ReadonlyMap<Address, readonly Address[]> {
  const users = new Map<Address, Address[]>();
  for (const [from, to] of references)
    for (const address of new Set(to)) {
      const found = users.get(address);
      if (found === undefined) users.set(address, [from]);
      else found.push(from);
    }
  return users;
}

/** A stable topological order: of all that may go next, the one that came first. */
function sorted(changes: readonly Change[]): readonly Change[] {
  const waiters = new Map<Address, Waiter[]>();
  const ready = createPriorityQueue<Waiter>((one, other) => one.place < other.place);
  for (const [place, change] of changes.entries()) {
    const waiter = { change, place, open: change.waitsFor.length };
    for (const address of change.waitsFor) {
      const others = waiters.get(address);
      if (others === undefined) waiters.set(address, [waiter]);
      else others.push(waiter);
    }
    if (waiter.open === 0) ready.add(waiter);
  }
  const result: Change[] = [];
  for (let next = ready.take(); next !== undefined; next = ready.take()) {
    result.push(next.change);
    for (const waiter of waiters.get(next.change.address) ?? []) if ((waiter.open -= 1) === 0) ready.add(waiter);
  }
  if (result.length === changes.length) return result;
  const done = new Set(result);
  const stuck = changes.filter((change) => !done.has(change));
  throw new Error(`Changes wait for each other: ${stuck.map((change) => change.address).join(', ')}`);
}

/** A change, its place before, and how many others it still waits for. */
interface Waiter {
  readonly change: Change;
  readonly place: number;
  open: number;
}

/** The changes that were asked for and all that they wait for, in the same order. */
export function closure(changes: readonly Change[], chosen: readonly Address[]): readonly Change[] {
  const byAddress = new Map(changes.map((change) => [change.address, change]));
  const kept = new Set<Address>();
  const visit = (address: Address): void => {
    if (kept.has(address)) return;
    kept.add(address);
    byAddress.get(address)?.waitsFor.forEach(visit);
  };
  chosen.forEach(visit);
  return changes.filter((change) => kept.has(change.address));
}
