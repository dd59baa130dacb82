import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createRateLimiters, sleepUnlessStopped, withPriority } from '../../../src/edges/aws/rate-limiter.ts';
import { virtualClock } from '../../../src/edges/clock.ts';
import { TARGET } from '../../arbitraries/target.ts';
import { OPERATIONS } from '../../operations.ts';

/** One a second is let go. */
const LISTS = 'iot:ListTopicRules';
const STOPPED = { code: 'DG4013', message: 'The run was told to stop.', hint: 'Run again: what is done is kept.' };

/** Work of so many requests of an operation, one after the other; when each was let go, and when it was refused. */
function opened() {
  const clock = virtualClock(0);
  const limiter = createRateLimiters({ clock, report: () => undefined, operations: OPERATIONS }).of(TARGET);
  const controller = new AbortController();
  const { signal } = controller;
  const stopAt = async (time: number): Promise<void> => {
    await clock.sleep(time);
    controller.abort();
  };
  const work = (count: number, { stop = signal, operation = LISTS } = {}) => {
    const times: (number | string)[] = [];
    const begun: number[] = [];
    const done = withPriority(
      async () => {
        for (let left = count; left > 0; left--) {
          await limiter.acquire(operation);
          times.push(Math.round(clock.now()));
        }
      },
      { stop, begun: () => begun.push(clock.now()) },
    ).catch((error: unknown) => {
      expect(error).toMatchObject(STOPPED);
      times.push(`refused at ${Math.round(clock.now())}`);
    });
    return { done, times, begun };
  };
  return { clock, limiter, controller, signal, stopAt, work };
}

describe('where a run is told to stop', () => {
  test('what has not begun is refused at once, and what has begun may go on for a second', async () => {
    const { work, stopAt } = opened();
    const [first, second] = [work(4), work(1)];
    await Promise.all([first.done, second.done, stopAt(1_500)]);
    expect(first.times).toEqual([0, 1000, 2000, 'refused at 2500']);
    expect(second.times).toEqual(['refused at 1500']);
  });

  test('what began just before may be finished', async () => {
    const { work, stopAt } = opened();
    const one = work(2);
    await Promise.all([one.done, stopAt(1)]);
    expect(one.times).toEqual([0, 1000]);
  });

  test('what comes later is refused as well: what has not begun at once, what has after that second', async () => {
    const { work, stopAt, clock, limiter, signal } = opened();
    const times: number[] = [];
    const slow = withPriority(
      async () => {
        for (const pause of [0, 500, 900]) {
          await clock.sleep(pause);
          await limiter.acquire('iot:GetTopicRule');
          times.push(clock.now());
        }
      },
      { stop: signal },
    );
    await Promise.all([expect(slow).rejects.toMatchObject(STOPPED), stopAt(100)]);
    expect(times).toEqual([0, 500]);
    const late = work(1);
    await late.done;
    expect(late.times).toEqual(['refused at 1400']);
    expect(late.begun).toEqual([]);
  });

  test('what comes first after that is refused', async () => {
    const { work, controller } = opened();
    controller.abort();
    const one = work(1);
    await one.done;
    expect(one.times).toEqual(['refused at 0']);
  });

  test('what something else stops, or nobody, goes on in its order', async () => {
    const { work, stopAt, limiter, clock } = opened();
    const [ours, theirs] = [work(1), work(2, { stop: new AbortController().signal })];
    const unstoppable = limiter.acquire(LISTS).then(() => clock.now());
    const [at] = await Promise.all([unstoppable, ours.done, theirs.done, stopAt(10)]);
    expect(ours.times).toEqual([0]);
    expect(theirs.times).toEqual([2000, 3000]);
    expect(Math.round(at)).toBe(1000);
  });

  test('what waits for any quota is refused', async () => {
    const { work, stopAt } = opened();
    const operation = 'firehose:DescribeDeliveryStream';
    const works = [work(1), work(1), ...Array.from({ length: 4 }, () => work(1, { operation }))];
    await Promise.all([...works.map(({ done }) => done), stopAt(10)]);
    const refused = 'refused at 10';
    expect(works.map(({ times }) => times)).toEqual([[0], [refused], [0], [refused], [refused], [refused]]);
  });

  test('it listens once, whatever the work sends', async () => {
    const { work, signal } = opened();
    await Promise.all([work(3).done, work(2).done]);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  });
});

test('work begins when its first request is sent, once', async () => {
  const { work } = opened();
  const [first, second] = [work(2), work(2)];
  await Promise.all([first.done, second.done]);
  expect([first.begun, first.times]).toEqual([[0], [0, 1000]]);
  expect([second.begun, second.times]).toEqual([[2000], [2000, 3000]]);
});

describe('a pause', () => {
  test('is as long as it says, of work that nobody can stop and of what is no work', async () => {
    const { clock } = opened();
    await sleepUnlessStopped(clock, 100);
    await withPriority(() => sleepUnlessStopped(clock, 100));
    expect(clock.now()).toBe(200);
  });

  test('is as long as it says where nobody stops it, and then listens no longer', async () => {
    const { clock, signal } = opened();
    await withPriority(() => sleepUnlessStopped(clock, 100), { stop: signal });
    expect(clock.now()).toBe(100);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('ends as soon as its work is told to stop', async () => {
    const { clock, signal, stopAt } = opened();
    const long = withPriority(() => sleepUnlessStopped(clock, 60_000), { stop: signal });
    const ended = long.catch((error: unknown) => ({ error, at: clock.now() }));
    await stopAt(10);
    expect(await ended).toMatchObject({ error: STOPPED, at: 10 });
  });

  test('does not begin in work that was told to stop', async () => {
    const { clock, controller, signal } = opened();
    controller.abort();
    await expect(withPriority(() => sleepUnlessStopped(clock, 100), { stop: signal })).rejects.toMatchObject(STOPPED);
    expect(clock.now()).toBe(0);
  });
});
