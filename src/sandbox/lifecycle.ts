import { find } from './state.ts';
import type { DeliveryStreamRecord, RegionState } from './state.ts';

/** How long the service takes for what it does after it has answered, in milliseconds. */
export interface Durations {
  readonly streamCreating: number;
  readonly streamDeleting: number;
  readonly encryption: number;
  readonly groupBuilding: number;
}

/**
 * About what the service takes.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html says only that it is asynchronous.
 */
export const DEFAULT_DURATIONS: Durations = {
  streamCreating: 60_000,
  streamDeleting: 30_000,
  encryption: 30_000,
  // https://docs.aws.amazon.com/iot/latest/developerguide/dynamic-thing-groups.html says that it takes time.
  groupBuilding: 60_000,
};

/** Names of the streams with something to come: looked for once in an account and region, and added to by `watchStream`. */
const watched = new WeakMap<RegionState['deliveryStreams'], Set<string>>();

/** Keeps an eye on a stream that a request may change. */
export function watchStream({ deliveryStreams }: RegionState, name: string): void {
  watchedIn(deliveryStreams).add(name);
}

/**
 * Lets happen what was due by now, and stores it: a clock that goes backwards later undoes nothing.
 * Says whether anything changed.
 */
export function settle({ deliveryStreams }: RegionState, now: number): boolean {
  let changed = false;
  const names = watchedIn(deliveryStreams);
  for (const name of names) {
    const stream = find(deliveryStreams, name);
    if (stream !== undefined && isDue(stream.statusDue, now)) {
      changed = true;
      if (stream.status === 'DELETING') delete deliveryStreams[name];
      else settleStatus(stream);
    }
    if (stream !== undefined && isDue(stream.encryptionDue, now)) {
      changed = true;
      settleEncryption(stream);
    }
    if (stream?.statusDue === undefined && stream?.encryptionDue === undefined) names.delete(name);
  }
  return changed;
}

function watchedIn(streams: RegionState['deliveryStreams']): Set<string> {
  const names = watched.get(streams) ?? new Set(Object.keys(streams));
  watched.set(streams, names);
  return names;
}

function isDue(due: number | undefined, now: number): boolean {
  return due !== undefined && due <= now;
}

function settleStatus(stream: DeliveryStreamRecord): void {
  delete stream.statusDue;
  if (stream.status === 'CREATING') stream.status = 'ACTIVE';
}

function settleEncryption(stream: DeliveryStreamRecord): void {
  delete stream.encryptionDue;
  if (stream.encryption.status === 'ENABLING') stream.encryption.status = 'ENABLED';
  if (stream.encryption.status === 'DISABLING') stream.encryption = { status: 'DISABLED' };
}
