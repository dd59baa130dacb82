import type { Address } from '../../model/address.ts';
import { kindOf } from '../../model/address.ts';
import type { MetricRef } from '../../model/impact/coverage.ts';
import { groupsBy } from '../../model/groups.ts';
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
  const profiles = changes.filter(({ address }) => kindOf(address) === 'SecurityProfile').map(metricsMoved);
  const taking = profiles.flatMap(({ address, taken }) => taken.map((cover) => ({ address, cover })));
  const takers = groupsBy(taking, ({ cover }) => coverageKey(cover));
  return profiles.flatMap(({ address: predecessor, left }) => {
    const metrics = new Map<Address, Map<string, MetricRef>>();
    for (const cover of left)
      for (const { address: successor } of coverageKeys(cover).flatMap((key) => takers.get(key) ?? []))
        metrics.set(successor, (metrics.get(successor) ?? new Map()).set(metricKey(cover.watched), cover.watched));
    return [...metrics].map(([successor, watched]) => ({ predecessor, successor, metrics: [...watched.values()] }));
  });
}

/** What a predecessor waits for, so that nothing goes unwatched in between; of an exchange only one side waits. */
export function successorsOf(changes: readonly Change[]): ReadonlyMap<Address, readonly Address[]> {
  const waits = new Map<Address, Address[]>();
  const isWaiting = (address: Address, on: Address, seen = new Set<Address>()): boolean => {
    if (address === on) return true;
    if (seen.has(address)) return false;
    seen.add(address);
    return (waits.get(address) ?? []).some((next) => isWaiting(next, on, seen));
  };
  for (const { predecessor, successor } of handovers(changes))
    if (!isWaiting(successor, predecessor)) waits.set(predecessor, [...(waits.get(predecessor) ?? []), successor]);
  return waits;
}

/** Where no order keeps everything watched; `changes` are in order. */
export function mutualHandovers(changes: readonly Change[]): readonly MutualHandover[] {
  const waits = new Map(changes.map(({ address, waitsFor }) => [address, waitsFor]));
  return handovers(changes)
    .filter(({ predecessor, successor }) => waits.get(predecessor)?.includes(successor) !== true)
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
