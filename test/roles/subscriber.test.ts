import { expect, test } from 'vitest';
import { finish } from '../../src/model/steps.ts';
import { addressOf } from '../../src/model/address.ts';
import type { Desired } from '../../src/model/resource.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import { subscriberPolicies } from '../../src/roles/subscriber.ts';
import { TARGET } from '../arbitraries/target.ts';

const policies = (...specs: readonly JsonObject[]) =>
  finish(
    subscriberPolicies(
      specs.map((spec, nth) => ({ address: addressOf('SecurityProfile', `P${nth}`), spec }) as Desired),
      TARGET,
    ),
  );
const exporting = (mqttTopic: string): JsonObject => ({ metricsExport: { mqttTopic, roleArn: 'r' } });
const HERE = 'arn:aws:iot:ap-south-1:111122223333';

test('who subscribes to the topic of an export may connect under a name of its own, subscribe and receive', () => {
  expect(policies(exporting('defender//fleet metrics'))).toEqual([
    {
      name: 'defender-fleet-metrics-subscriber',
      document: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'iot:Connect',
            Resource: `${HERE}:client/defender-fleet-metrics-subscriber-*`,
          },
          { Effect: 'Allow', Action: 'iot:Subscribe', Resource: `${HERE}:topicfilter/defender//fleet metrics` },
          { Effect: 'Allow', Action: 'iot:Receive', Resource: `${HERE}:topic/defender//fleet metrics` },
        ],
      },
    },
  ]);
});

test('a topic of several exports has one policy, and each topic its own', () => {
  expect(policies(exporting('a'), exporting('b'), exporting('a')).map(({ name }) => name)).toEqual([
    'a-subscriber',
    'b-subscriber',
  ]);
});

test('a long topic has a name of 128 characters, of its end', () => {
  const [policy] = policies(exporting(`${'a/'.repeat(100)}end`));
  expect(policy?.name).toHaveLength(128);
  expect(policy?.name).toMatch(/-a-end-subscriber$/);
});

test.each<{ reason: string; spec: JsonObject }>([
  { reason: 'a topic of Basic Ingest, to which nobody can subscribe', spec: exporting('$aws/rules/R') },
  { reason: 'a profile that exports nothing', spec: { retainedMetrics: ['aws:num-disconnects'] } },
  { reason: 'an export without a topic', spec: { metricsExport: { roleArn: 'r' } } },
])('$reason has no policy', ({ spec }) => {
  expect(policies(spec)).toEqual([]);
});
