import { describe, expect, test } from 'vitest';
import { adjustRate, createTokenBucket, nextTokenAt, takeToken } from '../../../src/edges/aws/token-bucket.ts';
import type { TokenBucket } from '../../../src/edges/aws/token-bucket.ts';

/** When each of these many requests goes, where each is sent as soon as it may be. */
function sentFrom(bucket: TokenBucket, start: number, count: number): readonly number[] {
  const times: number[] = [];
  for (let now = start; times.length < count;) {
    now = Math.max(now, nextTokenAt(bucket));
    takeToken(bucket, now, count - times.length - 1);
    times.push(Math.round(now - start));
  }
  return times;
}

describe('requests of a quota', () => {
  test('begin at once, half as fast again as the quota until a second’s worth is taken, and then as fast as the quota', () => {
    const times = sentFrom(createTokenBucket(10), 0, 31);
    expect(times.slice(0, 4)).toEqual([0, 67, 133, 200]);
    expect(times[24]).toBe(1600);
    expect([times[29], times[30]]).toEqual([2100, 2200]);
  });

  test('go five times as fast as the quota where all of them fit into a second’s worth, until one is throttled', () => {
    expect(sentFrom(createTokenBucket(10), 0, 5)).toEqual([0, 20, 40, 60, 80]);
    const busy = createTokenBucket(10);
    sentFrom(busy, 0, 6);
    expect(sentFrom(busy, 120, 8).slice(0, 3)).toEqual([0, 67, 133]);
    const throttled = createTokenBucket(100);
    adjustRate(throttled, true, 0, 10);
    expect(throttled.rate).toBe(50);
    expect(sentFrom(throttled, 10_000, 3)).toEqual([0, 13, 27]);
  });

  test('fit into a second’s worth where as many wait as it has left, and not where one more does', () => {
    expect(sentFrom(createTokenBucket(10), 0, 10).slice(0, 2)).toEqual([0, 20]);
    expect(sentFrom(createTokenBucket(10), 0, 11).slice(0, 2)).toEqual([0, 67]);
  });

  test('of less than two a second have no reserve', () => {
    expect(sentFrom(createTokenBucket(1), 0, 4)).toEqual([0, 1000, 2000, 3000]);
  });

  test('find a full bucket again after a second of quiet, and no fuller one after an hour', () => {
    const fresh = sentFrom(createTokenBucket(10), 0, 31);
    for (const quiet of [1_000, 3_600_000]) {
      const bucket = createTokenBucket(10);
      const last = sentFrom(bucket, 0, 31).at(-1) ?? 0;
      expect(sentFrom(bucket, last + quiet, 31)).toEqual(fresh);
    }
  });
});

describe('throttling', () => {
  const throttledAt = (bucket: TokenBucket, sentAt: number, now = sentAt + 10): void =>
    adjustRate(bucket, true, sentAt, now);
  const answeredAt = (bucket: TokenBucket, sentAt: number, now = sentAt + 10): void =>
    adjustRate(bucket, false, sentAt, now);

  test('halves the rate at first and takes a tenth off later', () => {
    const bucket = createTokenBucket(10);
    throttledAt(bucket, 0);
    expect(bucket.rate).toBe(5);
    throttledAt(bucket, 10);
    expect(bucket.rate).toBeCloseTo(4.5);
    throttledAt(bucket, 1000);
    expect(bucket.rate).toBeCloseTo(4.05);
  });

  test.each([
    {
      passed: 18,
      rate: 5,
      reason: 'as many as half the rate and a full bucket let through: somebody may have the other half',
    },
    { passed: 26, rate: 9, reason: 'more than that: two requests overtook each other' },
  ])(
    'after two seconds in which $passed of 10 a second came through makes the rate $rate: $reason',
    ({ passed, rate }) => {
      const bucket = createTokenBucket(10);
      for (let nth = 0; nth < passed; nth++) {
        takeToken(bucket, (2000 * nth) / passed, 0);
        answeredAt(bucket, (2000 * nth) / passed);
      }
      throttledAt(bucket, 2000);
      expect(bucket.rate).toBe(rate);
    },
  );

  test('counts what came through from the first request on, whenever that was', () => {
    const begun = 1_000_000;
    const rateAfter = (passed: number): number => {
      const bucket = createTokenBucket(10);
      takeToken(bucket, begun, 0);
      takeToken(bucket, begun + 100, 0);
      for (let nth = 0; nth < passed; nth++) answeredAt(bucket, begun + 200);
      throttledAt(bucket, begun + 300, begun + 2_000);
      return bucket.rate;
    };
    // A full bucket of 10, and 15 in two seconds.
    expect([rateAfter(25), rateAfter(26)]).toEqual([5, 9]);
  });

  test('cuts once for all requests that were under way together', () => {
    const bucket = createTokenBucket(10);
    for (const sentAt of [0, 20, 40, 99]) throttledAt(bucket, sentAt, 100 + sentAt);
    expect(bucket.rate).toBe(5);
  });

  test('never stops all, however long it lasts', () => {
    const bucket = createTokenBucket(10);
    for (let sentAt = 0; sentAt < 100_000; sentAt += 100) throttledAt(bucket, sentAt);
    expect(bucket.rate).toBe(0.05);
  });

  test('empties the bucket: the next request waits for its whole turn', () => {
    const bucket = createTokenBucket(10);
    takeToken(bucket, 0, 0);
    throttledAt(bucket, 0, 50);
    expect(nextTokenAt(bucket)).toBe(50 + 1000 / 5);
  });

  test('is forgotten as time passes, up to the published quota', () => {
    const bucket = createTokenBucket(10);
    throttledAt(bucket, 0, 0);
    answeredAt(bucket, 9_990, 10_000);
    expect(bucket.rate).toBeCloseTo(6);
    answeredAt(bucket, 19_990, 20_000);
    expect(bucket.rate).toBeCloseTo(7);
    answeredAt(bucket, 999_990, 1_000_000);
    expect(bucket.rate).toBe(10);
    answeredAt(bucket, 1_999_990, 2_000_000);
    expect(bucket.rate).toBe(10);
  });

  test('counts from its first answer for as long as every answer is throttling, and anew after one that is none', () => {
    const bucket = createTokenBucket(10);
    expect(bucket.throttledSince).toBeUndefined();
    throttledAt(bucket, 0, 100);
    throttledAt(bucket, 50_000, 60_000);
    expect(bucket.throttledSince).toBe(100);
    answeredAt(bucket, 70_000);
    expect(bucket.throttledSince).toBeUndefined();
    throttledAt(bucket, 500_000, 500_100);
    expect(bucket.throttledSince).toBe(500_100);
  });
});
