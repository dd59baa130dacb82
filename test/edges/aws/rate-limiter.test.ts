import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundOf, openDoor } from '../../../bench/quota-door.ts';
import type { Conduct } from '../../../bench/quota-door.ts';
import { createRateLimiters, withPriority } from '../../../src/edges/aws/rate-limiter.ts';
import { virtualClock } from '../../../src/edges/clock.ts';
import type { Event } from '../../../src/model/event.ts';
import { quotaOf } from '../../../src/model/kinds/request-quotas.ts';
import { TARGET } from '../../arbitraries/target.ts';
import { OPERATIONS } from '../../operations.ts';

/** Sends so many requests of an operation within the limiter, each until it is let in. */
async function sendAll(operation: string, count: number, conduct: Conduct) {
  const door = openDoor(TARGET, conduct);
  const { clock } = door;
  const limiter = createRateLimiters({ clock, report: () => undefined, operations: OPERATIONS }).of(TARGET);
  const begin = clock.now();
  const times: number[] = [];
  const send = async (): Promise<void> => {
    for (let isAgain = false; ; isAgain = true) {
      await limiter.acquire(operation, isAgain);
      const sentAt = clock.now();
      times.push(sentAt - begin);
      await door.halfway();
      const isIn = door.admits(operation);
      await door.halfway();
      limiter.onResponse(operation, !isIn, sentAt);
      if (isIn) return;
    }
  };
  await Promise.all(Array.from({ length: count }, send));
  const bound = boundOf(door.admitted, TARGET, conduct);
  return { seconds: (clock.now() - begin) / 1000, bound, throttled: door.throttled(), times };
}

const operation = fc.constantFrom(
  'iot:DescribeSecurityProfile',
  'iot:ListTargetsForSecurityProfile',
  'firehose:DescribeDeliveryStream',
  'iot:GetTopicRule',
);
const conduct = { share: 1, neighbour: 0, burst: 1 };

test('no window of time has more requests than the quota and one second’s worth', async () => {
  await fc.assert(
    fc.asyncProperty(operation, fc.integer({ min: 1, max: 300 }), fc.nat(), async (name, count, seed) => {
      const { perSecond } = quotaOf(name, TARGET, OPERATIONS);
      const { times } = await sendAll(name, count, { ...conduct, seed });
      for (let first = 0; first < times.length; first++)
        for (let last = first; last < times.length; last++) {
          const seconds = ((times[last] ?? 0) - (times[first] ?? 0)) / 1000;
          if (last - first + 1 > perSecond * (1 + seconds) + 0.01)
            throw new Error(`${last - first + 1} requests in ${seconds} s`);
        }
    }),
    { numRuns: 15 },
  );
});

describe('requests end near the least time, and little is throttled', () => {
  const rows = [
    { reason: 'the quota is as published', share: 1, neighbour: 0, percent: 1 },
    { reason: 'AWS gives half of it', share: 0.5, neighbour: 0, percent: 5 },
    { reason: 'somebody else uses half', share: 1, neighbour: 0.5, percent: 5 },
  ];
  test.each(rows)('where $reason', async ({ percent, ...account }) => {
    for (const seed of [1, 2, 3]) {
      const taken = await sendAll('iot:ListTagsForResource', 400, { burst: 1, seed, ...account });
      expect(taken.seconds / taken.bound).toBeLessThan(1.06);
      expect((100 * taken.throttled) / taken.times.length).toBeLessThan(percent);
    }
  });
});

test('what was begun first is finished first', async () => {
  const clock = virtualClock(0);
  const limiter = createRateLimiters({ clock, report: () => undefined, operations: OPERATIONS }).of(TARGET);
  const ended: number[] = [];
  const twice = async (nth: number): Promise<void> => {
    await limiter.acquire('iot:ListTopicRules');
    await limiter.acquire('iot:ListTopicRules');
    ended.push(nth);
  };
  await Promise.all([0, 1, 2, 3].map((nth) => withPriority(() => twice(nth))));
  expect(ended).toEqual([0, 1, 2, 3]);
});

test('what was throttled goes before all that has not been sent yet', async () => {
  const clock = virtualClock(0);
  const limiter = createRateLimiters({ clock, report: () => undefined, operations: OPERATIONS }).of(TARGET);
  const sent: string[] = [];
  const waiting = ['a', 'b', 'c'].map((name) =>
    withPriority(() => limiter.acquire('iot:ListTopicRules')).then(() => sent.push(name)),
  );
  const again = limiter.acquire('iot:ListTopicRules', true).then(() => sent.push('throttled'));
  await Promise.all([...waiting, again]);
  // The first one was let go before it came.
  expect(sent).toEqual(['a', 'throttled', 'b', 'c']);
});

test('targets of one account and region share a limiter, others do not', () => {
  const limiters = createRateLimiters({ clock: virtualClock(0), report: () => undefined, operations: OPERATIONS });
  expect(limiters.of({ ...TARGET, name: 'other' })).toBe(limiters.of(TARGET));
  expect(limiters.of({ ...TARGET, region: 'eu-central-1' })).not.toBe(limiters.of(TARGET));
});

test('who waits when the run has taken too long is told so', async () => {
  const clock = virtualClock(0);
  const limiter = createRateLimiters({ clock, report: () => undefined, operations: OPERATIONS, minutes: 1 }).of(TARGET);
  const turns = await Promise.allSettled(Array.from({ length: 100 }, () => limiter.acquire('iot:ListTopicRules')));
  const stopped = turns.filter(({ status }) => status === 'rejected');
  expect(stopped.length).toBeGreaterThan(30);
  expect(stopped[0]).toMatchObject({
    reason: {
      code: 'DG4010',
      message: 'The run has taken as long as it may.',
      hint: 'Run again: what is done is kept. --deadline allows more minutes; `quotas` of the target say what AWS takes.',
    },
  });
  expect(clock.now()).toBe(60_000);
});

test('what nobody began as work is sent in the order in which it came', async () => {
  const clock = virtualClock(0);
  const limiter = createRateLimiters({ clock, report: () => undefined, operations: OPERATIONS }).of(TARGET);
  const order: number[] = [];
  const all = Array.from({ length: 9 }, (_, nth) => limiter.acquire('iot:ListTopicRules').then(() => order.push(nth)));
  await Promise.all(all);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

describe('waiting for a quota', () => {
  /** A limiter on a clock, and what it told and when. */
  function listening() {
    const clock = virtualClock(0);
    const told: (Event & { readonly at: number })[] = [];
    const report = (event: Event): void => void told.push({ ...event, at: Math.round(clock.now()) });
    const limiter = createRateLimiters({ clock, report, operations: OPERATIONS }).of(TARGET);
    const acquire = async (operation: string, count: number): Promise<void> => {
      await Promise.all(Array.from({ length: count }, () => limiter.acquire(operation)));
    };
    return { clock, told, acquire };
  }
  const RULES = { type: 'queued', quota: 'iot:ListTopicRules', perSecond: 1 };

  test('is told once a second, with how many wait and how long that takes', async () => {
    const { told, acquire } = listening();
    await acquire('iot:ListTopicRules', 4);
    expect(told).toEqual([
      { ...RULES, waiting: 2, seconds: 2, at: 1000 },
      { ...RULES, waiting: 1, seconds: 1, at: 2000 },
    ]);
  });

  test('is told no more often, however many are let go', async () => {
    const { told, acquire } = listening();
    await acquire('iot:ListTagsForResource', 60);
    const times = told.map(({ at }) => at);
    expect(times.length).toBeGreaterThan(2);
    expect(times.filter((at, nth) => at - (times[nth - 1] ?? 0) < 1_000)).toEqual([]);
  });

  test('is told of the quota that takes longest, whichever was asked for first', async () => {
    const tags = 'iot:ListTagsForResource';
    const slowest = async (...asked: readonly (readonly [operation: string, count: number])[]) => {
      const { told, acquire } = listening();
      await Promise.all(asked.map(([operation, count]) => acquire(operation, count)));
      return told[0];
    };
    // 10 a second, and one.
    expect(await slowest([tags, 60], ['iot:ListTopicRules', 3])).toMatchObject({ quota: 'iot:tags', perSecond: 10 });
    expect(await slowest(['iot:ListTopicRules', 3], [tags, 60])).toMatchObject({ quota: 'iot:tags', perSecond: 10 });
    expect(await slowest([tags, 20], ['iot:ListTopicRules', 9])).toMatchObject(RULES);
  });

  test('is not told where nobody waits', async () => {
    const { clock, told, acquire } = listening();
    for (let nth = 0; nth < 3; nth++) {
      await acquire('iot:ListTopicRules', 1);
      await clock.sleep(2_000);
    }
    expect(told).toEqual([]);
  });
});

test('the limiter says for how long all requests of a quota were throttled', async () => {
  const clock = virtualClock(1_000);
  const limiter = createRateLimiters({ clock, report: () => undefined, operations: OPERATIONS }).of(TARGET);
  const answered = (isThrottled: boolean, name = 'iot:GetTopicRule') =>
    limiter.onResponse(name, isThrottled, clock.now());
  expect([answered(false), answered(true)]).toEqual([0, 0]);
  await clock.sleep(5_000);
  expect([answered(true, 'iot:ListTopicRules'), answered(true), answered(false)]).toEqual([0, 5, 0]);
});

describe('a quota is', () => {
  const rows = [
    { reason: 'as published', operation: 'iot:GetTopicRule', target: TARGET, perSecond: 200 },
    {
      reason: 'lower in a small region',
      operation: 'iot:GetTopicRule',
      target: { region: 'eu-west-3' },
      perSecond: 20,
    },
    {
      reason: 'as the settings say',
      operation: 'iot:GetTopicRule',
      target: { region: 'eu-west-3', quotas: { 'iot:GetTopicRule': 50 } },
      perSecond: 50,
    },
    {
      reason: 'the least that the settings say of those that share it',
      operation: 'iot:TagResource',
      target: { region: 'eu-west-3', quotas: { 'iot:ListTagsForResource': 4, 'iot:UntagResource': 9 } },
      perSecond: 4,
    },
  ];
  test.each(rows)('$reason', ({ operation: name, target, perSecond }) => {
    expect(quotaOf(name, target, OPERATIONS).perSecond).toBe(perSecond);
  });
});
