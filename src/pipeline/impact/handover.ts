import type { Address } from '../../model/address.ts';
import { kindOf } from '../../model/address.ts';
import type { MetricRef } from '../../model/impact/coverage.ts';
import { groupsBy } from '../../model/values/groups.ts';
import type { Change } from '../../model/plan.ts';
import { coverageKey, coverageKeys, coverageEntries } from './coverage-entries.ts';
import type { CoverageEntry } from './coverage-entries.ts';
import { metricKey } from './profile-metrics.ts';

/** A profile that lets go of metrics, and one that takes hold of them on the same things. */
interface Handover {
  readonly predecessor: Address;
  readonly successor: Address;
  readonly metrics: readonly MetricRef[];
}

/** Two profiles that take over from each other: whichever is done first, something is let go too early. */
interface MutualHandover {
  readonly first: Address;
  readonly then: Address;
  readonly metrics: readonly MetricRef[];
}

/** Who takes over from whom; a metric without dimension is no successor of one with. */
function handovers(changes: readonly Change[]): readonly Handover[] {
  const profiles = changes.filter(({ address }) => kindOf(address) === 'SecurityProfile');
  // What is created lets go of nothing, and most plans let go of nothing at all.
  const losing = profiles
    .filter(({ action }) => action !== 'create')
    .map(metricsMoved)
    .filter(({ left }) => left.length > 0);
  if (losing.length === 0) return [];
  const taking = profiles.map(metricsMoved).flatMap(({ address, taken }) => taken.map((cover) => ({ address, cover })));
  const takers = groupsBy(taking, ({ cover }) => coverageKey(cover));
  return losing.flatMap(({ address: predecessor, left }) => {
    const metrics = new Map<Address, Map<string, MetricRef>>();
    for (const cover of left)
      for (const { address: successor } of coverageKeys(cover).flatMap((key) => takers.get(key) ?? []))
        metrics.set(successor, (metrics.get(successor) ?? new Map()).set(metricKey(cover.watched), cover.watched));
    return [...metrics].map(([successor, watched]) => ({ predecessor, successor, metrics: [...watched.values()] }));
  });
}

/** What a predecessor waits for, so that nothing goes unwatched in between; of an exchange only one side waits. */
export function successorsOf(changes: readonly Change[]): ReadonlyMap<Address, readonly Address[]> {
  const all = groupsBy(handovers(changes), ({ predecessor }) => predecessor);
  const waits = new Map<Address, Address[]>();
  const seen = new Set<Address>();
  for (const start of all.keys() as Iterable<Address>) walk(start, all, seen, waits);
  return waits;
}

type Handovers = ReadonlyMap<string, readonly Handover[]>;

/** Goes from handover to handover as far as it leads, and leaves out each one that leads back to where it came from. */
function walk(start: Address, all: Handovers, seen: Set<Address>, waits: Map<Address, Address[]>): void {
  const path: { readonly address: Address; readonly rest: Handover[] }[] = [];
  const onPath = new Set<Address>();
  const enter = (address: Address): void => {
    if (seen.has(address)) return;
    seen.add(address);
    onPath.add(address);
    path.push({ address, rest: (all.get(address) ?? []).toReversed() });
  };
  enter(start);
  for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
    const next = here.rest.pop()?.successor;
    if (next === undefined) {
      onPath.delete(here.address);
      path.pop();
    } else if (!onPath.has(next)) {
      const others = waits.get(here.address);
      if (others === undefined) waits.set(here.address, [next]);
      else others.push(next);
      enter(next);
    }
  }
}

/** Where no order keeps everything watched; `changes` are in order. */
export function mutualHandovers(changes: readonly Change[]): readonly MutualHandover[] {
  const waits = new Map(changes.map(({ address, waitsFor }) => [address, new Set(waitsFor)]));
  return handovers(changes)
    .filter(({ predecessor, successor }) => waits.get(predecessor)?.has(successor) !== true)
    .map(({ predecessor, successor, metrics }) => ({ first: predecessor, then: successor, metrics }));
}

/** What a profile no longer watches, and what it newly does. */
function metricsMoved(change: Change): {
  address: Address;
  left: readonly CoverageEntry[];
  taken: readonly CoverageEntry[];
} {
  const { address } = change;
  const had = change.action === 'create' ? [] : coverageEntries(address, change.before);
  const has = change.action === 'delete' ? [] : coverageEntries(address, change.after);
  const keys = (covers: readonly CoverageEntry[]): ReadonlySet<string> => new Set(covers.map(coverageKey));
  const [before, after] = [keys(had), keys(has)];
  return {
    address,
    left: had.filter((cover) => !after.has(coverageKey(cover))),
    taken: has.filter((cover) => !before.has(coverageKey(cover))),
  };
}
