import * as Iot from '@aws-sdk/client-iot';
import { beforeEach, describe, expect, test } from 'vitest';
import { expectRefusal, ROLE, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

let account: TestAccount;
beforeEach(async () => {
  account = testAccount();
  const clientRequestToken = 't';
  for (const metricType of ['number', 'number-list', 'string-list', 'ip-address-list'] as const) {
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

const long = (length: number) => 'x'.repeat(length);
const lessThan = (metric: string, more: Iot.BehaviorCriteria = {}): Iot.Behavior => ({
  name: 'b',
  metric,
  criteria: { comparisonOperator: 'less-than', value: { count: 1 }, durationSeconds: 300, ...more },
});
const learning = { mlDetectionConfig: { confidenceLevel: 'HIGH' as const } };

describe('a security profile is refused', () => {
  const create = (profile: Partial<Iot.CreateSecurityProfileRequest>) =>
    account.iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: 'p', ...profile }));
  const metricDimension = { dimensionName: 'topics' };
  const rows: { reason: string; profile: Partial<Iot.CreateSecurityProfileRequest>; text?: string }[] = [
    {
      reason: 'a name with a space',
      profile: { securityProfileName: 'a b' },
      text: "1 validation error detected: Value 'a b' at 'securityProfileName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9:_-]+",
    },
    {
      reason: 'a name of 129 characters',
      profile: { securityProfileName: long(129) },
      text: 'Member must have length less than or equal to 128',
    },
    {
      reason: 'a description with a trailing line feed',
      profile: { securityProfileDescription: 'd\n' },
      text: 'securityProfileDescription',
    },
    {
      reason: '101 behaviors',
      profile: { behaviors: Array.from({ length: 101 }, (_, index) => ({ name: `b${index}` })) },
      text: "at 'behaviors'",
    },
    {
      reason: 'a behavior without a name',
      profile: { behaviors: [{} as Iot.Behavior] },
      text: "Value null at 'behaviors.1.member.name' failed to satisfy constraint: Member must not be null",
    },
    {
      reason: 'a name with a space inside behaviors',
      profile: { behaviors: [{ name: 'a' }, { name: 'a b' }] },
      text: "'behaviors.2.member.name'",
    },
    {
      reason: 'an unknown operator',
      profile: { behaviors: [lessThan('aws:num-disconnects', { comparisonOperator: 'equals' as never })] },
      text: 'Member must satisfy enum value set: [less-than, ',
    },
    {
      reason: 'consecutiveDatapointsToAlarm 11',
      profile: { behaviors: [lessThan('aws:num-disconnects', { consecutiveDatapointsToAlarm: 11 })] },
      text: 'Member must have value less than or equal to 10',
    },
    {
      reason: 'statistic p95',
      profile: {
        behaviors: [lessThan('aws:num-disconnects', { value: undefined, statisticalThreshold: { statistic: 'p95' } })],
      },
      text: 'regular expression',
    },
    {
      reason: 'port 65536',
      profile: { behaviors: [lessThan('aws:listening-tcp-ports', { value: { ports: [65_536] } })] },
      text: 'ports.1.member',
    },
    {
      reason: 'an alert target that is not SNS',
      profile: { alertTargets: { SQS: { alertTargetArn: 'a', roleArn: ROLE } } as never },
      text: 'Map keys must satisfy constraint: [Member must satisfy enum value set: [SNS]]',
    },
    {
      reason: 'a role ARN that is too short',
      profile: { metricsExportConfig: { mqttTopic: 't', roleArn: 'short' } },
      text: 'metricsExportConfig.roleArn',
    },
    { reason: 'a tag key that AWS keeps for itself', profile: { tags: [{ Key: 'aws:x' }] }, text: 'aws:' },
    {
      reason: 'two behaviors of one name',
      profile: { behaviors: [{ name: 'b' }, { name: 'b' }] },
      text: 'Duplicate behavior name: b',
    },
    {
      reason: 'an unknown metric',
      profile: { behaviors: [lessThan('none')] },
      text: 'Metric none does not exist',
    },
    {
      reason: 'an unknown built-in metric',
      profile: { behaviors: [lessThan('aws:num-dreams')] },
      text: 'does not exist',
    },
    {
      reason: 'an unknown retained metric',
      profile: { additionalMetricsToRetainV2: [{ metric: 'none' }] },
      text: 'does not exist',
    },
    {
      reason: 'an unknown retained metric of the first version',
      profile: { additionalMetricsToRetain: ['none'] },
      text: 'does not exist',
    },
    {
      reason: 'an unknown dimension',
      profile: {
        behaviors: [{ ...lessThan('aws:num-messages-sent'), metricDimension: { dimensionName: 'none' } }],
      },
      text: 'Dimension none does not exist',
    },
    {
      reason: 'a dimension on a metric without dimensions',
      profile: { behaviors: [{ ...lessThan('aws:num-disconnects'), metricDimension }] },
      text: 'does not support dimensions',
    },
    {
      reason: 'a dimension on a retained custom metric',
      profile: { additionalMetricsToRetainV2: [{ metric: 'number', metricDimension }] },
      text: 'does not support dimensions',
    },
    {
      reason: 'durationSeconds 1200',
      profile: { behaviors: [lessThan('aws:num-disconnects', { durationSeconds: 1200 })] },
      text: 'durationSeconds 1200',
    },
    {
      reason: 'no durationSeconds where one is needed',
      profile: { behaviors: [lessThan('aws:num-disconnects', { durationSeconds: undefined })] },
      text: "requires criteria's duration field to be set",
    },
    {
      reason: 'durationSeconds for a list of addresses',
      profile: {
        behaviors: [
          lessThan('aws:source-ip-address', {
            comparisonOperator: 'in-cidr-set',
            value: { cidrs: ['10.0.0.0/8'] },
          }),
        ],
      },
      text: 'durationSeconds does not fit',
    },
    {
      reason: 'greater-than for the disconnect duration',
      profile: {
        behaviors: [
          lessThan('aws:disconnect-duration', {
            comparisonOperator: 'greater-than',
            durationSeconds: undefined,
          }),
        ],
      },
      text: 'greater-than does not fit',
    },
    {
      reason: 'less-than for a list of numbers',
      profile: {
        behaviors: [lessThan('number-list', { value: { numbers: [1] }, durationSeconds: undefined })],
      },
      text: 'less-than does not fit',
    },
    {
      reason: 'count for a custom number',
      profile: { behaviors: [lessThan('number')] },
      text: 'must be number',
    },
    {
      reason: 'two values',
      profile: { behaviors: [lessThan('aws:num-disconnects', { value: { count: 1, number: 1 } })] },
      text: 'exactly one member',
    },
    {
      reason: 'no value',
      profile: { behaviors: [lessThan('aws:num-disconnects', { value: undefined })] },
      text: 'exactly one member',
    },
    {
      reason: 'no operator',
      profile: { behaviors: [lessThan('aws:num-disconnects', { comparisonOperator: undefined })] },
      text: 'comparisonOperator',
    },
    {
      reason: 'a statistic and a value',
      profile: {
        behaviors: [lessThan('aws:num-disconnects', { statisticalThreshold: { statistic: 'p99' } })],
      },
      text: 'not both',
    },
    {
      reason: 'a statistic of a list',
      profile: {
        behaviors: [
          lessThan('aws:listening-tcp-ports', {
            comparisonOperator: 'in-port-set',
            value: undefined,
            durationSeconds: undefined,
            statisticalThreshold: { statistic: 'p99' },
          }),
        ],
      },
      text: 'does not support statisticalThreshold',
    },
    {
      reason: 'ML on a list',
      profile: { behaviors: [{ name: 'b', metric: 'aws:listening-tcp-ports', criteria: learning }] },
      text: 'does not support mlDetectionConfig',
    },
    {
      reason: 'ML with a threshold',
      profile: { behaviors: [lessThan('aws:num-disconnects', learning)] },
      text: 'can have no threshold',
    },
    {
      reason: 'ML beside rules',
      profile: {
        behaviors: [{ name: 'a', metric: 'aws:num-disconnects', criteria: learning }, lessThan('aws:num-disconnects')],
      },
      text: 'both rules-based and ML',
    },
    {
      reason: 'exportMetric without metricsExportConfig',
      profile: { behaviors: [{ ...lessThan('aws:num-disconnects'), exportMetric: true }] },
      text: 'metricsExportConfig is required',
    },
    {
      reason: 'exportMetric of a retained metric without metricsExportConfig',
      profile: { additionalMetricsToRetainV2: [{ metric: 'number', exportMetric: true }] },
      text: 'metricsExportConfig is required',
    },
    {
      reason: 'more than 1000 value elements',
      profile: {
        behaviors: [1, 2].map((index) => ({
          ...lessThan('string-list', {
            comparisonOperator: 'in-set',
            value: { strings: Array.from({ length: 501 }, (_, item) => `${item}`) },
            durationSeconds: undefined,
          }),
          name: `b${index}`,
        })),
      },
      text: 'at most 1000',
    },
  ];
  test.each(rows)('for $reason', async ({ profile, text }) => {
    await expectRefusal(account, () => create(profile), 'InvalidRequestException', text);
  });

  test('also when an update would make it so', async () => {
    await create({});
    const update = (change: Partial<Iot.UpdateSecurityProfileRequest>) =>
      account.iot.send(new Iot.UpdateSecurityProfileCommand({ securityProfileName: 'p', ...change }));
    await expectRefusal(account, () => update({ behaviors: [lessThan('none')] }), 'InvalidRequestException', 'none');
    await expectRefusal(
      account,
      () => update({ additionalMetricsToRetainV2: [{ metric: 'number', exportMetric: true }] }),
      'InvalidRequestException',
    );
  });

  test('never for what the documentation allows', async () => {
    const behaviors: Iot.Behavior[] = [
      lessThan('aws:num-messages-sent'),
      lessThan('aws:message-byte-size', { durationSeconds: undefined }),
      lessThan('aws:num-disconnects', { value: undefined, statisticalThreshold: { statistic: 'p99.99' } }),
      lessThan('aws:disconnect-duration', { durationSeconds: undefined }),
      lessThan('aws:source-ip-address', {
        comparisonOperator: 'not-in-cidr-set',
        value: { cidrs: ['::1/128'] },
        durationSeconds: undefined,
      }),
      lessThan('number', { value: { number: -1.5 }, durationSeconds: undefined }),
      lessThan('string-list', {
        comparisonOperator: 'in-set',
        value: { strings: [''] },
        durationSeconds: undefined,
      }),
      { name: 'b', metric: 'number-list' },
      { name: 'b' },
    ];
    await create({
      behaviors: behaviors.map((behavior, index) => ({
        ...behavior,
        name: `b${index}`,
        ...(index < 2 ? { metricDimension } : {}),
      })),
    });
    await create({
      securityProfileName: 'ml',
      behaviors: [{ name: 'b', metric: 'number', criteria: learning }],
    });
    expect(Object.keys(account.region().securityProfiles)).toEqual(['p', 'ml']);
  });
});
