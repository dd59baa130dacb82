import type { Datum } from '../../detect/count-alarms.ts';
import { INTERVAL_SECONDS } from '../../detect/monitor.ts';
import type { RegionState } from '../state.ts';
import { createFleet, thingsIn } from './fleet/fleet.ts';
import type { Thing } from './fleet/fleet.ts';
import { isWatched } from './profile.ts';
import { seriesName } from '../../model/exports/simulation.ts';
import { collected, eachOnce } from './fleet/series.ts';
import type { Series } from './fleet/series.ts';

const INTERVAL = INTERVAL_SECONDS * 1000;
const INTERVALS_PER_DAY = 86_400 / INTERVAL_SECONDS;

/** Metrics are kept for 14 days. https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
const KEPT = 14 * 86_400_000;

/** The fleet that `simulate` has where it is told nothing, so that both tell the same story. */
const DEVICES = 50;
const SEED = 1;

/** The devices of an account: those of `simulate`. */
export function thingsOf(state: RegionState): readonly Thing[] {
  return thingsIn(state, DEVICES);
}

/**
 * What was kept of a metric of a device, oldest first, at the end of each interval: each day is the first of a simulation. Nothing where no profile collects it
 * from this device, now; since when is not asked.
 */
export function historyOf(
  state: RegionState,
  thing: Thing,
  series: Series,
  { from, until, now }: { readonly from: number; readonly until: number; readonly now: number },
): readonly Datum[] {
  const key = seriesName(series);
  const collectors = Object.values(state.securityProfiles).flatMap((profile) => {
    const known = collected(state, profile).get(key);
    return known === undefined ? [] : [{ profile, series: known.series }];
  });
  if (!collectors.some(({ profile }) => isWatched(profile, thing))) return [];
  const kept = eachOnce(collectors.map((one) => one.series));
  const fleet = createFleet(SEED, [thing], kept, INTERVALS_PER_DAY);
  const first = Math.ceil(Math.max(from, now - KEPT) / INTERVAL);
  const last = Math.floor(Math.min(until, now) / INTERVAL);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index).flatMap((end) => {
    const value = fleet.observe((end - 1) % INTERVALS_PER_DAY).get(key)?.[0];
    return value === undefined ? [] : [{ at: end * INTERVAL, value }];
  });
}
