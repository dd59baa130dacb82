import { virtualClock } from '../src/edges/clock.ts';
import type { Clock } from '../src/edges/clock.ts';
import { kinds } from '../src/kinds/index.ts';
import { operationsOf } from '../src/model/kinds/operation.ts';
import { quotaOf } from '../src/model/kinds/request-quotas.ts';
import type { Target } from '../src/model/settings.ts';

/** What is known of every operation that is sent. */
export const OPERATIONS = operationsOf(kinds);

/** How an account treats requests. */
export interface Conduct {
  readonly seed: number;
  /** Part of the published quotas that there is: 1 as published, 0.5 where AWS gives half. */
  readonly share: number;
  /** Part of the published quotas that somebody else uses, at random moments. */
  readonly neighbour: number;
  /** Seconds' worth of requests that a full bucket holds, as far as the account allows a burst. */
  readonly burst: number;
}

/** AWS as published, as far as anybody knows: a second's worth at once, and nobody else there. */
export const AS_PUBLISHED: Conduct = { seed: 1, share: 1, neighbour: 0, burst: 1 };

/** Where requests arrive, in virtual time: each quota is a token bucket, and the way takes 80 ms (log-normal, sigma 0.25). */
export interface QuotaDoor {
  readonly clock: Clock;
  /** The way there or back: half of a latency. */
  readonly halfway: () => Promise<void>;
  /** Says whether a request that arrives now is let in. */
  readonly admits: (operation: string) => boolean;
  /** Requests that were let in, by operation. */
  readonly admitted: ReadonlyMap<string, number>;
  readonly throttled: () => number;
}

const MEDIAN_LATENCY = 80;
const SIGMA = 0.25;

/** Opens a door, whose time begins anew. */
export function openDoor(target: Target, { seed, share, neighbour, burst }: Conduct): QuotaDoor {
  const clock = virtualClock(Date.UTC(2026, 10, 23));
  const random = randomFrom(seed);
  const buckets = new Map<string, { tokens: number; at: number }>();
  const admitted = new Map<string, number>();
  let throttled = 0;
  const admits = (operation: string): boolean => {
    const { name, perSecond } = quotaOf(operation, target, OPERATIONS);
    const [rate, now] = [perSecond * share, clock.now() / 1000];
    const size = Math.max(1, rate * burst);
    const bucket = buckets.get(name) ?? { tokens: size, at: now };
    buckets.set(name, bucket);
    const fill = (until: number): void => {
      bucket.tokens = Math.min(size, bucket.tokens + (until - bucket.at) * rate);
      bucket.at = until;
    };
    // The neighbour came while nobody looked.
    for (let at = bucket.at; neighbour > 0;) {
      at -= Math.log(1 - random()) / (perSecond * neighbour);
      if (at >= now) break;
      fill(at);
      if (bucket.tokens >= 1) bucket.tokens -= 1;
    }
    fill(now);
    if (bucket.tokens < 1) {
      throttled += 1;
      return false;
    }
    bucket.tokens -= 1;
    admitted.set(operation, (admitted.get(operation) ?? 0) + 1);
    return true;
  };
  const halfway = (): Promise<void> => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return clock.sleep((MEDIAN_LATENCY / 2) * Math.exp(SIGMA * normal));
  };
  return { clock, halfway, admits, admitted, throttled: () => throttled };
}

/**
 * Seconds that so many requests take at least: the slowest quota, less what a full bucket holds at once, and as many ways
 * there and back as have to follow each other.
 */
export function boundOf(
  requests: ReadonlyMap<string, number>,
  target: Target,
  { share, neighbour, burst }: Conduct,
  steps = 1,
): number {
  const quotas = new Map<string, { count: number; rate: number; size: number }>();
  for (const [operation, count] of requests) {
    const { name, perSecond } = quotaOf(operation, target, OPERATIONS);
    const rate = perSecond * (share - neighbour);
    const size = Math.max(1, perSecond * share * burst);
    quotas.set(name, { count: count + (quotas.get(name)?.count ?? 0), rate, size });
  }
  const seconds = [...quotas.values()].map(({ count, rate, size }) => (count - size) / rate);
  return Math.max(0, ...seconds) + (steps * MEDIAN_LATENCY) / 1000;
}

/** mulberry32: the same seed gives the same run. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
