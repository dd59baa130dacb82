import type { DeliveryStreamRecord, RegionState } from './state.ts';

/** How long the service takes for what it does after it has answered, in milliseconds. */
export interface Durations {
  readonly streamCreating: number;
  readonly streamDeleting: number;
  readonly encryption: number;
}

/**
 * About what the service takes.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html says only that it is asynchronous.
 */
export const DEFAULT_DURATIONS: Durations = {
  streamCreating: 60_000,
  streamDeleting: 30_000,
  encryption: 30_000,
};

/**
 * Lets happen what was due by now, and stores it: a clock that goes backwards later undoes nothing.
 * Says whether anything changed.
 */
export function settle(state: RegionState, now: number): boolean {
  let changed = false;
  for (const [name, stream] of Object.entries(state.deliveryStreams)) {
    if (isDue(stream.statusDue, now)) {
      changed = true;
      if (stream.status === 'DELETING') delete state.deliveryStreams[name];
      else settleStatus(stream);
    }
    if (isDue(stream.encryptionDue, now)) {
      changed = true;
      settleEncryption(stream);
    }
  }
  return changed;
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
