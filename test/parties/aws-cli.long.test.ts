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

  test('makes a group in a group and a dynamic one, and is told by AWS’s words that a group is not empty', async () => {
    const group = (name: string): string[] => ['--thing-group-name', name];
    await aws('iot', 'create-thing-group', ...group('LightBulbs'));
    await aws('iot', 'create-thing-group', ...group('RedLights'), '--parent-group-name', 'LightBulbs');
    const properties = 'thingGroupDescription=red,attributePayload={attributes={brightness=3400_lumens}}';
    await aws('iot', 'update-thing-group', ...group('RedLights'), '--thing-group-properties', properties);
    expect(await aws('iot', 'describe-thing-group', ...group('RedLights'))).toMatchObject({
      version: 2,
      thingGroupProperties: { attributePayload: { attributes: { brightness: '3400_lumens' } } },
      thingGroupMetadata: { parentGroupName: 'LightBulbs' },
    });
    const failed = await aws('iot', 'delete-thing-group', ...group('LightBulbs')).catch(
      (error: { stderr: string }) => error,
    );
    expect(failed).toMatchObject({
      stderr: expect.stringContaining(
        'Cannot delete thing group : LightBulbs when there are still child groups attached to it.',
      ),
    });
    await aws('iot', 'update-indexing-configuration', '--thing-indexing-configuration', 'thingIndexingMode=REGISTRY');
    const query = ['--query-string', 'attributes.temperature>60'];
    expect(await aws('iot', 'create-dynamic-thing-group', ...group('RoomTooWarm'), ...query)).toMatchObject({
      indexName: 'AWS_Things',
      queryVersion: '2017-09-30',
      queryString: 'attributes.temperature>60',
    });
    await aws('iot', 'delete-dynamic-thing-group', ...group('RoomTooWarm'));
  });

  test('defines a mitigation action as AWS’s guide does', async () => {
    const params =
      '{"addThingsToThingGroupParams": {"thingGroupNames": ["QuarantineGroup1"],"overrideDynamicGroups": true}}';
    const named = ['--action-name', 'AddThingsToQuarantineGroup1Action'];
    await aws('iot', 'create-mitigation-action', ...named, '--action-params', params, '--role-arn', ROLE);
    expect(await aws('iot', 'describe-mitigation-action', ...named)).toMatchObject({
      actionType: 'ADD_THINGS_TO_THING_GROUP',
      actionParams: JSON.parse(params) as unknown,
    });
    expect(await aws('iot', 'list-mitigation-actions', '--action-type', 'ENABLE_IOT_LOGGING')).toEqual({
      actionIdentifiers: [],
    });
    await aws('iot', 'delete-mitigation-action', ...named);
  });

  test('configures audits and schedules one as AWS’s guide does, and is refused to disable what it runs', async () => {
    const check = (name: string, enabled: boolean): string => JSON.stringify({ [name]: { enabled } });
    const configure = ['iot', 'update-account-audit-configuration', '--audit-check-configurations'];
    await aws(...configure, check('CA_CERTIFICATE_EXPIRING_CHECK', true), '--role-arn', ROLE);
    const named = ['--scheduled-audit-name', 'WednesdayCertCheck'];
    const when = ['--frequency', 'WEEKLY', '--day-of-week', 'WED'];
    const create = ['iot', 'create-scheduled-audit', ...named, ...when, '--target-check-names'];
    const early = await aws(...create, 'DEVICE_CERTIFICATE_EXPIRING_CHECK').catch((error: { stderr: string }) => error);
    expect(early).toMatchObject({ stderr: expect.stringContaining('(InvalidRequestException)') });
    await aws(...configure, check('DEVICE_CERTIFICATE_EXPIRING_CHECK', true));
    const checks = ['CA_CERTIFICATE_EXPIRING_CHECK', 'DEVICE_CERTIFICATE_EXPIRING_CHECK'];
    expect(await aws(...create, ...checks)).toEqual({
      scheduledAuditArn: `arn:aws:iot:${REGION}:${ACCOUNT}:scheduledaudit/WednesdayCertCheck`,
    });
    const late = await aws(...configure, check('CA_CERTIFICATE_EXPIRING_CHECK', false)).catch(
      (error: { stderr: string }) => error,
    );
    expect(late).toMatchObject({ stderr: expect.stringContaining('(InvalidRequestException)') });
    const told = ['--query', 'auditCheckConfigurations.*[] | [?enabled] | length(@)'];
    expect(await aws('iot', 'describe-account-audit-configuration', ...told)).toBe(2);
    await aws('iot', 'delete-account-audit-configuration', '--delete-scheduled-audits');
    expect(await aws('iot', 'list-scheduled-audits')).toEqual({ scheduledAudits: [] });
  });

  test('suppresses a finding as AWS’s guide does, and again until another day', async () => {
    const check = JSON.stringify({ DEVICE_CERTIFICATE_EXPIRING_CHECK: { enabled: true } });
    const configure = ['iot', 'update-account-audit-configuration', '--role-arn', ROLE];
    await aws(...configure, '--audit-check-configurations', check);
    const id = 'c7691e'.padEnd(64, '0');
    const finding = ['--check-name', 'DEVICE_CERTIFICATE_EXPIRING_CHECK'];
    const resource = ['--resource-identifier', `deviceCertificateId="${id}"`];
    const until = (day: string): string[] => ['--no-suppress-indefinitely', '--expiration-date', `${day}T00:00:00Z`];
    await aws('iot', 'create-audit-suppression', ...finding, ...resource, ...until('2098-08-20'));
    await aws('iot', 'update-audit-suppression', ...finding, ...resource, ...until('2098-08-21'));
    expect(await aws('iot', 'list-audit-suppressions')).toEqual({
      suppressions: [
        {
          checkName: 'DEVICE_CERTIFICATE_EXPIRING_CHECK',
          resourceIdentifier: { deviceCertificateId: id },
          expirationDate: Date.UTC(2098, 7, 21) / 1000,
          suppressIndefinitely: false,
        },
      ],
    });
    await aws('iot', 'delete-audit-suppression', ...finding, ...resource);
    expect(await aws('iot', 'list-audit-suppressions')).toEqual({ suppressions: [] });
    await aws('iot', 'delete-account-audit-configuration');
  });
});
