import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateSecurityProfileCommand, DescribeSecurityProfileCommand, IoTClient } from '@aws-sdk/client-iot';
import { realClock } from '../src/edges/clock.ts';
import { sandboxRequestHandler } from '../src/sandbox/request-handler.ts';
import { createSandbox } from '../src/sandbox/sandbox.ts';
import { serveSandbox } from '../src/sandbox/server.ts';
import type { Bench } from './bench.ts';
import { inTurn, median, spread, timed } from './samples.ts';

const TIMES = 9;
const REQUESTS = 500;
const LIMIT = 2;
const ACCOUNT = '111122223333';

/** How long the sandbox takes for an answer. */
export const sandbox: Bench = {
  name: 'sandbox',
  title: 'Asking the sandbox',
  about: `${REQUESTS} times DescribeSecurityProfile through the AWS SDK, one after the other, ${TIMES} times in turn: the sandbox in the same process, the sandbox over a socket, and beside them a server over a socket that only hands out the same answer.`,
  run: async () => {
    const there = createSandbox({ clock: realClock });
    const inProcess = clientOf({ requestHandler: sandboxRequestHandler(there) });
    await inProcess.send(new CreateSecurityProfileCommand({ securityProfileName: 'p' }));
    const served = await serveSandbox(there, {});
    const answer = await answerOf(`${served.url}/security-profiles/p`);
    const fixed = createServer((_request, response) => response.end(answer));
    await new Promise<void>((resolve) => fixed.listen(0, '127.0.0.1', resolve));
    const { port } = fixed.address() as AddressInfo;
    const ask = (client: IoTClient) => async (): Promise<number> => {
      const all = async (): Promise<void> => {
        for (let nth = 0; nth < REQUESTS; nth++)
          await client.send(new DescribeSecurityProfileCommand({ securityProfileName: 'p' }));
      };
      return (await timed(all)) / REQUESTS;
    };
    const samples = await inTurn(TIMES, {
      inProcess: ask(inProcess),
      served: ask(clientOf({ endpoint: served.url })),
      fixed: ask(clientOf({ endpoint: `http://127.0.0.1:${port}` })),
    });
    await served.close();
    fixed.closeAllConnections();
    fixed.close();
    const unit = median(samples.fixed);
    const row = (title: string, values: readonly number[]): string[] => [
      title,
      spread(values, 2),
      (median(values) / unit).toFixed(2),
    ];
    return {
      tables: [
        {
          columns: ['asked', 'ms a request', '× the fixed answer'],
          rows: [
            row('the sandbox in the process', samples.inProcess),
            row('the sandbox over a socket', samples.served),
            row('a fixed answer over a socket', samples.fixed),
          ],
        },
      ],
      goals: [
        {
          id: 'W1',
          promise: `a request in the process takes at most ${LIMIT} ms`,
          measured: `${median(samples.inProcess).toFixed(2)} ms`,
          holds: median(samples.inProcess) <= LIMIT,
        },
      ],
    };
  },
};

/** The bytes that the sandbox answers with; it takes any signature. */
async function answerOf(url: string): Promise<string> {
  const scope = `${ACCOUNT}/20261123/eu-west-1/iot/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
  return await (await fetch(url, { headers: { authorization } })).text();
}

function clientOf(way: { requestHandler: ReturnType<typeof sandboxRequestHandler> } | { endpoint: string }): IoTClient {
  const credentials = { accessKeyId: ACCOUNT, secretAccessKey: 'sandbox' };
  return new IoTClient({ region: 'eu-west-1', credentials, maxAttempts: 1, ...way });
}
