import { describe, expect, test } from 'vitest';
import { createRateLimiters } from '../../../src/edges/aws/rate-limiter.ts';
import type { RateLimiters } from '../../../src/edges/aws/rate-limiter.ts';
import { openClient } from '../../../src/edges/aws/client.ts';
import { virtualClock } from '../../../src/edges/clock.ts';
import type { Clock } from '../../../src/edges/clock.ts';
import type { Event } from '../../../src/model/event.ts';
import { OperatorError } from '../../../src/model/problem.ts';
import type { SandboxCall } from '../../../src/sandbox/sandbox.ts';
import { sandboxRequestHandler } from '../../../src/sandbox/request-handler.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import type { SandboxFault } from '../../../src/sandbox/fault.ts';
import { regionOf } from '../../../src/sandbox/state.ts';
import { serveSandbox } from '../../../src/sandbox/server.ts';
import { TARGET } from '../../world.ts';
import { OPERATIONS } from '../../operations.ts';

const CREDENTIALS = { accessKeyId: TARGET.account, secretAccessKey: 'test' };
const RULE = { ruleName: 'R', topicRulePayload: { sql: "SELECT * FROM 'a'", actions: [] } };

async function account(
  fault: (call: SandboxCall, nth: number) => SandboxFault | undefined,
  limiters?: (clock: Clock) => RateLimiters,
) {
  const clock = virtualClock(0);
  const events: Event[] = [];
  const counts = new Map<string, number>();
  const sandbox = createSandbox({
    clock,
    intercept: (call) => {
      const nth = (counts.get(call.operation) ?? 0) + 1;
      counts.set(call.operation, nth);
      return fault(call, nth);
    },
  });
  const aws = await openClient(TARGET, {
    clock,
    report: (event) => events.push(event),
    operations: OPERATIONS,
    ...(limiters && { limiters: limiters(clock) }),
    requestHandler: sandboxRequestHandler(sandbox),
    credentials: CREDENTIALS,
  });
  return { aws, clock, events, sandbox, count: (operation: string) => counts.get(operation) ?? 0 };
}

const error = (name: string, message = 'no', status = 400): SandboxFault => ({
  when: 'before',
  answer: { name, message, status },
});

describe('a request that fails is sent again where that can help', () => {
  const rows: { reason: string; fault: SandboxFault; says: RegExp }[] = [
    { reason: 'throttling passes', fault: error('ThrottlingException', 'Rate exceeded'), says: /throttles/ },
    { reason: 'an internal failure passes', fault: error('InternalException', 'oops', 500), says: /InternalException/ },
    { reason: 'a failure of another name passes', fault: error('Whatever', 'oops', 500), says: /Whatever/ },
    { reason: 'so does a gateway’s', fault: error('Whatever', 'oops', 502), says: /Whatever/ },
    { reason: 'a reset connection is made anew', fault: { when: 'before', answer: 'reset' }, says: /broke/ },
    {
      reason: 'a change under way ends',
      fault: error('ConflictingResourceUpdateException', 'busy', 409),
      says: /another change/,
    },
    {
      reason: 'a new role becomes assumable',
      fault: error(
        'InvalidRequestException',
        'AWS IoT (iot.amazonaws.com) is unable to assume role (sts:AssumeRole) on resource: arn:aws:iam::111122223333:role/R.',
      ),
      says: /role/,
    },
  ];
  test.each(rows)('$reason', async ({ fault, says }) => {
    const { aws, events, count } = await account((call, nth) =>
      call.operation === 'CreateTopicRule' && nth <= 2 ? fault : undefined,
    );
    await aws.iot('CreateTopicRule', RULE);
    expect(count('CreateTopicRule')).toBe(3);
    expect(events.filter((event) => event.type === 'retrying').map((event) => event.reason)).toEqual([
      expect.stringMatching(says),
      expect.stringMatching(says),
    ]);
  });

  test('a role that stays unassumable is given up after two minutes, with AWS’s words', async () => {
    const { aws, clock, sandbox } = await account(() => undefined);
    const role = 'arn:aws:iam::111122223333:role/Missing';
    regionOf(sandbox.state, TARGET.account, TARGET.region).unassumableRoles.push(role);
    const begun = clock.now();
    await expect(
      aws.iot('CreateTopicRule', {
        ruleName: 'R',
        topicRulePayload: {
          sql: "SELECT * FROM 'a'",
          actions: [{ sns: { targetArn: 'arn:aws:sns:ap-south-1:111122223333:t', roleArn: role } }],
        },
      }),
    ).rejects.toThrow(/unable to assume role/);
    expect(clock.now() - begun).toBeGreaterThan(90_000);
    expect(clock.now() - begun).toBeLessThan(130_000);
  });
});

describe('a request that fails for good is not sent again', () => {
  const rows: { reason: string; fault: SandboxFault; message: RegExp }[] = [
    {
      reason: 'a limit is not throttling, though the SDK takes it for that',
      fault: error('LimitExceededException', 'too many', 410),
      message: /LimitExceededException: too many/,
    },
    {
      reason: 'bad SQL stays bad',
      fault: error('SqlParseException', 'Expected FROM'),
      message: /iot:CreateTopicRule: SqlParseException: Expected FROM/,
    },
    {
      reason: 'a missing permission is told with its operation',
      fault: error('AccessDeniedException', 'User x is not authorized to perform: iot:CreateTopicRule', 403),
      message: /AWS refuses iot:CreateTopicRule in 111122223333\/ap-south-1/,
    },
  ];
  test.each(rows)('$reason', async ({ fault, message }) => {
    const { aws, count } = await account((call) => (call.operation === 'CreateTopicRule' ? fault : undefined));
    await expect(aws.iot('CreateTopicRule', RULE)).rejects.toThrow(message);
    expect(count('CreateTopicRule')).toBe(1);
  });
});

describe('a run that has to end', () => {
  const minutes = 1;
  const limiters = (clock: Clock) =>
    createRateLimiters({ clock, report: () => undefined, operations: OPERATIONS, minutes });

  test('waits no longer for a resource', async () => {
    const { aws, clock } = await account(() => undefined, limiters);
    await expect(aws.until('ever', async () => undefined, 600)).rejects.toMatchObject({ code: 'DG4010' });
    expect(clock.now()).toBeGreaterThan(40_000);
    expect(clock.now()).toBeLessThanOrEqual(60_000);
  });

  test('sends nothing again that would come too late', async () => {
    const unassumable = error('InvalidRequestException', 'iot.amazonaws.com is unable to assume role (sts:AssumeRole)');
    const { aws, clock, count } = await account(
      ({ operation }) => (operation === 'CreateTopicRule' ? unassumable : undefined),
      limiters,
    );
    await expect(aws.iot('CreateTopicRule', RULE)).rejects.toMatchObject({ code: 'DG4009' });
    expect(count('CreateTopicRule')).toBeGreaterThan(3);
    expect(clock.now()).toBeGreaterThan(40_000);
    expect(clock.now()).toBeLessThanOrEqual(60_000);
  });
});

test('throttling of long ago is not held against a request', async () => {
  const { aws, clock, count } = await account((call, nth) =>
    call.operation === 'ListTopicRules' && nth % 2 === 1 ? error('ThrottlingException') : undefined,
  );
  await aws.iot('ListTopicRules', {});
  await clock.sleep(600_000);
  await aws.iot('ListTopicRules', {});
  expect(count('ListTopicRules')).toBe(4);
});

describe('who asks for the same at once', () => {
  test('gets one answer, and who asks later a new one', async () => {
    const { aws, count } = await account(() => undefined);
    await Promise.all([aws.iot('ListTopicRules', {}), aws.iot('ListTopicRules', {}), aws.iot('ListTopicRules', {})]);
    const asked = count('ListTopicRules');
    expect(asked).toBeLessThan(3);
    await aws.iot('CreateTopicRule', RULE);
    expect((await aws.iot('ListTopicRules', {})).rules).toHaveLength(1);
    expect(count('ListTopicRules')).toBe(asked + 1);
  });

  test('to change something sends it as often', async () => {
    const { aws, count } = await account(() => undefined);
    const metric = { metricName: 'm', metricType: 'number', clientRequestToken: undefined } as const;
    const all = await Promise.allSettled([
      aws.iot('CreateCustomMetric', metric),
      aws.iot('CreateCustomMetric', metric),
    ]);
    expect(count('CreateCustomMetric')).toBe(2);
    expect(all.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('AWS is asked again no sooner than it says', () => {
  /** Lists rules, while AWS answers so the first time; what it took, in virtual seconds. */
  async function listed(status: number, headers: Readonly<Record<string, string>>) {
    const clock = virtualClock(0);
    const door = sandboxRequestHandler(createSandbox({ clock }));
    let asked = 0;
    const handle = async (request: never): ReturnType<typeof door.handle> => {
      const { method, path } = request as { readonly method: string; readonly path: string };
      if (method !== 'GET' || path !== '/rules' || (asked += 1) > 1) return door.handle(request);
      return { response: { statusCode: status, headers, body: Buffer.from('{"message":"no"}') } };
    };
    const aws = await openClient(TARGET, {
      clock,
      report: () => undefined,
      operations: OPERATIONS,
      requestHandler: { ...door, handle },
      credentials: CREDENTIALS,
    });
    const start = clock.now();
    const failed = await aws.iot('ListTopicRules', {}).then(
      () => undefined,
      (failure: unknown) => failure,
    );
    return { failed, asked, seconds: (clock.now() - start) / 1000 };
  }

  const inTwenty = (): string => new Date(Date.now() + 20_500).toUTCString();
  test.each([
    ['in seconds, after a failure', 503, (): object => ({ 'retry-after': '20' })],
    ['as a date', 502, (): object => ({ 'Retry-After': inTwenty() })],
    ['in milliseconds', 500, (): object => ({ 'x-amz-retry-after': '20000' })],
    ['after too many requests', 429, (): object => ({ 'retry-after': '20' })],
  ])('%s', async (_, status, headers) => {
    const { failed, asked, seconds } = await listed(status, headers() as Record<string, string>);
    expect(failed).toBeUndefined();
    expect(asked).toBe(2);
    expect(seconds).toBeGreaterThan(18);
    expect(seconds).toBeLessThan(23);
  });

  test.each([503, 429])('HTTP %i with an hour ends it: nobody waits so long', async (status) => {
    const { failed, asked, seconds } = await listed(status, { 'retry-after': '3600' });
    expect(failed).toBeInstanceOf(OperatorError);
    expect(asked).toBe(1);
    expect(seconds).toBeLessThan(1);
  });
});

test('throttling that never ends is given up within two minutes', async () => {
  const { aws, clock } = await account((call) =>
    call.operation === 'ListTopicRules' ? error('ThrottlingException') : undefined,
  );
  await expect(aws.iot('ListTopicRules', {})).rejects.toThrow(/ThrottlingException/);
  expect(clock.now()).toBeLessThan(150_000);
});

describe('each operation keeps its quota', () => {
  const rows = [
    { operation: 'iot:ListTopicRules', requests: 5, seconds: 4 },
    { operation: 'iot:DescribeSecurityProfile', requests: 100, seconds: 3 },
    { operation: 'firehose:DescribeDeliveryStream', requests: 30, seconds: 5 },
  ];
  test.each(rows)('$requests × $operation take $seconds s', async ({ operation, requests, seconds }) => {
    const clock = virtualClock(0);
    const limiter = createRateLimiters({ clock, report: () => undefined, operations: OPERATIONS }).of(TARGET);
    await Promise.all(Array.from({ length: requests }, () => limiter.acquire(operation)));
    expect(clock.now() / 1000).toBeCloseTo(seconds, 0);
  });

  test('tags of all IoT resources share one quota', async () => {
    const clock = virtualClock(0);
    const limiter = createRateLimiters({ clock, report: () => undefined, operations: OPERATIONS }).of(TARGET);
    const operations = ['iot:TagResource', 'iot:UntagResource', 'iot:ListTagsForResource'];
    await Promise.all(Array.from({ length: 60 }, (_, index) => limiter.acquire(operations[index % 3] ?? '')));
    expect(clock.now() / 1000).toBeCloseTo(5, 0);
  });
});

describe('an account that cannot be used is told so', () => {
  test('credentials of another account', async () => {
    const clock = virtualClock(0);
    const sandbox = createSandbox({ clock });
    const connection = {
      clock,
      report: () => undefined,
      operations: OPERATIONS,
      requestHandler: sandboxRequestHandler(sandbox),
      credentials: { ...CREDENTIALS, accessKeyId: '999999999999' },
    };
    await expect(openClient(TARGET, connection)).rejects.toMatchObject({
      code: 'DG4005',
      message: expect.stringContaining('999999999999') as string,
    });
  });

  test('an answer that does not say whose the credentials are', async () => {
    const clock = virtualClock(0);
    const body =
      '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult/></GetCallerIdentityResponse>';
    const headers = { 'content-type': 'text/xml' };
    const requestHandler = {
      ...sandboxRequestHandler(createSandbox({ clock })),
      handle: async () => ({ response: { statusCode: 200, headers, body: new TextEncoder().encode(body) } }),
    };
    const connection = { clock, report: () => undefined, operations: OPERATIONS, requestHandler };
    await expect(openClient(TARGET, { ...connection, credentials: CREDENTIALS })).rejects.toMatchObject({
      code: 'DG4011',
      message: 'AWS STS does not say whose the credentials are.',
    });
  });

  test('a host where nothing listens', async () => {
    const served = await serveSandbox(createSandbox({ clock: virtualClock(0) }), {});
    await served.close();
    const connection = {
      clock: virtualClock(0),
      report: () => undefined,
      operations: OPERATIONS,
      endpoint: served.url,
      credentials: CREDENTIALS,
    };
    await expect(openClient(TARGET, connection)).rejects.toMatchObject({ code: 'DG4004' });
  });
});

test('waiting ends with what is waited for, or with a word on how to go on', async () => {
  const { aws, events } = await account(() => undefined);
  let asked = 0;
  expect(await aws.until('the third time', async () => (++asked === 3 ? 'there' : undefined))).toBe('there');
  expect(events).toContainEqual({ type: 'waiting', what: 'the third time', seconds: 1 });
  await expect(aws.until('ever', async () => undefined, 30)).rejects.toMatchObject({ code: 'DG4006' });
});
