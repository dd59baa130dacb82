import { describe, expect, test } from 'vitest';
import { openClient } from '../../src/edges/aws/client.ts';
import { virtualClock } from '../../src/edges/clock.ts';
import { sandboxRequestHandler } from '../../src/sandbox/request-handler.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { TARGET } from '../world.ts';
import { environment, PARTIES, python, title } from './installed.ts';
import { OPERATIONS } from '../operations.ts';

const { boto3 } = PARTIES;
const credentials = { accessKeyId: TARGET.account, secretAccessKey: 'secret', sessionToken: 'a+b/c==' };

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

describe.skipIf(!boto3.isHere)(title('signatures of requests that no client of the SDK sends', boto3), () => {
  test('are those that botocore makes', async () => {
    const door = sandboxRequestHandler(createSandbox({ clock: virtualClock() }));
    const requests: object[] = [];
    const handle = async (request: never) => {
      const { headers, body: sent = '', ...rest } = request as Sent;
      if (!/\/(s3|iotdata)\/aws4_request/.test(String(headers['authorization']))) return door.handle(request);
      requests.push({ ...rest, headers, body: sent });
      const body = new TextEncoder().encode(
        (request as Sent & { method: string }).method === 'GET' ? '<ListBucketResult/>' : '',
      );
      return { response: { statusCode: 200, headers: {}, body } };
    };
    const requestHandler = { ...door, handle };
    const aws = await openClient(TARGET, {
      clock: virtualClock(),
      report: () => {},
      operations: OPERATIONS,
      requestHandler,
      credentials,
    });
    await aws.iotData('Publish', {
      endpoint: 'a-ats.iot.ap-south-1.amazonaws.com',
      topic: '$aws/rules/R/a b',
      payload: '{"ü":1}',
    });
    await aws.s3('GetObject', { bucket: 'lake', key: "x y/(ü)+'=:~!*.gz" });
    await aws.s3('GetObject', { bucket: 'la.ke', key: 'a//b/../c' });
    await aws.s3('ListObjectsV2', { bucket: 'lake', prefix: 'a b/2026/~!*', after: '1x+/==' });
    expect(await python('signatures.py', { ...credentials, requests }, environment('http://127.0.0.1'))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});
