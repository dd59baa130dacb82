import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from './sandbox.ts';
import type { WireRequest } from './wire/message.ts';

/** More than any request of these services may have. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * The door for everything else that speaks AWS's wire, such as the AWS CLI with `--endpoint-url`.
 * It listens on the loopback interface only, at a free port unless told one; `close` also ends open connections.
 */
export async function serveSandbox(
  sandbox: Sandbox,
  options: { port?: number } = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void respond(sandbox, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

async function respond(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const body = await readBody(request);
    if (body === undefined) {
      response.writeHead(413, { connection: 'close' }).end();
      return;
    }
    const answer = sandbox.handle(wireRequest(request, body));
    if (answer === 'reset') request.socket.resetAndDestroy();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  } catch {
    // The client went away while it was sending.
    request.socket.destroy();
  }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function wireRequest({ method = 'GET', url = '/', headers }: IncomingMessage, body: string): WireRequest {
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const query: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(mark === -1 ? '' : url.slice(mark))) (query[name] ??= []).push(value);
  const flat = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return { method, path, query, headers: Object.fromEntries(flat), body };
}
