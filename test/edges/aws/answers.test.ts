import { OPERATIONS } from '../../operations.ts';
import { describe, expect, test, vi } from 'vitest';
import { explain } from '../../../src/edges/aws/errors.ts';
import { resourceOf } from '../../../src/edges/aws/request-resource.ts';
import { openClient } from '../../../src/edges/aws/client.ts';
import { virtualClock } from '../../../src/edges/clock.ts';
import type { SandboxRequestHandler } from '../../../src/sandbox/request-handler.ts';
import { planned, TARGET, testWorld, writes } from '../../world.ts';

const PROFILES = {
  'profiles/a.yaml': `owner: acme
targets: { production: { account: "111122223333", region: ap-south-1 } }
rules: { R: { sql: SELECT *, actions: [] } }
`,
};

interface Page {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type SdkRequest = Parameters<SandboxRequestHandler['handle']>[0];

/** A door that answers requests itself: where `page` gives one, with that instead of what the account says. */
const instead =
  (page: (request: SdkRequest) => Page | undefined) =>
  (door: SandboxRequestHandler): SandboxRequestHandler => ({
    ...door,
    async handle(request) {
      const answer = page(request);
      if (answer === undefined) return door.handle(request);
      const { status = 200, type = 'application/json', headers = {}, body = '' } = answer;
      const bytes = new TextEncoder().encode(body);
      return { response: { statusCode: status, headers: { 'content-type': type, ...headers }, body: bytes } };
    },
  });

const isRead = ({ method, headers }: SdkRequest): boolean =>
  method === 'GET' || /\.(List|Describe)/.test(headers['x-amz-target'] ?? '');
const isTo = (path: string) => (request: SdkRequest) => request.method === 'GET' && request.path === path;

const HTML = { type: 'text/html', body: '<!doctype html><title>Sign in</title>' };

describe('what is not AWS’s answer is not believed: nothing is planned, and the message says who answers what', () => {
  test.each<{ what: string; where?: (request: SdkRequest) => boolean; page: Page; says: string }>([
    { what: 'a page', page: HTML, says: 'it answers with HTTP 200 and HTML.' },
    { what: 'an empty body', page: {}, says: 'it answers with HTTP 200 and nothing.' },
    {
      what: 'a JSON text',
      page: { body: '"ok"' },
      says: 'it answers with HTTP 200 and JSON that is no object of AWS.',
    },
    { what: 'plain text', page: { body: 'it works' }, says: 'it answers with HTTP 200 and text that is not of AWS.' },
    { what: 'an object of another', page: { body: '{"ok":true}' }, says: 'it answers with JSON that says nothing.' },
    {
      what: 'a redirect to a sign-in page',
      page: { status: 302, headers: { location: 'https://portal.example/login?next=secret' } },
      says: 'it answers with HTTP 302, which leads to portal.example.',
    },
    {
      what: 'a refusal of a proxy',
      page: { ...HTML, status: 403 },
      says: 'it answers with HTTP 403 and HTML.',
    },
    {
      what: 'a member of another type',
      where: isTo('/rules'),
      page: { body: '{"rules":5}' },
      says: 'it answers with JSON of another form: rules is a number, not a list.',
    },
    {
      what: 'an element of another type',
      where: isTo('/rules'),
      page: { body: '{"rules":[{"ruleName":"a"},{"ruleName":["a"]}]}' },
      says: 'it answers with JSON of another form: rules[1].ruleName is a list, not text.',
    },
    {
      what: 'an empty element',
      where: ({ headers }) => headers['x-amz-target'] === 'Firehose_20150804.ListDeliveryStreams',
      page: { body: '{"DeliveryStreamNames":["a",null],"HasMoreDeliveryStreams":false}' },
      says: 'it answers with JSON of another form: DeliveryStreamNames[1] is null, not text.',
    },
  ])('$what', async ({ where = isRead, page, says }) => {
    const world = testWorld(PROFILES, { door: instead((request) => (where(request) ? page : undefined)) });
    const failure = await planned(world).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'DG4011',
      message: expect.stringMatching(/^What answers at \S+ for \w+:List\w+ in 111122223333\/ap-south-1 is not AWS: /),
      hint: expect.stringContaining('AWS_ENDPOINT_URL'),
    });
    expect((failure as Error).message).toContain(says);
    expect((failure as Error).message).not.toMatch(/secret|\$response/);
    expect(world.printed()).toBe('');
  });

  test('a list that AWS answers with nothing is an empty list, because AWS says which request it answers', async () => {
    const headers = { 'x-amzn-requestid': '1' };
    const empty = instead((request) => (isTo('/rules')(request) ? { headers, body: '{}' } : undefined));
    expect(await planned(testWorld(PROFILES, { door: empty }))).toBe(2);
  });

  test('a description that says nothing is never one', async () => {
    const headers = { 'x-amzn-requestid': '1' };
    const rule = { 'profiles/a.yaml': PROFILES['profiles/a.yaml'] };
    const listed = { headers, body: '{"rules":[{"ruleName":"R"}]}' };
    const door = instead((request) => {
      if (isTo('/rules')(request)) return listed;
      return isTo('/rules/R')(request) ? { headers, body: '{}' } : undefined;
    });
    await expect(planned(testWorld(rule, { door }))).rejects.toMatchObject({ code: 'DG4011' });
  });

  test('whose the credentials are is asked first, and not believed of a page either', async () => {
    const door = instead(() => HTML);
    await expect(planned(testWorld(PROFILES, { door }))).rejects.toMatchObject({
      code: 'DG4011',
      message: expect.stringContaining('sts:GetCallerIdentity'),
    });
  });

  test('a write that a page answers has failed, unless it is read back', async () => {
    const door = instead((request) =>
      request.method === 'POST' && request.path.startsWith('/rules') ? HTML : undefined,
    );
    const world = testWorld(PROFILES, { door });
    const aws = await world.connect(TARGET, { resources: new Map(), sections: new Set() });
    const payload = { sql: 'SELECT *', actions: [] };
    await expect(aws.iot('CreateTopicRule', { ruleName: 'R', topicRulePayload: payload })).rejects.toMatchObject({
      code: 'DG4011',
    });
    expect(writes(world)).toEqual([]);
  });

  test('a proxy that fails is asked again, as AWS is', async () => {
    let failures = 0;
    const door = instead((request) =>
      isTo('/rules')(request) && failures++ < 2 ? { ...HTML, status: 502 } : undefined,
    );
    const world = testWorld(PROFILES, { door });
    expect(await planned(world)).toBe(2);
    const reasons = world.events.flatMap((event) => (event.type === 'retrying' ? [event.reason] : []));
    expect(reasons).toEqual(['AWS answered HTTP 502', 'AWS answered HTTP 502']);
  });
});

describe('a list that has no end is told', () => {
  test('where it goes on where it was asked to go on', async () => {
    const page = { body: '{"rules":[],"nextToken":"again"}' };
    const door = instead((request) => (isTo('/rules')(request) ? page : undefined));
    await expect(planned(testWorld(PROFILES, { door }))).rejects.toMatchObject({
      code: 'DG4011',
      message: expect.stringContaining('the list has no end'),
    });
  });

  test('where it goes in a circle', async () => {
    let asked = 0;
    const door = instead((request) =>
      isTo('/rules')(request) ? { body: `{"rules":[],"nextToken":"${(asked += 1) % 3}"}` } : undefined,
    );
    await expect(planned(testWorld(PROFILES, { door }))).rejects.toMatchObject({ code: 'DG4011' });
    expect(asked).toBe(4);
  });

  test.each([
    { what: 'says that there is more and gives nothing', names: '[]' },
    { what: 'gives the same names again', names: '["a","b"]' },
  ])('where Amazon Data Firehose $what', async ({ names }) => {
    const door = instead(({ headers }) =>
      headers['x-amz-target'] === 'Firehose_20150804.ListDeliveryStreams'
        ? { body: `{"DeliveryStreamNames":${names},"HasMoreDeliveryStreams":true}` }
        : undefined,
    );
    await expect(planned(testWorld(PROFILES, { door }))).rejects.toMatchObject({ code: 'DG4011' });
  });
});

describe('a permission that is missing is named with its operation and its resource', () => {
  const denied = (body: string) =>
    instead((request) =>
      isTo('/rules')(request)
        ? { status: 403, headers: { 'x-amzn-errortype': 'ForbiddenException' }, body }
        : undefined,
    );

  test.each([
    {
      what: 'without a reason',
      body: '{"message":null}',
      reason: 'no reason is given (HTTP 403)',
      on: 'iot:ListTopicRules on *',
    },
    { what: 'with nothing at all', body: '', reason: 'no reason is given (HTTP 403)', on: 'iot:ListTopicRules on *' },
    {
      what: 'with a reason that names another one',
      body: '{"message":"User: u is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/R"}',
      reason: 'User: u is not authorized',
      on: 'iam:PassRole on arn:aws:iam::111122223333:role/R',
    },
  ])('$what', async ({ body, reason, on }) => {
    const failure = await planned(testWorld(PROFILES, { door: denied(body) })).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'DG4003',
      message: expect.stringContaining(`AWS refuses iot:ListTopicRules in 111122223333/ap-south-1: ${reason}`),
      hint: expect.stringContaining(`the permission ${on}`),
    });
  });

  test.each([
    ['iot:GetTopicRule', { ruleName: 'R' }, 'arn:aws:iot:ap-south-1:111122223333:rule/R'],
    ['iot:DescribeDimension', { name: 'd' }, 'arn:aws:iot:ap-south-1:111122223333:dimension/d'],
    ['iot:ListTagsForResource', { resourceArn: 'arn:x' }, 'arn:x'],
    [
      'iot:ListTargetsForSecurityProfile',
      { securityProfileName: 'P' },
      'arn:aws:iot:ap-south-1:111122223333:securityprofile/P',
    ],
    ['iot:ListSecurityProfiles', { metricName: 'm' }, '*'],
    [
      'firehose:UpdateDestination',
      { DeliveryStreamName: 's' },
      'arn:aws:firehose:ap-south-1:111122223333:deliverystream/s',
    ],
    ['iam:GetRole', { RoleName: 'r' }, 'arn:aws:iam::111122223333:role/r'],
  ])('%s %j is authorized on %s', (operation, input, arn) => {
    expect(resourceOf(operation, input, TARGET)).toBe(arn);
  });
});

describe('what keeps a request from being sent is told', () => {
  const asked = { operation: 'iot:ListTopicRules', input: {}, target: TARGET, caller: undefined };

  test('an endpoint that is no address', async () => {
    const connection = {
      clock: virtualClock(0),
      report: () => undefined,
      operations: OPERATIONS,
      endpoint: 'nonsense',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    };
    await expect(openClient(TARGET, connection)).rejects.toMatchObject({
      code: 'DG4012',
      message: expect.stringContaining('The endpoint "nonsense" is no address'),
    });
  });

  test('a region that AWS does not have', () => {
    const error = Object.assign(new Error('getaddrinfo ENOTFOUND iot.xx-nowhere-1.amazonaws.com'), {
      code: 'ENOTFOUND',
      host: 'iot.xx-nowhere-1.amazonaws.com',
    });
    expect(explain({ ...asked, target: { ...TARGET, region: 'xx-nowhere-1' } }, error)).toMatchObject({
      code: 'DG4004',
      message:
        'AWS cannot be reached for iot:ListTopicRules in 111122223333/xx-nowhere-1 at iot.xx-nowhere-1.amazonaws.com: the host is not known.',
      hint: expect.stringContaining('Check that AWS has the region xx-nowhere-1'),
    });
  });

  test('a certificate of a proxy', () => {
    const error = Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(explain(asked, error)).toMatchObject({
      code: 'DG4004',
      message: expect.stringContaining('signed by itself'),
    });
  });

  test('a profile that is not configured', () => {
    const error = Object.assign(new Error('Could not resolve credentials using profile: [none]'), {
      name: 'CredentialsProviderError',
    });
    vi.stubEnv('AWS_PROFILE', 'none');
    expect(explain(asked, error)).toMatchObject({
      code: 'DG4001',
      message: 'The profile "none" of AWS_PROFILE gives no AWS credentials.',
    });
    vi.stubEnv('AWS_PROFILE', '');
    expect(explain(asked, error)).toMatchObject({ code: 'DG4001', message: 'There are no AWS credentials.' });
    vi.unstubAllEnvs();
  });

  test('our own mistakes stay ours', () => {
    const mistake = new TypeError('undefined is not a function');
    expect(explain(asked, mistake)).toBe(mistake);
  });
});
