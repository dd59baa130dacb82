import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { ACCOUNT, REGION, ROLE, testAccount } from './clients.ts';

const run = promisify(execFile);
const isThere = (command: string, ...args: string[]) =>
  run(command, args).then(
    () => true,
    () => false,
  );

const [hasCli, hasBoto3] = await Promise.all([isThere('aws', '--version'), isThere('python3', '-c', 'import boto3')]);

/** What a test is called: where it is skipped, it says why and how to change that. */
const title = (name: string, isInstalled: boolean, missing: string) =>
  isInstalled ? name : `SKIPPED, because ${missing}: ${name}`;
const NO_CLI = 'the AWS CLI is not installed (pip install awscli)';
const NO_BOTO3 = 'boto3 is not installed (pip install boto3)';

const account = testAccount({ durations: { streamCreating: 0 } });
let door: Awaited<ReturnType<typeof serveSandbox>>;
beforeAll(async () => {
  door = await serveSandbox(account.sandbox);
});
afterAll(() => door.close());

/** The environment lines that a user pastes, and nothing of the user's own configuration. */
const environment = () => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  AWS_ENDPOINT_URL: door.url,
  AWS_ACCESS_KEY_ID: ACCOUNT,
  AWS_SECRET_ACCESS_KEY: 'sandbox',
  AWS_DEFAULT_REGION: REGION,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
});

const aws = async (...args: string[]): Promise<unknown> => {
  const { stdout } = await run('aws', ['--output', 'json', ...args], { env: environment() });
  return stdout === '' ? undefined : (JSON.parse(stdout) as unknown);
};

describe('the AWS CLI', () => {
  test.skipIf(!hasCli)(
    title('creates, reads and deletes a security profile through the HTTP door', hasCli, NO_CLI),
    async () => {
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
      await aws(
        'iot',
        'create-security-profile',
        ...named,
        '--behaviors',
        behaviors,
        '--metrics-export-config',
        config,
      );
      const live = await aws('iot', 'describe-security-profile', ...named);
      expect(live).toMatchObject({
        securityProfileArn: `arn:aws:iot:${REGION}:${ACCOUNT}:securityprofile/Soundbox:1`,
        behaviors: JSON.parse(behaviors) as unknown,
        metricsExportConfig: { mqttTopic: '$aws/rules/ToLake', roleArn: ROLE },
        version: 1,
      });
      await aws('iot', 'delete-security-profile', ...named, '--expected-version', '1');
      expect(account.region().securityProfiles).toEqual({});
    },
  );

  test.skipIf(!hasCli)(title('shows the refusal of a missing topic rule as AWS words it', hasCli, NO_CLI), async () => {
    const failed = await aws('iot', 'get-topic-rule', '--rule-name', 'none').catch(
      (error: { stderr: string }) => error,
    );
    expect(failed).toMatchObject({
      stderr: expect.stringContaining(
        "An error occurred (UnauthorizedException) when calling the GetTopicRule operation: Access to topic rule 'none' was denied",
      ),
    });
  });
});

describe('boto3', () => {
  test.skipIf(!hasBoto3)(
    title('creates, reads, lists, updates and deletes every kind through the HTTP door', hasBoto3, NO_BOTO3),
    async () => {
      const script = new URL('boto3_round_trip.py', import.meta.url).pathname;
      const { stdout } = await run('python3', [script], { env: environment() });
      const seen = JSON.parse(stdout) as Record<string, unknown>;
      const time = '2026-11-22T12:00:00+00:00';
      const place = { RoleARN: `arn:aws:iam::${ACCOUNT}:role/Devices`, BucketARN: 'arn:aws:s3:::lake', Prefix: 'p/' };
      expect(seen).toMatchObject({
        account: ACCOUNT,
        customMetric: { metricType: 'number', displayName: 'two', creationDate: time },
        customMetrics: ['m'],
        dimension: { type: 'TOPIC_FILTER', stringValues: ['b/#', 'c'] },
        dimensions: ['d'],
        securityProfile: {
          securityProfileName: 'p:1',
          securityProfileDescription: 'new',
          version: 2,
          behaviors: [{ name: 'b', metric: 'm', exportMetric: true, criteria: { value: { number: 10.5 } } }],
          metricsExportConfig: { mqttTopic: '$aws/rules/r' },
        },
        securityProfiles: ['p:1'],
        targets: [{ arn: `arn:aws:iot:${REGION}:${ACCOUNT}:thinggroup/g` }],
        tags: [{ Key: 'team', Value: 'payments ü' }],
        conflict: ['VersionConflictException', 409],
        metricInUse: ['InvalidRequestException', 400],
        rule: { ruleDisabled: true, awsIotSqlVersion: '2015-10-08', sql: 'SELECT VALUE metrics' },
        rules: ['r'],
        stream: {
          VersionId: '2',
          DeliveryStreamType: 'DirectPut',
          Destinations: [{ S3DestinationDescription: place, ExtendedS3DestinationDescription: place }],
        },
        streams: ['s'],
        streamTags: [{ Key: 'k', Value: 'v' }],
        gone: [
          ['ResourceNotFoundException', 404],
          ['ResourceNotFoundException', 404],
          ['ResourceNotFoundException', 404],
          ['UnauthorizedException', 401],
        ],
      });
      expect(seen['rule']).not.toHaveProperty('description');
      expect(account.region().deliveryStreams['s']?.status).toBe('DELETING');
    },
  );
});
