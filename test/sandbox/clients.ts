import { FirehoseClient } from '@aws-sdk/client-firehose';
import { IAMClient } from '@aws-sdk/client-iam';
import { IoTClient } from '@aws-sdk/client-iot';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { STSClient } from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import type { Durations } from '../../src/sandbox/lifecycle.ts';
import { sandboxRequestHandler } from '../../src/sandbox/request-handler.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { regionOf } from '../../src/sandbox/state.ts';

/** The account and region that tests use unless they say otherwise. */
export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';

/** ARNs that most requests need. */
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/Devices`;
export const BUCKET = 'arn:aws:s3:::acme-device-lake';

/** What an SDK client needs to speak to a sandbox in this process; one attempt, so that errors come out as they are. */
export function clientOptions(sandbox: Sandbox, account: string = ACCOUNT, region: string = REGION) {
  return {
    region,
    credentials: { accessKeyId: account, secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: sandboxRequestHandler(sandbox),
  };
}

/** A sandbox whose clock stands still until `pass` moves it, with real SDK clients. */
export function testAccount(options: Partial<SandboxOptions> & { durations?: Partial<Durations> } = {}) {
  let now = Date.UTC(2026, 10, 22, 12);
  const sandbox = createSandbox({ clock: { now: () => now }, ...options });
  const shared = clientOptions(sandbox);
  return {
    sandbox,
    iot: new IoTClient(shared),
    firehose: new FirehoseClient(shared),
    sts: new STSClient(shared),
    iam: new IAMClient(shared),
    tagging: new ResourceGroupsTaggingAPIClient(shared),
    /** The state of the account that the clients speak to. */
    region: () => regionOf(sandbox.state, ACCOUNT, REGION),
    /** Lets seconds go by, also backwards. */
    pass(seconds: number) {
      now += seconds * 1000;
    },
  };
}

export type TestAccount = ReturnType<typeof testAccount>;

/** An ARN of AWS IoT in the test account. */
export function iotArn(resource: string): string {
  return `arn:aws:iot:${REGION}:${ACCOUNT}:${resource}`;
}

/** The error that a request is refused with; fails where it is not refused. */
export async function refusalOf(request: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  const outcome = await request.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome) return outcome.error as Error & Record<string, unknown>;
  throw new Error(`expected a refusal, got ${JSON.stringify(outcome.value)}`);
}

const STATUS: Readonly<Record<string, number>> = {
  ResourceAlreadyExistsException: 409,
  ResourceNotFoundException: 404,
};

/** Expects a refusal with the status of its sort that leaves the account as it was. */
export async function expectRefusal(account: TestAccount, request: () => Promise<unknown>, error: string, text = '') {
  const before = JSON.stringify(account.sandbox.state);
  const refused = await refusalOf(request());
  expect(refused).toMatchObject({ name: error, $metadata: { httpStatusCode: STATUS[error] ?? 400 } });
  expect(refused.message).toContain(text);
  expect(JSON.stringify(account.sandbox.state)).toBe(before);
}
