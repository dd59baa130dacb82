import type { Clock } from '../clock.ts';
import { quotaOf } from './quotas.ts';

/** Holds each operation to its quota. Shared by all callers of an account. */
export interface Budget {
  /** Returns when one more request may be sent. */
  take(operation: string): Promise<void>;
  /** Notes how a request was answered: throttling means that others use the quota as well, so less is asked for. */
  answered(operation: string, isThrottled: boolean): void;
}

/** What is left of a rate after it was throttled, at the least, and how much of the published one each answer gives back. */
const ADAPTATION = { cut: 0.7, least: 0.1, recovery: 0.02 } as const;

interface Bucket {
  readonly published: number;
  /** Requests a second that are asked for at present. */
  rate: number;
  /** When the next request may go, in milliseconds. */
  due: number;
  /** Requests before this time were sent before a throttling was known: they say nothing new. */
  cutAt: number;
}

/**
 * A bucket for each quota, filled at its published rate; it holds one second's worth, because no burst is documented.
 * It is filled more slowly after throttling, and faster again with every answer (additive increase, multiplicative decrease).
 */
export function createBudget(clock: Clock): Budget {
  const buckets = new Map<string, Bucket>();
  const bucketOf = (operation: string): Bucket => {
    const { name, perSecond } = quotaOf(operation);
    const known = buckets.get(name);
    if (known !== undefined) return known;
    const bucket = { published: perSecond, rate: perSecond, due: -Infinity, cutAt: -Infinity };
    buckets.set(name, bucket);
    return bucket;
  };
  return {
    take: async (operation) => {
      const bucket = bucketOf(operation);
      const now = clock.now();
      bucket.due = Math.max(bucket.due, now - 1000) + 1000 / bucket.rate;
      if (bucket.due > now) await clock.sleep(bucket.due - now);
    },
    answered: (operation, isThrottled) => {
      const bucket = bucketOf(operation);
      const { published, rate } = bucket;
      if (!isThrottled) bucket.rate = Math.min(published, rate + published * ADAPTATION.recovery);
      // One cut for all requests that were under way together.
      if (!isThrottled || clock.now() < bucket.cutAt + 1000) return;
      bucket.cutAt = clock.now();
      bucket.rate = Math.max(published * ADAPTATION.least, rate * ADAPTATION.cut);
      bucket.due = Math.max(bucket.due, clock.now());
    },
  };
}
