import * as Iot from '@aws-sdk/client-iot';
import { beforeEach, describe, test } from 'vitest';
import { expectRefusal, iotArn, ROLE, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

let account: TestAccount;
beforeEach(async () => {
  account = testAccount();
  const clientRequestToken = 't';
  for (const metricType of ['number'] as const) {
    await account.iot.send(
      new Iot.CreateCustomMetricCommand({ metricName: metricType, metricType, clientRequestToken }),
    );
  }
  await account.iot.send(
    new Iot.CreateDimensionCommand({
      name: 'topics',
      type: 'TOPIC_FILTER',
      stringValues: ['a/#'],
      clientRequestToken,
    }),
  );
});

const firehose = { deliveryStreamName: 's', roleArn: ROLE };

describe('another AWS IoT request is refused', () => {
  const rule = (topicRulePayload: Partial<Iot.TopicRulePayload>, ruleName = 'r') =>
    account.iot.send(
      new Iot.CreateTopicRuleCommand({
        ruleName,
        topicRulePayload: { sql: 'SELECT *', actions: [], ...topicRulePayload },
      }),
    );
  const rows: { reason: string; request: () => Promise<unknown>; text?: string }[] = [
    {
      reason: 'a rule name with a hyphen',
      request: () => rule({}, 'my-rule'),
      text: "Value 'my-rule' at 'ruleName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9_]+$",
    },
    {
      reason: '11 actions',
      request: () => rule({ actions: Array.from({ length: 11 }, () => ({ firehose })) }),
      text: 'Member must have length less than or equal to 10',
    },
    {
      reason: 'two members in one action',
      request: () => rule({ actions: [{ firehose, sqs: { queueUrl: 'q', roleArn: ROLE } }] }),
      text: 'exactly one member',
    },
    { reason: 'no member in an action', request: () => rule({ actions: [{}] }), text: 'exactly one member' },
    {
      reason: 'no member in the error action',
      request: () => rule({ errorAction: {} }),
      text: 'exactly one member',
    },
    {
      reason: 'no SQL',
      request: () => rule({ sql: undefined }),
      text: "Value null at 'topicRulePayload.sql'",
    },
    {
      reason: 'no actions',
      request: () => rule({ actions: undefined }),
      text: "Value null at 'topicRulePayload.actions'",
    },
    {
      reason: 'an unknown SQL version',
      request: () => rule({ awsIotSqlVersion: '2099-01-01' }),
      text: '2099-01-01',
    },
    {
      reason: 'a separator that is none',
      request: () => rule({ actions: [{ firehose: { ...firehose, separator: 'abc,' } }] }),
      text: 'separator',
    },
    {
      reason: 'an action without its role',
      request: () => rule({ actions: [{ firehose: { deliveryStreamName: 's' } as Iot.FirehoseAction }] }),
      text: 'topicRulePayload.actions.1.member.firehose.roleArn',
    },
    {
      reason: 'an influxDB action without its table',
      request: () =>
        rule({ actions: [{ influxDB: { destinationArn: 'a', roleArn: ROLE, databaseName: 'd' } as never }] }),
      text: 'influxDB.tableName',
    },
    {
      reason: 'a custom metric that begins with aws:',
      request: () =>
        account.iot.send(
          new Iot.CreateCustomMetricCommand({
            metricName: 'aws:x',
            metricType: 'number',
            clientRequestToken: 't',
          }),
        ),
      text: 'aws:',
    },
    {
      reason: 'a custom metric of an unknown type',
      request: () =>
        account.iot.send(
          new Iot.CreateCustomMetricCommand({
            metricName: 'x',
            metricType: 'float' as never,
            clientRequestToken: 't',
          }),
        ),
      text: 'enum value set',
    },
    {
      reason: 'a dimension without values',
      request: () =>
        account.iot.send(
          new Iot.CreateDimensionCommand({
            name: 'x',
            type: 'TOPIC_FILTER',
            stringValues: [],
            clientRequestToken: 't',
          }),
        ),
      text: 'Member must have length greater than or equal to 1',
    },
    {
      reason: 'a custom metric updated without its name to show',
      request: () =>
        account.iot.send(new Iot.UpdateCustomMetricCommand({ metricName: 'number', displayName: undefined })),
      text: "Value null at 'displayName'",
    },
    {
      reason: 'maxResults 0',
      request: () => account.iot.send(new Iot.ListDimensionsCommand({ maxResults: 0 })),
      text: 'greater than or equal to 1',
    },
    {
      reason: 'maxResults 251',
      request: () => account.iot.send(new Iot.ListSecurityProfilesCommand({ maxResults: 251 })),
      text: 'less than or equal to 250',
    },
    {
      reason: 'no target to attach to',
      request: () =>
        account.iot.send(
          new Iot.AttachSecurityProfileCommand({
            securityProfileName: 'p',
            securityProfileTargetArn: undefined,
          }),
        ),
      text: 'securityProfileTargetArn',
    },
    {
      reason: 'an empty tag key',
      request: () =>
        account.iot.send(new Iot.TagResourceCommand({ resourceArn: iotArn('dimension/topics'), tags: [{ Key: '' }] })),
      text: "'tags.1.member.key'",
    },
    {
      reason: 'two things at once, told together',
      request: () =>
        account.iot.send(
          new Iot.CreateDimensionCommand({
            name: 'a b',
            type: 'X' as never,
            stringValues: ['a'],
            clientRequestToken: 't',
          }),
        ),
      text: '2 validation errors detected: ',
    },
  ];
  test.each(rows)('for $reason', async ({ request, text }) => {
    await expectRefusal(account, request, 'InvalidRequestException', text);
  });

  test('for a fraction where the model has an integer', async () => {
    const criteria = { comparisonOperator: 'less-than' as const, value: { count: 1 }, durationSeconds: 300.5 };
    const behaviors = [{ name: 'b', metric: 'aws:num-disconnects', criteria }];
    const create = () =>
      account.iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: 'p', behaviors }));
    await expectRefusal(account, create, 'SerializationException');
  });
});
