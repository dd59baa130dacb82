import { describe, expect, test } from 'vitest';
import { emptyState, regionOf } from '../../../src/sandbox/state.ts';
import type { SecurityProfileRecord } from '../../../src/sandbox/state.ts';
import { isWatched } from '../../../src/sandbox/data-plane/profile.ts';
import { collected } from '../../../src/sandbox/data-plane/fleet/series.ts';

const ARN = 'arn:aws:iot:ap-south-1:111122223333';
const thing = (group: string) => ({ name: 'box-1', groupArn: group === '' ? '' : `${ARN}:thinggroup/${group}` });

/** https://docs.aws.amazon.com/iot-device-defender/latest/devguide/DetectCommands.html */
describe('a profile watches', () => {
  test.each([
    { target: 'thinggroup/boxes', group: 'boxes', is: true, reason: 'it is attached to its group' },
    { target: 'thinggroup/boxes', group: 'boxes-2', is: false, reason: 'it is attached to another group' },
    { target: 'all/things', group: 'boxes', is: true, reason: 'it is attached to all' },
    { target: 'all/registered-things', group: 'boxes', is: true, reason: 'who is in a group is registered' },
    { target: 'all/unregistered-things', group: 'boxes', is: false, reason: 'who is in a group is registered' },
    { target: 'all/unregistered-things', group: '', is: true, reason: 'nobody knows whether it is registered' },
  ])('a thing of "$group" for $target: $is, because $reason', ({ target, group, is }) => {
    expect(isWatched({ targets: [`${ARN}:${target}`] }, thing(group))).toBe(is);
  });
});

/** https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-metrics-export.html */
test('a profile collects a metric and a part of it by a dimension apart, and exports what says so', () => {
  const metric = 'aws:num-messages-sent';
  const profile: SecurityProfileRecord = {
    arn: '',
    createdAt: 0,
    tags: {},
    version: 1,
    changedAt: 0,
    targets: [],
    behaviors: [{ name: 'Few', metric }],
    additionalMetricsToRetain: ['aws:num-disconnects'],
    additionalMetricsToRetainV2: [
      { metric, metricDimension: { dimensionName: 'telemetry' }, exportMetric: true },
      { metric, metricDimension: { dimensionName: 'telemetry', operator: 'NOT_IN' } },
    ],
    metricsExportConfig: { mqttTopic: 'a/b', roleArn: '' },
  };
  const found = [...collected(regionOf(emptyState(), '111122223333', 'ap-south-1'), profile)].map(
    ([name, { isExported }]) => [name, isExported],
  );
  expect(found).toEqual([
    [metric, false],
    ['aws:num-disconnects', false],
    [`${metric} IN telemetry`, true],
    [`${metric} NOT_IN telemetry`, false],
  ]);
});
