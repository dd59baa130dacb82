import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { openClient } from '../../../src/edges/aws/client.ts';
import { virtualClock } from '../../../src/edges/clock.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../../src/sandbox/server.ts';
import { TARGET } from '../../world.ts';
import { OPERATIONS } from '../../operations.ts';

afterEach(() => vi.unstubAllEnvs());

/** A proxy that sends every request on to one server, whatever host it is for, and keeps what it was asked for. */
async function startProxy(to: string): Promise<{ url: string; asked: string[]; close: () => void }> {
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url = '', headers } = incoming;
    asked.push(url);
    const onward = request(new URL(new URL(url).pathname, to), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('calls to AWS go through the proxy of the environment', async () => {
  const clock = virtualClock(0);
  const sandbox = await serveSandbox(createSandbox({ clock }));
  const proxy = await startProxy(sandbox.url);
  vi.stubEnv('HTTP_PROXY', proxy.url);
  vi.stubEnv('NO_PROXY', '');
  try {
    const credentials = { accessKeyId: TARGET.account, secretAccessKey: 'test' };
    const aws = await openClient(TARGET, {
      clock,
      report: () => {},
      operations: OPERATIONS,
      endpoint: 'http://aws.invalid',
      credentials,
    });
    await aws.iot('ListSecurityProfiles', {});
    expect(proxy.asked).toEqual(['http://aws.invalid/', 'http://aws.invalid/security-profiles']);
  } finally {
    proxy.close();
    await sandbox.close();
  }
});
