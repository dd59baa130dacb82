import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openClient } from '../../../src/edges/aws/client.ts';
import { virtualClock } from '../../../src/edges/clock.ts';
import { TARGET } from '../../world.ts';
import { OPERATIONS } from '../../operations.ts';

const rows: readonly { readonly reason: string; readonly answer: RequestListener }[] = [
  { reason: 'accepts and never answers', answer: () => undefined },
  {
    reason: 'answers half a body and falls silent',
    answer: (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/xml', 'content-length': 1000 });
      response.write('<GetCallerIdentityResponse>');
    },
  },
];

test.each(rows)('a server that $reason is given up in time', async ({ answer }) => {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const begin = performance.now();
  try {
    const opened = openClient(TARGET, {
      clock: virtualClock(0),
      report: () => undefined,
      operations: OPERATIONS,
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: TARGET.account, secretAccessKey: 'test' },
      milliseconds: 150,
    });
    await expect(opened).rejects.toMatchObject({
      code: 'DG4004',
      message: expect.stringContaining('no answer came in time') as string,
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
  expect(performance.now() - begin).toBeLessThan(10_000);
});
