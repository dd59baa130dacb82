import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openClient } from '../../../src/edges/aws/client.ts';
import { realClock, virtualClock } from '../../../src/edges/clock.ts';
import type { Aws, ListedObject } from '../../../src/model/aws.ts';
import { OperatorError } from '../../../src/model/problem.ts';
import { sandboxRequestHandler } from '../../../src/sandbox/request-handler.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../../src/sandbox/server.ts';
import { applied } from '../../sandbox/data-plane/flow.ts';
import { TARGET } from '../../world.ts';
import { OPERATIONS } from '../../operations.ts';

const BUCKET = 'acme-device-lake';
const TOPIC = '$aws/rules/SoundboxMetricsToLake';
const POINT = { name: 'm', thing: 't ü', value: { count: 1 }, version: 1, timestamp: 1 };
const PAYLOAD = JSON.stringify({ version: '1.0', metrics: [POINT] });
const credentials = { accessKeyId: TARGET.account, secretAccessKey: 'secret', sessionToken: 'session' };

async function all(aws: Aws, prefix: string): Promise<readonly ListedObject[]> {
  const found: ListedObject[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await aws.s3('ListObjectsV2', { bucket: BUCKET, prefix, ...(after === undefined ? {} : { after }) });
    found.push(...page.objects);
    more = (after = page.next) !== undefined;
  }
  return found;
}

test('publishes and reads objects over the network, page by page and unzipped', async () => {
  let [now, isDown] = [Date.UTC(2026, 10, 23), false];
  const outage = (what: string) => (what === 'stream' && isDown ? 'down' : undefined);
  const sandbox = createSandbox({ clock: { now: () => now }, state: await applied(), outage });
  now += 3_600_000;
  const door = await serveSandbox(sandbox);
  try {
    const aws = await openClient(TARGET, {
      clock: realClock,
      report: () => {},
      operations: OPERATIONS,
      endpoint: door.url,
      credentials,
    });
    const publish = () => aws.iotData('Publish', { endpoint: 'not-asked.example', topic: TOPIC, payload: PAYLOAD });
    await publish();
    expect(await all(aws, 'defender/')).toEqual([]);
    now += 300_000;
    await all(aws, '');
    const [object, ...others] = await all(aws, 'defender/2026/11/23/');
    expect(others).toEqual([]);
    const { body } = await aws.s3('GetObject', { bucket: BUCKET, key: object?.key ?? '' });
    expect(JSON.parse(Buffer.from(body).toString())).toEqual(POINT);

    isDown = true;
    for (let count = 0; count < 21; count += 1) await publish();
    expect(new Set((await all(aws, 'errors/')).map(({ key }) => key)).size).toBe(21);
  } finally {
    await door.close();
  }
});

/** An account whose requests are answered by `answer`, after those that connecting takes. */
async function answered(answer: (request: Sent) => Answer): Promise<Aws> {
  const door = sandboxRequestHandler(createSandbox({ clock: virtualClock() }));
  const requestHandler = {
    ...door,
    handle: async (request: never) => {
      const { headers } = request as Sent;
      if (!/\/(s3|iotdata)\/aws4_request/.test(String(headers['authorization']))) return door.handle(request);
      const { status, headers: given = {}, body = '' } = answer(request);
      return { response: { statusCode: status, headers: given, body: Buffer.from(body) } };
    },
  };
  return openClient(TARGET, {
    clock: virtualClock(),
    report: () => {},
    operations: OPERATIONS,
    requestHandler,
    credentials,
  });
}

interface Sent {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

test('asks a bucket in its own region, once it has said which', async () => {
  const asked: string[] = [];
  const aws = await answered(({ hostname, headers }) => {
    const [, region = ''] = /\/([a-z0-9-]+)\/s3\/aws4_request/.exec(String(headers['authorization'])) ?? [];
    asked.push(`${hostname} signed for ${region}`);
    return region === 'eu-west-1'
      ? { status: 200, body: gzipSync('text') }
      : {
          status: 301,
          headers: { 'X-Amz-Bucket-Region': 'eu-west-1' },
          body: '<Error><Code>PermanentRedirect</Code></Error>',
        };
  });
  for (const key of ['a', 'b']) {
    const { body } = await aws.s3('GetObject', { bucket: 'lake', key });
    expect(Buffer.from(body).toString()).toBe('text');
  }
  expect(asked).toEqual([
    'lake.s3.ap-south-1.amazonaws.com signed for ap-south-1',
    'lake.s3.eu-west-1.amazonaws.com signed for eu-west-1',
    'lake.s3.eu-west-1.amazonaws.com signed for eu-west-1',
  ]);
});

test('signs what AWS needs: a hash of the body, the session, and a topic that is one part of the path', async () => {
  const sent: Sent[] = [];
  const aws = await answered((request) => (sent.push(request), { status: 200 }));
  await aws.iotData('Publish', { endpoint: 'abc-ats.iot.ap-south-1.amazonaws.com', topic: TOPIC, payload: '{}' });
  await aws.s3('GetObject', { bucket: 'a.b', key: 'x y/(ü)+.gz' });
  expect(sent.map(({ method, hostname, path, query }) => ({ method, hostname, path, query }))).toEqual([
    {
      method: 'POST',
      hostname: 'abc-ats.iot.ap-south-1.amazonaws.com',
      path: '/topics/%24aws%2Frules%2FSoundboxMetricsToLake',
      query: { qos: '1' },
    },
    { method: 'GET', hostname: 's3.ap-south-1.amazonaws.com', path: '/a.b/x%20y/%28%C3%BC%29%2B.gz', query: {} },
  ]);
  for (const { headers } of sent) {
    expect(headers['x-amz-content-sha256']).toMatch(/^[0-9a-f]{64}$/);
    expect(headers['x-amz-security-token']).toBe('session');
    expect(headers['authorization']).toContain('host;x-amz-content-sha256;x-amz-date;x-amz-security-token');
  }
});

test.each([
  {
    reason: 'S3 says why',
    status: 403,
    body: '<Error><Code>AccessDenied</Code><Message>no &amp; no</Message></Error>',
    code: 'DG4003',
    says: 'no & no',
  },
  {
    reason: 'there is no such bucket',
    status: 404,
    body: '<Error><Code>NoSuchBucket</Code><Message>x</Message></Error>',
    code: 'DG4009',
    says: 'NoSuchBucket: x',
  },
  {
    reason: 'a proxy answers in its own words',
    status: 403,
    body: 'Forbidden',
    code: 'DG4003',
    says: 'no reason is given',
  },
])('a refusal is told as of any service where $reason', async ({ status, body, code, says }) => {
  const aws = await answered(() => ({ status, body }));
  const refused: unknown = await aws.s3('GetObject', { bucket: 'lake', key: 'a' }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(OperatorError);
  expect(refused).toMatchObject({ code, message: expect.stringContaining(says) });
});
