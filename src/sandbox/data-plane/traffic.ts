import { gzipSync } from 'node:zlib';
import type { RegionState } from '../state.ts';
import { chance, seedOf } from './fleet/chance.ts';
import { createLedger } from './ledger.ts';
import { startPlane } from './plane.ts';
import type { DataPlane } from './plane.ts';
import type { Outage } from './context.ts';

/** Where and when something is published. */
interface PublishPoint {
  readonly account: string;
  readonly region: string;
  readonly state: RegionState;
  readonly now: number;
}

/** What is published to a sandbox, on its way to buckets, which are in memory. */
export interface Traffic {
  publish(place: PublishPoint, topic: string, payload: string): void;
  /** What lies in a bucket at a time, by key; absent where nothing was ever put there. */
  objectsIn(bucket: string, now: number): ReadonlyMap<string, StoredObject> | undefined;
}

/** An object of a bucket. */
export interface StoredObject {
  readonly body: Uint8Array;
  /** Milliseconds since 1970. */
  readonly putAt: number;
}

type Buckets = Map<string, Map<string, StoredObject>>;

/** A data plane as it was configured at a time. */
interface ConfiguredPlane {
  readonly place: string;
  readonly plane: DataPlane;
  readonly clock: { now: number };
}

/** Makes the way for messages. What was accepted is delivered as rules and streams were when it was published. */
export function createTraffic(outage: Outage = () => undefined): Traffic {
  const buckets: Buckets = new Map();
  let lines: readonly ConfiguredPlane[] = [];
  return {
    publish: (place, topic, payload) => {
      passUntil(lines, place.now);
      const { account, region, state } = place;
      const as = JSON.stringify([account, region, state.topicRules, state.deliveryStreams]);
      const line = lines.find((one) => one.place === as) ?? open(as, place, buckets, outage);
      line.plane.publish(topic, payload);
      lines = [line, ...lines.filter((one) => one !== line && one.plane.due() !== undefined)];
    },
    objectsIn: (bucket, now) => {
      passUntil(lines, now);
      return buckets.get(bucket);
    },
  };
}

function open(
  as: string,
  { account, region, state, now }: PublishPoint,
  buckets: Buckets,
  outage: Outage,
): ConfiguredPlane {
  const clock = { now };
  const bucket = (name: string) => ({
    put: (key: string, body: Uint8Array): Promise<void> => {
      const objects = buckets.get(name) ?? new Map<string, StoredObject>();
      buckets.set(name, objects.set(key, { body, putAt: clock.now }));
      return Promise.resolve();
    },
  });
  const plane = startPlane({
    account,
    region,
    state: structuredClone(state),
    now: () => clock.now,
    chance: chance(seedOf('traffic', now)),
    ledger: createLedger(),
    bucket,
    outage,
    // There before anybody asks again, however busy the machine is.
    compress: (bytes) => Promise.resolve(gzipSync(bytes)),
    background: (work) => void work,
  });
  return { place: as, plane, clock };
}

function passUntil(lines: readonly ConfiguredPlane[], end: number): void {
  for (const { plane, clock } of lines) {
    for (let due = plane.due(); due !== undefined && due <= end; due = plane.due()) {
      clock.now = Math.max(due, clock.now);
      plane.settle();
    }
    clock.now = Math.max(clock.now, end);
  }
}
