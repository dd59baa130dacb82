import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { INTERVAL_SECONDS } from '../../detect/monitor.ts';
import type { SimulationReport } from '../../model/exports/simulation.ts';
import { settle as settleLifecycles } from '../lifecycle.ts';
import { peekRegion } from '../state.ts';
import type { RegionState, SandboxState } from '../state.ts';
import { FORGETFUL, folderBucket, requireEmpty } from './bucket.ts';
import type { Bucket } from './bucket.ts';
import { chance, chanceAt, seedOf } from './fleet/chance.ts';
import { exportBatches } from './export-batches.ts';
import { createFleet, thingsIn } from './fleet/fleet.ts';
import type { Fleet } from './fleet/fleet.ts';
import { createLedger } from './ledger.ts';
import type { SimulationOptions } from './options.ts';
import { startPlane } from './plane.ts';
import type { DataPlane } from './plane.ts';
import { startProfile, valuesFor } from './profile.ts';
import type { ProfileRun } from './profile.ts';
import { eachOnce } from './fleet/series.ts';
import { seriesName } from '../../model/exports/simulation.ts';
import type { PlaneContext } from './context.ts';
import { createTally } from './tally.ts';
import type { Tally } from './tally.ts';

/** How often a batch is sent a second time, of 1. AWS says: rarely. */
const REPEATS = 0.005;

const zip = promisify(gzip);

/** AWS does not say how hard it compresses. */
const compress = (bytes: Uint8Array): Promise<Uint8Array> => zip(bytes, { level: constants.Z_BEST_SPEED });

/** Compressing and writing that may be under way at once. */
const BACKGROUND = 4;

/**
 * Runs what was applied to an account, in virtual time: devices report every five minutes, Device Defender judges and exports,
 * rules and streams deliver. Reads the state and changes nothing in it. Throws an OperatorError where a bucket cannot be written.
 */
export async function simulate(state: SandboxState, options: SimulationOptions): Promise<SimulationReport> {
  const { account, region, hours, begin } = options;
  if (options.out !== undefined) await requireEmpty(options.out);
  const intervals = Math.max(Math.round((hours * 3600) / INTERVAL_SECONDS), 1);
  const applied = structuredClone(peekRegion(state, account, region));
  settleLifecycles(applied, Infinity);
  const time = { now: begin };
  const work = backgroundWork();
  const around = surroundingsOf(applied, options, () => time.now, work.add);
  const plane = startPlane(around);
  const { onMessage } = options;
  if (onMessage !== undefined)
    plane.onMessage('#', (topic, payload) => work.add(Promise.resolve(onMessage(topic, payload))));
  const { fleet, profiles, series } = inhabitantsOf(applied, options, intervals);
  const tally = createTally({ options, fleet, profiles, series, intervals, around });

  const passUntil = (end: number): void => {
    for (let due = plane.due(); due !== undefined && due <= end; due = plane.due()) {
      time.now = Math.max(due, time.now);
      plane.settle();
    }
    time.now = Math.max(time.now, end);
  };
  for (let interval = 0; interval < intervals; interval += 1) {
    passUntil(begin + (interval + 1) * INTERVAL_SECONDS * 1000);
    live(interval, { fleet, profiles, plane, tally, around, seed: options.seed });
    await work.below(BACKGROUND);
  }
  for (let due = plane.due(); due !== undefined; due = plane.due()) {
    passUntil(due);
    await work.below(BACKGROUND);
  }
  await work.below(1);
  return tally.report(plane);
}

/** Devices, and the profiles that watch them. */
function inhabitantsOf(applied: RegionState, { seed, devices }: SimulationOptions, intervals: number) {
  const things = thingsIn(applied, devices);
  const profiles = Object.entries(applied.securityProfiles).map(([name, record]) =>
    startProfile(name, record, applied, things),
  );
  const collected = profiles.flatMap(({ collects }) => collects.map((one) => one.series));
  const series = eachOnce(collected);
  return { profiles, series, fleet: createFleet(seed, things, series, intervals) };
}

function surroundingsOf(
  state: RegionState,
  { account, region, seed, out, outage = () => undefined }: SimulationOptions,
  now: () => number,
  background: (work: Promise<void>) => void,
): PlaneContext {
  const buckets = new Map<string, Bucket>();
  const bucket = (name: string): Bucket => {
    if (out === undefined) return FORGETFUL;
    const found = buckets.get(name) ?? folderBucket(out, name);
    buckets.set(name, found);
    return found;
  };
  const numbers = chance(seedOf(seed, 'plane'));
  return { account, region, state, now, chance: numbers, ledger: createLedger(), bucket, outage, compress, background };
}

interface Alive {
  readonly fleet: Fleet;
  readonly profiles: readonly ProfileRun[];
  readonly plane: DataPlane;
  readonly tally: Tally;
  readonly around: PlaneContext;
  readonly seed: number;
}

/** What happens in one interval. */
function live(interval: number, { fleet, profiles, plane, tally, around, seed }: Alive): void {
  const observed = fleet.observe(interval);
  const at = around.now();
  tally.observed(interval, at, observed);
  for (const profile of profiles) {
    for (const behavior of profile.behaviors) {
      const values = valuesFor(profile, behavior.series, observed);
      for (const transition of behavior.watch?.observe(values) ?? []) tally.alarm(at, profile, behavior, transition);
    }
    for (const { series, isExported } of profile.collects) {
      const values = valuesFor(profile, series, observed);
      tally.retained(values);
      if (!isExported || profile.topic === undefined) continue;
      const dice = seedOf(seed, profile.name, seriesName(series), interval);
      let batch = 0;
      const source = {
        series,
        things: profile.things.flatMap((thing) => fleet.things[thing] ?? []),
        values,
        at,
        isRepeated: () => chanceAt(dice, batch++) < REPEATS,
      };
      for (const one of exportBatches(source))
        tally.published(profile, one, plane.publish(profile.topic, one.payload, one));
    }
  }
}

/** Work that goes on while virtual time passes; its first failure is thrown by whoever waits next. */
function backgroundWork(): { add: (work: Promise<void>) => void; below: (count: number) => Promise<void> } {
  const underWay = new Set<Promise<void>>();
  let failure: { readonly cause: unknown } | undefined;
  return {
    add: (work) => {
      const watched: Promise<void> = work.then(
        () => void underWay.delete(watched),
        (cause: unknown) => {
          failure ??= { cause };
          underWay.delete(watched);
        },
      );
      underWay.add(watched);
    },
    below: async (count) => {
      while (underWay.size >= count) await Promise.race(underWay);
      if (failure !== undefined) throw failure.cause;
    },
  };
}
