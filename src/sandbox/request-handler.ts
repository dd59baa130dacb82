import type { Sandbox } from './sandbox.ts';
import type { WireRequest } from './wire/message.ts';

/** What an SDK client hands to its request handler, as far as the sandbox looks at it. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What an SDK client takes as `requestHandler`. */
export interface SandboxRequestHandler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(request: SdkRequest): Promise<{
    response: { statusCode: number; headers: Record<string, string>; body: Uint8Array };
  }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
  destroy(): void;
}

/** The door for SDK clients in this process: no sockets, no copies. Give it to a client as `requestHandler`. */
export function sandboxRequestHandler(sandbox: Sandbox): SandboxRequestHandler {
  return {
    metadata: { handlerProtocol: 'sandbox' },
    async handle(request) {
      const answer = sandbox.handle(wireRequest(request));
      if (answer === 'reset') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      const body = typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : answer.body;
      return { response: { statusCode: answer.status, headers: { ...answer.headers }, body } };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  };
}

function wireRequest({ method, path, query = {}, headers, body }: SdkRequest): WireRequest {
  return {
    method,
    path,
    query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value ?? ''])),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: typeof body === 'string' ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : '',
  };
}
