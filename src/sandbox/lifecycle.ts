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

/** Streams with something to come, and when the first of it is due. */
interface Watch {
  readonly names: Set<string>;
  next: number;
}

/** All streams are looked at once in an account and region, and then those that requests are about. */
const watches = new WeakMap<RegionState['deliveryStreams'], Watch>();

/** Keeps an eye on a stream that a request may change. */
export function watchStream({ deliveryStreams }: RegionState, name: string): void {
  const watch = watchOf(deliveryStreams);
  watch.names.add(name);
  watch.next = -Infinity;
}

/**
 * Lets happen what was due by now, and stores it: a clock that goes backwards later undoes nothing.
 * Says whether anything changed.
 */
export function settle({ deliveryStreams }: RegionState, now: number): boolean {
  const watch = watchOf(deliveryStreams);
  if (now < watch.next) return false;
  let changed = false;
  watch.next = Infinity;
  for (const name of watch.names) {
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
    const due = Math.min(stream?.statusDue ?? Infinity, stream?.encryptionDue ?? Infinity);
    if (due === Infinity) watch.names.delete(name);
    watch.next = Math.min(watch.next, due);
  }
  return changed;
}

function watchOf(streams: RegionState['deliveryStreams']): Watch {
  const watch = watches.get(streams) ?? { names: new Set(Object.keys(streams)), next: -Infinity };
  watches.set(streams, watch);
  return watch;
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
