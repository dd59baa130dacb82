import { openClient } from '../../src/edges/aws/client.ts';
import { virtualClock } from '../../src/edges/clock.ts';
import type { Aws } from '../../src/model/aws.ts';
import type { Target } from '../../src/model/settings.ts';
import { sandboxRequestHandler } from '../../src/sandbox/request-handler.ts';
import { emptyState } from '../../src/sandbox/state.ts';
import { credentialScope } from '../../src/sandbox/wire/credentials.ts';
import type { WireRequest, WireResponse } from '../../src/sandbox/wire/message.ts';
import { isServiceName, PROTOCOLS } from '../../src/sandbox/wire/protocols.ts';
import { OPERATIONS } from '../operations.ts';

/** Bodies that AWS answered with, by operation. */
export type Answers = Readonly<Record<string, unknown>>;

/** An account that answers each operation with a recorded body: the real SDK reads it as it reads AWS's. */
export async function recordedAccount(target: Target, answers: Answers): Promise<Aws> {
  const handle = (request: WireRequest): WireResponse => {
    const { service } = credentialScope(request);
    if (!isServiceName(service)) throw new Error(`no recording speaks for ${service}`);
    if (service === 'sts') return identity(target.account);
    const { operation } = PROTOCOLS[service].decode(request);
    const body = answers[operation.name];
    if (body === undefined) throw new Error(`${operation.name} was not recorded`);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  };
  return openClient(target, {
    clock: virtualClock(),
    report: () => {},
    operations: OPERATIONS,
    requestHandler: sandboxRequestHandler({ handle, state: emptyState(), calls: [] }),
    credentials: { accessKeyId: target.account, secretAccessKey: 'recorded' },
  });
}

function identity(account: string): WireResponse {
  const result = `<GetCallerIdentityResult><Account>${account}</Account></GetCallerIdentityResult>`;
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: `<GetCallerIdentityResponse>${result}</GetCallerIdentityResponse>`,
  };
}
