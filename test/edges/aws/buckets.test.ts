import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { openClient } from '../../../src/edges/aws/client.ts';
import { realClock, virtualClock } from '../../../src/edges/clock.ts';
import type { Aws, ListedObject } from '../../../src/model/aws.ts';
import { OperatorError } from '../../../src/model/problem.ts';
import type { Target } from '../../../src/model/settings.ts';
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
async function answered(answer: (request: Sent) => Answer, target: Target = TARGET): Promise<Aws> {
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
  return openClient(target, {
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

test('asks a bucket in its own region, when it has said which', async () => {
  const asked: string[] = [];
  const aws = await answered(({ hostname, headers }) => {
    const [, region = ''] = /\/([a-z0-9-]+)\/s3\/aws4_request/.exec(String(headers['authorization'])) ?? [];
    asked.push(`${hostname} signed for ${region}`);
    return region === 'eu-west-1'
      ? { status: 200, body: gzipSync('text') }
      : {
          status: 301,
          headers: { 'x-amz-bucket-region': 'eu-west-1' },
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
    'lake.s3.ap-south-1.amazonaws.com signed for ap-south-1',
    'lake.s3.eu-west-1.amazonaws.com signed for eu-west-1',
  ]);
});

/** Where an object is asked for and a message is published, with these variables. */
async function placesAsked(env: Readonly<Record<string, string>>, region: string): Promise<readonly string[]> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  try {
    const places: string[] = [];
    const aws = await answered(({ hostname, path }) => (places.push(`${hostname} ${path}`), { status: 200 }), {
      ...TARGET,
      region,
    });
    await aws.s3('GetObject', { bucket: 'lake', key: 'x y/(ü)+.gz' });
    await aws.iotData('Publish', { endpoint: `abc-ats.iot.${region}.amazonaws.com`, topic: TOPIC, payload: '{}' });
    return places;
  } finally {
    vi.unstubAllEnvs();
  }
}

const KEY = 'x%20y/%28%C3%BC%29%2B.gz';
const PUBLISHED = '/topics/%24aws%2Frules%2FSoundboxMetricsToLake';
const file = join(tmpdir(), `endpoints-${process.pid}`);

test.each([
  {
    reason: 'nothing else is said',
    places: [`lake.s3.ap-south-1.amazonaws.com /${KEY}`, `abc-ats.iot.ap-south-1.amazonaws.com ${PUBLISHED}`],
  },
  {
    reason: 'FIPS is asked for',
    env: { AWS_USE_FIPS_ENDPOINT: 'true' },
    places: [
      `lake.s3-fips.ap-south-1.amazonaws.com /${KEY}`,
      `data-ats.iot-fips.ap-south-1.amazonaws.com ${PUBLISHED}`,
    ],
  },
  {
    reason: 'the region is of another partition',
    region: 'eusc-de-east-1',
    places: [`lake.s3.eusc-de-east-1.amazonaws.eu /${KEY}`, `abc-ats.iot.eusc-de-east-1.amazonaws.com ${PUBLISHED}`],
  },
  {
    reason: 'the environment names an endpoint',
    env: { AWS_ENDPOINT_URL: 'http://aws.test:4566' },
    places: [`aws.test /lake/${KEY}`, `aws.test ${PUBLISHED}`],
  },
  {
    reason: 'the environment names one for a service',
    env: { AWS_ENDPOINT_URL_S3: 'http://s3.test' },
    places: [`s3.test /lake/${KEY}`, `abc-ats.iot.ap-south-1.amazonaws.com ${PUBLISHED}`],
  },
  {
    reason: 'the configuration file names an endpoint',
    env: { AWS_CONFIG_FILE: file },
    places: [`aws.test /lake/${KEY}`, `aws.test ${PUBLISHED}`],
  },
  {
    reason: 'those of the configuration file are to be ignored',
    env: { AWS_CONFIG_FILE: file, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
    places: [`lake.s3.ap-south-1.amazonaws.com /${KEY}`, `abc-ats.iot.ap-south-1.amazonaws.com ${PUBLISHED}`],
  },
])('objects and messages go where other requests go: $reason', async ({ env = {}, region = TARGET.region, places }) => {
  writeFileSync(file, '[default]\nendpoint_url = http://aws.test:4566\n');
  try {
    expect(await placesAsked(env, region)).toEqual(places);
  } finally {
    rmSync(file, { force: true });
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
    code: 'DG4011',
    says: 'is not AWS: it answers with HTTP 403 and text that is not of AWS',
  },
])('a refusal is told as of any service where $reason', async ({ status, body, code, says }) => {
  const aws = await answered(() => ({ status, body }));
  const refused: unknown = await aws.s3('GetObject', { bucket: 'lake', key: 'a' }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(OperatorError);
  expect(refused).toMatchObject({ code, message: expect.stringContaining(says) });
});

test.each([
  { reason: 'of a bucket somewhere', said: 'ap-south-1', region: 'ap-south-1' },
  { reason: 'of one in the first region, which AWS leaves out', said: '', region: 'us-east-1' },
])('tells the region $reason', async ({ said, region }) => {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${said}</LocationConstraint>`;
  const aws = await answered(() => ({ status: 200, body }));
  expect(await aws.s3('GetBucketLocation', { bucket: 'lake' })).toEqual({ region });
});
