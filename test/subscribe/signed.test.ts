import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWebSocketStream, WebSocketServer } from 'ws';
import { startMqttBroker } from '../../src/sandbox/mqtt-broker.ts';
import type { MqttBroker } from '../../src/sandbox/mqtt-broker.ts';
import { batchOf, pointOf } from './batches.ts';
import { startSubscriber, until } from './program.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const TOKEN = 'a/session+token==';

/**
 * Whether the query of a request is signed as AWS documents it, reckoned anew:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
function isSigned({ url = '', headers }: IncomingMessage): boolean {
  const { pathname, searchParams } = new URL(url, 'ws://x');
  const signature = searchParams.get('X-Amz-Signature');
  const [, day = '', region = '', service = '', end = ''] = searchParams.get('X-Amz-Credential')?.split('/') ?? [];
  const encoded = (text: string): string =>
    encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...searchParams]
    // AWS IoT leaves the session token out of what is signed.
    .filter(([name]) => name !== 'X-Amz-Signature' && name !== 'X-Amz-Security-Token')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const request = ['GET', pathname, query, `host:${headers.host}`, '', 'host', hash('')].join('\n');
  const scope = [day, region, service, end].join('/');
  const toSign = ['AWS4-HMAC-SHA256', searchParams.get('X-Amz-Date'), scope, hash(request)].join('\n');
  const key = [day, region, service, end].reduce<Buffer | string>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${SECRET}`,
  );
  return service === 'iotdevicegateway' && createHmac('sha256', key).update(toSign).digest('hex') === signature;
}

let broker: MqttBroker;
let server: WebSocketServer;
let url = '';
const seen: IncomingMessage[] = [];

beforeAll(async () => {
  broker = await startMqttBroker();
  server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    path: '/mqtt',
    verifyClient: ({ req }: { req: IncomingMessage }, answer: (isLetIn: boolean, code?: number) => void) => {
      seen.push(req);
      answer(isSigned(req), 403);
    },
    handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false),
  });
  server.on('connection', (socket) => {
    const stream = createWebSocketStream(socket);
    const plain = connect(Number(new URL(broker.url).port), '127.0.0.1');
    for (const end of [stream, plain]) end.on('error', () => undefined);
    stream.pipe(plain).pipe(stream);
  });
  await new Promise((resolve) => server.once('listening', resolve));
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await broker.close();
});

const environment = (secret: string): NodeJS.ProcessEnv => ({
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: secret,
  AWS_SESSION_TOKEN: TOKEN,
  AWS_EC2_METADATA_DISABLED: 'true',
});

describe('MQTT over WebSocket', () => {
  test('is signed with the credentials of the environment', async () => {
    const program = startSubscriber(['signed/metrics', '--broker', url], { env: environment(SECRET) });
    await until('it has subscribed', () => program.err().includes('subscribed'));
    await broker.publish('signed/metrics', batchOf(pointOf('by-websocket')));
    await until('it is there', () => program.out().includes('by-websocket'));
    program.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    const { searchParams } = new URL(seen[0]?.url ?? '', 'ws://x');
    expect(searchParams.get('X-Amz-Security-Token')).toBe(TOKEN);
    expect(Number(searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(60);
  });

  test('other credentials are refused, and neither shows in what is said', async () => {
    const program = startSubscriber(['signed/metrics', '--broker', url], { env: environment('another') });
    expect(await program.ended).toBe(1);
    expect(program.err()).toMatch(/DG7103: .* does not accept the AWS credentials/);
    expect(program.err()).not.toMatch(/X-Amz|another|session/);
  });

  test('without credentials it says so', async () => {
    const program = startSubscriber(['signed/metrics', '--broker', url], {
      env: { AWS_REGION: 'eu-west-1', AWS_EC2_METADATA_DISABLED: 'true' },
    });
    expect(await program.ended).toBe(1);
    expect(program.err()).toMatch(/DG4001: There are no AWS credentials/);
  });
});
