import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Firehose from '@aws-sdk/client-firehose';
import * as Iot from '@aws-sdk/client-iot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OperatorError } from '../../src/model/problem.ts';
import { THROTTLED } from '../../src/sandbox/fault.ts';
import type { SandboxFault } from '../../src/sandbox/fault.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import type { SandboxCall } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { openStateFile } from '../../src/sandbox/state-file/state-file.ts';
import type { SandboxState } from '../../src/sandbox/state.ts';
import { ACCOUNT, BUCKET, clientOptions, refusalOf, REGION, ROLE, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

/** Puts one resource of every kind into an account. */
async function fill({ iot, firehose }: TestAccount) {
  const clientRequestToken = 't';
  await iot.send(new Iot.CreateThingGroupCommand({ thingGroupName: 'g' }));
  await iot.send(new Iot.CreateCustomMetricCommand({ metricName: 'm', metricType: 'number', clientRequestToken }));
  await iot.send(
    new Iot.CreateDimensionCommand({ name: 'd', type: 'TOPIC_FILTER', stringValues: ['a'], clientRequestToken }),
  );
  await iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: 'p', tags: [{ Key: 'k', Value: 'v' }] }));
  const securityProfileTargetArn = `arn:aws:iot:${REGION}:${ACCOUNT}:thinggroup/g`;
  await iot.send(new Iot.AttachSecurityProfileCommand({ securityProfileName: 'p', securityProfileTargetArn }));
  await iot.send(new Iot.CreateTopicRuleCommand({ ruleName: 'r', topicRulePayload: { sql: 'SELECT *', actions: [] } }));
  const ExtendedS3DestinationConfiguration = { RoleARN: ROLE, BucketARN: BUCKET };
  await firehose.send(
    new Firehose.CreateDeliveryStreamCommand({ DeliveryStreamName: 's', ExtendedS3DestinationConfiguration }),
  );
}

/** Everything that an account says about itself. */
async function everything({ iot, firehose }: Pick<TestAccount, 'iot' | 'firehose'>) {
  const answers = await Promise.all([
    iot.send(new Iot.DescribeThingGroupCommand({ thingGroupName: 'g' })),
    iot.send(new Iot.DescribeCustomMetricCommand({ metricName: 'm' })),
    iot.send(new Iot.DescribeDimensionCommand({ name: 'd' })),
    iot.send(new Iot.DescribeSecurityProfileCommand({ securityProfileName: 'p' })),
    iot.send(new Iot.ListTargetsForSecurityProfileCommand({ securityProfileName: 'p' })),
    iot.send(new Iot.GetTopicRuleCommand({ ruleName: 'r' })),
    firehose.send(new Firehose.DescribeDeliveryStreamCommand({ DeliveryStreamName: 's' })),
  ]);
  return answers.map(({ $metadata: _metadata, ...answer }) => answer);
}

describe('the state', () => {
  test('survives a round trip through JSON, and another process goes on from there', async () => {
    const first = testAccount();
    await fill(first);
    const state = JSON.parse(JSON.stringify(first.sandbox.state)) as SandboxState;
    expect(state).toEqual(first.sandbox.state);
    const second = testAccount({ state });
    expect(await everything(second)).toEqual(await everything(first));
    second.pass(60);
    const { DeliveryStreamDescription: stream } = await second.firehose.send(
      new Firehose.DescribeDeliveryStreamCommand({ DeliveryStreamName: 's' }),
    );
    expect(stream?.DeliveryStreamStatus).toBe('ACTIVE');
  });

  test('is told of each change, and of no read and no refusal', async () => {
    let changes = 0;
    const account = testAccount({ onChange: () => (changes += 1) });
    await fill(account);
    expect(changes).toBe(7);
    await everything(account);
    await refusalOf(
      account.iot.send(new Iot.CreateTopicRuleCommand({ ruleName: 'r-', topicRulePayload: { sql: '', actions: [] } })),
    );
    expect(changes).toBe(7);
    account.pass(60);
    await everything(account);
    await everything(account);
    expect(changes).toBe(8);
  });

  test('does not know accounts that were only looked at', async () => {
    const account = testAccount();
    await account.iot.send(new Iot.ListTopicRulesCommand({}));
    expect(account.sandbox.state).toEqual({ version: 1, accounts: {} });
  });

  test('takes durations as it is told', async () => {
    const account = testAccount({ durations: { streamCreating: 0 } });
    await fill(account);
    const stream = await account.firehose.send(new Firehose.DescribeDeliveryStreamCommand({ DeliveryStreamName: 's' }));
    expect(stream.DeliveryStreamDescription?.DeliveryStreamStatus).toBe('ACTIVE');
  });
});

/** Nothing else wants a turn. */
const breathe = (): undefined => undefined;

describe('the state file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('that is missing is an empty account, and is made with its folder', async () => {
    const file = join(folder, '.defender', 'sandbox.json');
    const { state, save } = await openStateFile(file, breathe);
    expect(state).toEqual({ version: 1, accounts: {} });
    const account = testAccount({ state, onChange: save });
    await fill(account);
    expect((await openStateFile(file, breathe)).state).toEqual(account.sandbox.state);
    expect(readdirSync(join(folder, '.defender'))).toEqual(['sandbox.json']);
  });

  test('that an older version wrote opens: what that did not know of is empty', async () => {
    const file = join(folder, 'sandbox.json');
    const first = testAccount();
    await fill(first);
    const regions = structuredClone(first.sandbox.state) as unknown as {
      accounts: Record<string, Record<string, Record<string, object>>>;
    };
    delete regions.accounts[ACCOUNT]?.[REGION]?.['dimensions'];
    writeFileSync(file, JSON.stringify(regions));
    const account = testAccount({ state: (await openStateFile(file, breathe)).state });
    expect(await account.iot.send(new Iot.ListDimensionsCommand())).toMatchObject({ dimensionNames: [] });
    expect(await account.iot.send(new Iot.ListTopicRulesCommand())).toMatchObject({ rules: [{ ruleName: 'r' }] });
  });

  test.each([
    { content: '{', reason: 'no JSON' },
    { content: '[]', reason: 'no object' },
    { content: '{"version":2,"accounts":{}}', reason: 'another version' },
    { content: '{"version":1}', reason: 'no accounts' },
    { content: '{\n"version":1,\n"accounts":{\n', reason: 'its end is missing' },
    { content: '{\n"version":1,\n"accounts":{\n"1', reason: 'the end of a line is missing' },
    { content: '{\n"version":1,\n"accounts":{\n}\n}\n}\n', reason: 'something behind its end' },
  ])('that is broken is told to the operator, and stays: $reason', async ({ content }) => {
    const file = join(folder, 'sandbox.json');
    writeFileSync(file, content);
    await expect(openStateFile(file, breathe)).rejects.toThrow(OperatorError);
    await expect(openStateFile(file, breathe)).rejects.toThrow(/is not a sandbox's state/);
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  test('that cannot be read or written is told to the operator', async () => {
    await expect(openStateFile(folder, breathe)).rejects.toThrow(OperatorError);
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(openStateFile(join(file, 'below'), breathe)).rejects.toThrow(OperatorError);
    const { save } = await openStateFile(join(folder, 'later', 'sandbox.json'), breathe);
    writeFileSync(join(folder, 'later'), '');
    expect(() => save({ version: 1, accounts: {} })).toThrow(OperatorError);
  });

  test.each([
    { reason: 'where there was none', content: undefined },
    { reason: 'where there was one', content: '{"version":1,"accounts":{}}' },
  ])('that another run has written meanwhile stays as it is: $reason', async ({ content }) => {
    const file = join(folder, 'sandbox.json');
    if (content !== undefined) writeFileSync(file, content);
    const [one, other] = [await openStateFile(file, breathe), await openStateFile(file, breathe)];
    one.save({ version: 1, accounts: { '111122223333': {} } });
    one.save({ version: 1, accounts: { '111122223333': {} } });
    expect(() => other.save({ version: 1, accounts: {} })).toThrow(/Another run has written .* meanwhile/);
    expect(readFileSync(file, 'utf8')).toContain('111122223333');
  });
});

describe('calls', () => {
  test('are recorded in order, with what they are about', async () => {
    const account = testAccount();
    await account.iot.send(new Iot.DescribeEndpointCommand({ endpointType: 'iot:Jobs' }));
    await refusalOf(account.iot.send(new Iot.DeleteTopicRuleCommand({ ruleName: 'none' })));
    const where = { account: ACCOUNT, region: REGION };
    expect(account.sandbox.calls).toEqual([
      { service: 'iot', operation: 'DescribeEndpoint', input: { endpointType: 'iot:Jobs' }, readOnly: true, ...where },
      { service: 'iot', operation: 'DeleteTopicRule', input: { ruleName: 'none' }, readOnly: false, ...where },
    ]);
  });

  test('keep their input when the state changes later', async () => {
    const account = testAccount();
    await fill(account);
    await account.iot.send(new Iot.DisableTopicRuleCommand({ ruleName: 'r' }));
    const create = account.sandbox.calls.find((call) => call.operation === 'CreateTopicRule');
    expect(create?.input).toEqual({ ruleName: 'r', topicRulePayload: { sql: 'SELECT *', actions: [] } });
  });
});

describe('faults', () => {
  const once = (fault: SandboxFault) => {
    let left = 1;
    return ({ operation }: SandboxCall) => (operation === 'CreateSecurityProfile' && left-- > 0 ? fault : undefined);
  };
  const create = (client: Iot.IoTClient) =>
    client.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: 'p' }));
  const failure = { name: 'InternalFailureException', message: 'An unexpected error has occurred.', status: 500 };

  test.each<{ what: string; fault: SandboxFault; error: Record<string, unknown>; done: boolean }>([
    {
      what: 'throttling',
      fault: THROTTLED,
      error: { name: 'ThrottlingException', message: 'Rate exceeded' },
      done: false,
    },
    {
      what: 'an error before the effect',
      fault: { when: 'before', answer: failure },
      error: { name: failure.name, $metadata: { httpStatusCode: 500 } },
      done: false,
    },
    {
      what: 'an error after the effect',
      fault: { when: 'after', answer: failure },
      error: { name: failure.name },
      done: true,
    },
    {
      what: 'an unmodelled error',
      fault: { when: 'before', answer: { name: 'AccessDeniedException', message: 'no', status: 403 } },
      error: { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } },
      done: false,
    },
    {
      what: 'a reset before the effect',
      fault: { when: 'before', answer: 'reset' },
      error: { code: 'ECONNRESET' },
      done: false,
    },
    {
      what: 'a reset after the effect',
      fault: { when: 'after', answer: 'reset' },
      error: { code: 'ECONNRESET' },
      done: true,
    },
  ])('$what, in process and over HTTP', async ({ fault, error, done }) => {
    const inProcess = testAccount({ intercept: once(fault) });
    const account = testAccount({ intercept: once(fault) });
    const door = await serveSandbox(account.sandbox);
    const { requestHandler: _handler, ...options } = clientOptions(account.sandbox);
    const overHttp = new Iot.IoTClient({ ...options, endpoint: door.url });
    for (const [client, sandbox] of [
      [inProcess.iot, inProcess.sandbox],
      [overHttp, account.sandbox],
    ] as const) {
      expect(await refusalOf(create(client))).toMatchObject(error);
      const profiles = sandbox.state.accounts[ACCOUNT]?.[REGION]?.securityProfiles ?? {};
      expect(Object.keys(profiles)).toEqual(done ? ['p'] : []);
      await create(client);
    }
    await door.close();
  });

  test('that pass are overcome by the attempts of the SDK', async () => {
    const account = testAccount({ intercept: once(THROTTLED) });
    const client = new Iot.IoTClient({ ...clientOptions(account.sandbox), maxAttempts: 2 });
    expect((await create(client)).$metadata.attempts).toBe(2);
  });

  test('of the sandbox itself are told loudly and not tried again', () => {
    const sandbox = createSandbox({
      clock: {
        now: () => {
          throw new TypeError('broken clock');
        },
      },
    });
    const authorization = `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20261122/${REGION}/iot/aws4_request, SignedHeaders=host, Signature=0`;
    const answer = sandbox.handle({ method: 'GET', path: '/rules', query: {}, headers: { authorization }, body: '' });
    expect(answer).toMatchObject({ status: 501, body: expect.stringContaining('A bug of the sandbox') });
  });
});
