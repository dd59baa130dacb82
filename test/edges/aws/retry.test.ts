import { describe, expect, test } from 'vitest';
import { createRateLimiters, withPriority } from '../../../src/edges/aws/rate-limiter.ts';
import { withRetries } from '../../../src/edges/aws/retry.ts';
import { virtualClock } from '../../../src/edges/clock.ts';
import type { Event } from '../../../src/model/event.ts';
import { TARGET } from '../../arbitraries/target.ts';
import { OPERATIONS } from '../../operations.ts';

interface Failure {
  readonly name: string;
  readonly status?: number;
  readonly message?: string;
  readonly retryAfter?: number;
  readonly isSkewCorrected?: boolean;
}

const failed = ({ name, status = 400, message = 'no', retryAfter, isSkewCorrected }: Failure): Error =>
  Object.assign(new Error(message), {
    name,
    $metadata: { httpStatusCode: status, ...(isSkewCorrected === true && { clockSkewCorrected: true as const }) },
    $response: {
      statusCode: status,
      headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
    },
  });

/** AWS, which takes 100 ms for an answer: a failure where `answer` gives one for that request, else how many it has had. */
function opened(answer: (nth: number) => Failure | undefined = () => undefined, minutes = 60) {
  const clock = virtualClock(0);
  const events: Event[] = [];
  const report = (event: Event): void => void events.push(event);
  const limiters = createRateLimiters({ clock, report, operations: OPERATIONS, minutes });
  const sent: { readonly name: string; readonly at: number }[] = [];
  const send = withRetries(
    'iot',
    async (name) => {
      const nth = sent.push({ name, at: clock.now() });
      await clock.sleep(100);
      const failure = answer(nth);
      if (failure !== undefined) throw failed(failure);
      return nth;
    },
    {
      target: TARGET,
      clock,
      report,
      operations: OPERATIONS,
      limiter: limiters.of(TARGET),
      deadline: limiters.deadline,
      caller: () => 'arn:aws:iam::111122223333:role/planner',
    },
  );
  const retries = () => events.flatMap((event) => (event.type === 'retrying' ? [event] : []));
  return { clock, events, sent, send, retries };
}

const RULE = { ruleName: 'R' };
const THROTTLED: Failure = { name: 'ThrottlingException' };
const BROKEN: Failure = { name: 'InternalException', status: 500 };

describe('who asks for what is about to be asked for anyway', () => {
  test.each(['GetTopicRule', 'ListTopicRules', 'DescribeSecurityProfile'])('gets that answer: %s', async (name) => {
    const { send, sent } = opened();
    expect(await Promise.all([send(name, RULE), send(name, RULE)])).toEqual([1, 1]);
    expect(sent).toHaveLength(1);
  });

  test('gets one of its own where anything else is asked for', async () => {
    const { send, sent } = opened();
    await Promise.all([
      send('GetTopicRule', RULE),
      send('GetTopicRule', { ruleName: 'S' }),
      send('DescribeIndex', RULE),
    ]);
    expect(sent).toHaveLength(3);
  });

  test('gets one of its own once the request is on its way: what it did since may not be in that answer', async () => {
    const { send, sent, clock } = opened();
    const first = send('GetTopicRule', RULE);
    await clock.sleep(50);
    expect(await Promise.all([first, send('GetTopicRule', RULE)])).toEqual([1, 2]);
    expect(sent).toHaveLength(2);
  });

  test.each(['CreateTopicRule', 'DeleteTopicRule', 'ReplaceTopicRule', 'EnableGetting', 'AttachSecurityProfile'])(
    'and to change something, sends it: %s',
    async (name) => {
      const { send } = opened();
      expect(await Promise.all([send(name, RULE), send(name, RULE)])).toEqual([1, 2]);
    },
  );
});

test('every sending is on record, with when it was asked for, sent and answered, and the name of its error', async () => {
  const { send, events, clock } = opened((nth) => (nth === 1 ? THROTTLED : undefined));
  const asked = clock.now();
  await send('GetTopicRule', RULE);
  const [first, second] = events.flatMap((event) => (event.type === 'called' ? event.attempts : []));
  expect(events.filter(({ type }) => type === 'sent')).toEqual([
    { type: 'sent', operation: 'iot:GetTopicRule' },
    { type: 'sent', operation: 'iot:GetTopicRule' },
  ]);
  expect(events).toContainEqual({
    type: 'called',
    target: TARGET.name,
    operation: 'iot:GetTopicRule',
    asked,
    attempts: [first, second],
  });
  expect(first).toEqual({ sent: 0, answered: 100, outcome: 'ThrottlingException' });
  expect(second).toMatchObject({ outcome: 'ok' });
  expect((second?.answered ?? 0) - (second?.sent ?? 0)).toBe(100);
});

test('a request that fails for good is on record too, and its error says who asked for what, and that it was sent once', async () => {
  const { send, events } = opened(() => ({ name: 'AccessDeniedException', status: 403, message: 'not authorized' }));
  await expect(send('GetTopicRule', RULE)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('iot:GetTopicRule') as unknown,
    isAmbiguous: false,
  });
  expect(events.flatMap((event) => (event.type === 'called' ? event.attempts : []))).toEqual([
    { sent: 0, answered: 100, outcome: 'AccessDeniedException' },
  ]);
});

test('an error after another sending may be about what the first one did', async () => {
  const { send } = opened((nth) => (nth === 1 ? BROKEN : { name: 'ResourceAlreadyExistsException', status: 409 }));
  await expect(send('CreateTopicRule', RULE)).rejects.toMatchObject({ isAmbiguous: true });
});

describe('a throttled request', () => {
  test('goes again as soon as the quota lets it: it need not wait besides', async () => {
    const { send, sent, retries, clock } = opened((nth) => (nth <= 3 ? THROTTLED : undefined));
    await send('GetTopicRule', RULE);
    expect(retries().map(({ reason, seconds }) => ({ reason, seconds }))).toEqual(
      Array(3).fill({ reason: 'AWS throttles', seconds: 0 }),
    );
    expect(sent).toHaveLength(4);
    expect(clock.now()).toBeLessThan(1_000);
  });

  test('goes before all that were not sent yet', async () => {
    const { send } = opened((nth) => (nth === 1 ? THROTTLED : undefined));
    const answered: number[] = [];
    await Promise.all(
      [1, 2, 3].map(async (maxResults) => {
        await send('ListTopicRules', { maxResults });
        answered.push(maxResults);
      }),
    );
    expect(answered).toEqual([1, 2, 3]);
  });

  test.each([
    { reason: 'as long as AWS asks for', retryAfter: 20, isSentAgain: true },
    { reason: 'for two minutes at most', retryAfter: 119, isSentAgain: true },
    { reason: 'and no longer than that', retryAfter: 121, isSentAgain: false },
  ])('waits $reason: $retryAfter s', async ({ retryAfter, isSentAgain }) => {
    const { send, sent, clock } = opened((nth) => (nth === 1 ? { ...THROTTLED, retryAfter } : undefined));
    const answer = send('GetTopicRule', RULE);
    if (!isSentAgain) {
      await expect(answer).rejects.toMatchObject({ name: 'ThrottlingException' });
      expect(sent).toHaveLength(1);
    } else {
      expect(await answer).toBe(2);
      expect(clock.now() / 1000).toBeGreaterThan(retryAfter - 1);
      expect(clock.now() / 1000).toBeLessThan(retryAfter + 1);
    }
  });

  test('is given up once all of its quota were throttled for two minutes, and not before', async () => {
    const { send, sent } = opened(() => THROTTLED);
    await expect(send('ListTopicRules', {})).rejects.toMatchObject({ name: 'ThrottlingException' });
    const last = (sent.at(-1)?.at ?? 0) / 1000;
    expect(last).toBeGreaterThan(100);
    expect(last).toBeLessThan(150);
  });

  test('may go again within the second that is left to what was begun, where its work is told to stop', async () => {
    const { send, clock } = opened((nth) => (nth === 1 ? THROTTLED : undefined));
    const controller = new AbortController();
    const work = withPriority(() => send('GetTopicRule', RULE), { stop: controller.signal });
    await clock.sleep(50);
    controller.abort();
    expect(await work).toBe(2);
  });

  test('is given up for what was throttled since the last answer alone', async () => {
    const { send, clock } = opened((nth) => (nth % 2 === 1 ? THROTTLED : undefined));
    await send('ListTopicRules', {});
    await clock.sleep(600_000);
    expect(await send('ListTopicRules', {})).toBe(4);
  });

  test('counts as throttled for its quota only', async () => {
    const { send, events, clock } = opened((nth) => (nth === 1 ? THROTTLED : undefined));
    await send('ListTopicRules', {});
    const begun = clock.now();
    events.length = 0;
    await Promise.all(Array.from({ length: 10 }, (_, nth) => send('GetTopicRule', { ruleName: `R${nth}` })));
    expect(clock.now() - begun).toBeLessThan(400);
  });
});

describe('a request that failed', () => {
  test('waits longer each time, by half as much to as much as its policy says, so that those who failed together do not come back together', async () => {
    const pauses = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const { send, retries } = opened((nth) => (nth <= 4 ? BROKEN : undefined));
        await send('GetTopicRule', RULE);
        return retries().map(({ seconds }) => seconds);
      }),
    );
    for (const [nth, most] of [1, 2, 4, 8].entries()) {
      const of = pauses.map((one) => one[nth] ?? 0);
      expect(Math.min(...of)).toBeGreaterThanOrEqual(most / 2);
      expect(Math.max(...of)).toBeLessThanOrEqual(most);
      expect(Math.max(...of) - Math.min(...of)).toBeGreaterThan(most / 5);
    }
  });

  test('is sent again only after its pause', async () => {
    const { send, sent, retries } = opened((nth) => (nth === 1 ? BROKEN : undefined));
    await send('GetTopicRule', RULE);
    const seconds = retries()[0]?.seconds ?? Number.NaN;
    expect(sent[1]?.at).toBeCloseTo(100 + seconds * 1000, 0);
  });

  test('waits as long as AWS asks for, where that is longer', async () => {
    const { send, retries } = opened((nth) => (nth === 1 ? { ...BROKEN, retryAfter: 20 } : undefined));
    await send('GetTopicRule', RULE);
    expect(Math.round(retries()[0]?.seconds ?? 0)).toBe(20);
  });

  test('is given up as soon as its next pause would end later than half a minute after it first failed', async () => {
    const { send, sent, retries } = opened(() => BROKEN);
    await expect(send('GetTopicRule', RULE)).rejects.toMatchObject({ name: 'InternalException' });
    const last = (sent.at(-1)?.at ?? 0) / 1000;
    expect(last).toBeGreaterThan(20);
    expect(last).toBeLessThanOrEqual(30.1);
    expect(retries().length).toBe(sent.length - 1);
  });

  test('counts the half minute from its first failure, not from when it was asked for', async () => {
    const { send, sent, clock } = opened((nth) => (nth > 60 ? BROKEN : undefined));
    const asked = Array.from({ length: 61 }, (_, nth) => send('ListTopicRules', { maxResults: nth + 1 }));
    await Promise.allSettled(asked);
    const failedAt = sent[60]?.at ?? 0;
    expect(failedAt).toBeGreaterThan(50_000);
    expect(clock.now() - failedAt).toBeGreaterThan(20_000);
  });

  test('is not sent again where the run ends before its pause does', async () => {
    const { send, sent } = opened(() => BROKEN, 5 / 60);
    await expect(send('GetTopicRule', RULE)).rejects.toMatchObject({ name: 'InternalException' });
    const last = sent.at(-1)?.at ?? 0;
    expect(last).toBeGreaterThan(1_500);
    expect(last).toBeLessThanOrEqual(5_000);
  });

  test('is not sent again where that helps nobody', async () => {
    const { send, sent } = opened(() => ({ name: 'SqlParseException' }));
    await expect(send('CreateTopicRule', RULE)).rejects.toMatchObject({ name: 'SqlParseException' });
    expect(sent).toHaveLength(1);
  });

  test('ends its pause as soon as its work is told to stop', async () => {
    const { send, sent, clock } = opened(() => BROKEN);
    const controller = new AbortController();
    const work = withPriority(() => send('GetTopicRule', RULE), { stop: controller.signal });
    const stopping = clock.sleep(200).then(() => controller.abort());
    await expect(work).rejects.toMatchObject({ code: 'DG4013' });
    await stopping;
    expect(sent).toHaveLength(1);
    expect(clock.now()).toBeLessThan(1_000);
  });
});

describe('a clock that is wrong', () => {
  const skewed: Failure = { name: 'SignatureDoesNotMatch', status: 403, isSkewCorrected: true };

  test('is set right at once, without a pause', async () => {
    const { send, retries, clock } = opened((nth) => (nth === 1 ? skewed : undefined));
    expect(await send('GetTopicRule', RULE)).toBe(2);
    expect(retries()).toEqual([
      {
        type: 'retrying',
        operation: 'iot:GetTopicRule',
        reason: 'the clock of this machine is wrong: AWS’s is used',
        seconds: 0,
      },
    ]);
    expect(clock.now()).toBeLessThan(500);
  });

  test('is set right once: what is refused again is refused', async () => {
    const { send, sent } = opened(() => skewed);
    await expect(send('GetTopicRule', RULE)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    expect(sent).toHaveLength(2);
  });

  test('is not what anything else failed for meanwhile, though the SDK marks that too', async () => {
    const { send, sent } = opened(() => ({ ...skewed, name: 'SqlParseException', status: 400 }));
    await expect(send('GetTopicRule', RULE)).rejects.toMatchObject({ name: 'SqlParseException' });
    expect(sent).toHaveLength(1);
  });
});
