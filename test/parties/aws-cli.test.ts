import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { ACCOUNT, REGION, ROLE, testAccount } from '../sandbox/clients.ts';
import { environment, PARTIES, title } from './installed.ts';

const run = promisify(execFile);
const { cli } = PARTIES;

const account = testAccount({ durations: { streamCreating: 0 } });
let door: Awaited<ReturnType<typeof serveSandbox>>;
beforeAll(async () => {
  door = await serveSandbox(account.sandbox);
});
afterAll(() => door.close());

const aws = async (...args: string[]): Promise<unknown> => {
  const { stdout } = await run('aws', ['--output', 'json', ...args], { env: environment(door.url) });
  return stdout === '' ? undefined : (JSON.parse(stdout) as unknown);
};

describe.skipIf(!cli.isHere)(title('the AWS CLI as a client of the sandbox', cli), () => {
  test('creates, reads and deletes a security profile', async () => {
    const named = ['--security-profile-name', 'Soundbox:1'];
    const behaviors = JSON.stringify([
      {
        name: 'FewDisconnects',
        metric: 'aws:num-disconnects',
        criteria: { comparisonOperator: 'less-than', value: { count: 5 }, durationSeconds: 300 },
        exportMetric: true,
      },
    ]);
    const config = `mqttTopic=$aws/rules/ToLake,roleArn=${ROLE}`;
    await aws('iot', 'create-security-profile', ...named, '--behaviors', behaviors, '--metrics-export-config', config);
    const live = await aws('iot', 'describe-security-profile', ...named);
    expect(live).toMatchObject({
      securityProfileArn: `arn:aws:iot:${REGION}:${ACCOUNT}:securityprofile/Soundbox:1`,
      behaviors: JSON.parse(behaviors) as unknown,
      metricsExportConfig: { mqttTopic: '$aws/rules/ToLake', roleArn: ROLE },
      version: 1,
    });
    await aws('iot', 'delete-security-profile', ...named, '--expected-version', '1');
    expect(account.region().securityProfiles).toEqual({});
  });

  test('shows the refusal of a missing topic rule as AWS words it', async () => {
    const failed = await aws('iot', 'get-topic-rule', '--rule-name', 'none').catch(
      (error: { stderr: string }) => error,
    );
    expect(failed).toMatchObject({
      stderr: expect.stringContaining(
        "An error occurred (UnauthorizedException) when calling the GetTopicRule operation: Access to topic rule 'none' was denied",
      ),
    });
  });

  test('creates a rule and a stream, and reads all pages of a list', async () => {
    for (const ruleName of ['a', 'b', 'c']) {
      const action = { firehose: { deliveryStreamName: 's', roleArn: ROLE } };
      const payload = JSON.stringify({ sql: 'SELECT VALUE metrics', actions: [action] });
      await aws('iot', 'create-topic-rule', '--rule-name', ruleName, '--topic-rule-payload', payload);
    }
    const names = ['--query', 'rules[].ruleName'];
    expect(await aws('iot', 'list-topic-rules', '--page-size', '1', ...names)).toEqual(['a', 'b', 'c']);
    const place = `RoleARN=${ROLE},BucketARN=arn:aws:s3:::lake`;
    const stream = ['--delivery-stream-name', 's'];
    const destination = ['--extended-s3-destination-configuration', place, '--tags', 'Key=team,Value=payments'];
    await aws('firehose', 'create-delivery-stream', ...stream, ...destination);
    expect(await aws('firehose', 'list-tags-for-delivery-stream', ...stream)).toMatchObject({
      Tags: [{ Key: 'team', Value: 'payments' }],
    });
  });
});
