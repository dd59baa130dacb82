/**
 * Requests of one quota, as a bucket that is filled at a rate: the published one, less after throttling, and more again
 * with every answer (additive increase, multiplicative decrease). Times are milliseconds.
 */
export interface TokenBucket {
  readonly published: number;
  /** Requests a second that are asked for at present. */
  rate: number;
  /** When all that was sent will have been filled up again. */
  filled: number;
  /** Before this nothing goes: requests keep a distance also where the bucket is full. */
  opens: number;
  /** Requests that were sent before this say nothing new about throttling. */
  cutAt: number;
  /** When the first request was sent. */
  begunAt: number | undefined;
  /** Requests that were not throttled. */
  passed: number;
  /** When the rate was last changed. */
  changedAt: number;
  /** Since when every answer was throttling; undefined where the last one was none. */
  throttledSince: number | undefined;
}

/**
 * No burst is documented for these APIs. What an idle second leaves is used, at half as much again as the rate, so that an
 * account without a burst says so after a few requests; one is left, because requests overtake each other on the way.
 * Where all that wait fit into what is left, and nothing was throttled, they go faster: a small plan then takes half the
 * time, and at the worst a few requests more are throttled. Not faster than so many a second: of an operation with a high quota
 * dozens would be under way before the first answer says that there is less of it.
 * The first throttling means that somebody else has a part, most likely half; the later ones are small corrections, and so is
 * one that comes when more than three quarters of the rate have come through: two requests overtook each other.
 * Chosen by the simulation in docs/decisions/0016-one-scheduler.md.
 */
const PACE = {
  burst: 1000,
  peak: 1.5,
  fewPeak: 5,
  fewAtMost: 125,
  firstCut: 0.5,
  cut: 0.9,
  proven: 0.75,
  recovery: 0.01,
  least: 0.05,
} as const;

/** A full bucket. */
export function createTokenBucket(published: number): TokenBucket {
  return {
    published,
    rate: published,
    filled: -Infinity,
    opens: -Infinity,
    cutAt: -Infinity,
    begunAt: undefined,
    passed: 0,
    changedAt: -Infinity,
    throttledSince: undefined,
  };
}

/** When the next request may be sent; in the past where it may be now. */
export function nextTokenAt({ rate, filled, opens }: TokenBucket): number {
  return Math.max(opens, filled - reserve(rate));
}

/** Takes one request out, while so many others wait. */
export function takeToken(bucket: TokenBucket, now: number, waiting: number): void {
  const { rate, cutAt } = bucket;
  bucket.begunAt ??= now;
  bucket.filled = Math.max(bucket.filled, now) + 1000 / rate;
  const left = ((now + PACE.burst - bucket.filled) * rate) / 1000;
  const areFew = waiting <= left && cutAt === -Infinity;
  const peak = Math.max(PACE.peak * rate, areFew ? Math.min(PACE.fewPeak * rate, PACE.fewAtMost) : 0);
  bucket.opens = now + 1000 / peak;
}

/** Notes an answer to a request that was sent at `sentAt`, and fills more slowly or faster from here on. */
export function adjustRate(bucket: TokenBucket, isThrottled: boolean, sentAt: number, now: number): void {
  const { published, rate } = bucket;
  if (isThrottled) {
    bucket.throttledSince ??= now;
    // One cut for all requests that were under way together.
    if (sentAt < bucket.cutAt) return;
    const isNew = bucket.cutAt === -Infinity && !isProven(bucket, now);
    bucket.rate = Math.max(PACE.least, rate * (isNew ? PACE.firstCut : PACE.cut));
    bucket.cutAt = now;
    // It is empty, whatever we thought.
    bucket.filled = Math.max(bucket.filled, now + reserve(bucket.rate) + 1000 / bucket.rate);
  } else {
    bucket.throttledSince = undefined;
    bucket.passed += 1;
    bucket.rate = Math.min(published, rate + (published * PACE.recovery * (now - bucket.changedAt)) / 1000);
  }
  bucket.changedAt = now;
}

/** Whether more was let through than could have been, did somebody else have half of it. */
function isProven({ published, passed, begunAt = 0 }: TokenBucket, now: number): boolean {
  return passed > (published * (PACE.burst + PACE.proven * (now - begunAt))) / 1000;
}

/** What a full bucket holds beyond the next request and the one that is left, as the time that filling it takes. */
function reserve(rate: number): number {
  return Math.max(0, PACE.burst - 2000 / rate);
}
