import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { metricKey, mqttTopicOf, profileMetricsOf, targetsOf } from '../../../src/pipeline/impact/profile-metrics.ts';

const NOTHING = { targets: [], detected: [], exported: [], retained: [] };
const criteria = { mlDetectionConfig: { confidenceLevel: 'HIGH' } };
const onTopics = (operator?: string): JsonObject => ({
  metric: 'aws:message-byte-size',
  metricDimension: { dimensionName: 't', ...(operator === undefined ? {} : { operator }) },
});

describe('of a security profile is known', () => {
  const rows: { reason: string; spec: JsonObject; expected: object }[] = [
    { reason: 'nothing where it says nothing', spec: {}, expected: {} },
    {
      reason: 'what it is attached to, without the account',
      spec: { targets: ['arn:aws:iot:r:111122223333:thinggroup/g', 'arn:aws:iot:r:111122223333:all/things'] },
      expected: { targets: ['thinggroup/g', 'all/things'] },
    },
    {
      reason: 'what is held against criteria: a behavior without any is only kept',
      spec: {
        behaviors: [
          { name: 'a', metric: 'm', criteria },
          { name: 'b', metric: 'n' },
        ],
      },
      expected: { detected: [{ metric: 'm' }] },
    },
    {
      reason: 'a metric once, however many behaviors have it',
      spec: {
        behaviors: [
          { name: 'a', metric: 'm', criteria },
          { name: 'b', metric: 'm', criteria },
        ],
      },
      expected: { detected: [{ metric: 'm' }] },
    },
    {
      reason: 'what is exported: metrics of behaviors that say so, and those that are listed',
      spec: {
        behaviors: [
          { name: 'a', metric: 'm', exportMetric: true },
          { name: 'b', metric: 'n', exportMetric: false },
          { name: 'c', metric: 'o' },
        ],
        metricsExport: { mqttTopic: 'a/b', metrics: ['p', 'm'] },
      },
      expected: { exported: [{ metric: 'm' }, { metric: 'p' }], mqttTopic: 'a/b' },
    },
    {
      reason: 'that nothing is exported where it publishes nowhere',
      spec: { behaviors: [{ name: 'a', metric: 'm', exportMetric: true }] },
      expected: {},
    },
    {
      reason: 'what is kept for 14 days',
      spec: { retainedMetrics: ['m', onTopics()] },
      expected: { retained: [{ metric: 'm' }, { metric: 'aws:message-byte-size', dimension: 't' }] },
    },
    {
      reason: 'for which topics a metric is, and for which it is not',
      spec: { retainedMetrics: [onTopics(), onTopics('IN'), onTopics('NOT_IN')] },
      expected: {
        retained: [
          { metric: 'aws:message-byte-size', dimension: 't' },
          { metric: 'aws:message-byte-size', dimension: 't', excluded: true },
        ],
      },
    },
    {
      reason: 'what is sound in a broken one',
      spec: {
        targets: 'arn:aws:iot:r:111122223333:all/things',
        behaviors: [null, 'text', { criteria, exportMetric: true }, { name: 'a', metric: 'm', criteria }],
        retainedMetrics: [
          1,
          null,
          { metric: 1 },
          { metric: 'n', metricDimension: {} },
          { metric: 'o', metricDimension: 't' },
        ],
        metricsExport: { mqttTopic: 1, metrics: 'm' },
      },
      expected: { detected: [{ metric: 'm' }], retained: [{ metric: 'n' }, { metric: 'o' }] },
    },
    {
      reason: 'nothing of an export that is a text',
      spec: { behaviors: [{ name: 'a', metric: 'm', exportMetric: true }], metricsExport: 'a/b' },
      expected: {},
    },
  ];
  test.each(rows)('$reason', ({ spec, expected }) => {
    expect(profileMetricsOf(spec)).toStrictEqual({ ...NOTHING, ...expected });
    expect(targetsOf(spec)).toEqual(profileMetricsOf(spec).targets);
    expect(mqttTopicOf(spec)).toBe(profileMetricsOf(spec).mqttTopic);
  });
});

test('metrics that differ in anything have different keys', () => {
  const metrics = [
    { metric: 'm' },
    { metric: 'n' },
    { metric: 'm', dimension: 't' },
    { metric: 'm', dimension: 'u' },
    { metric: 'm', dimension: 't', excluded: true },
  ] as const;
  expect(new Set(metrics.map(metricKey)).size).toBe(metrics.length);
  expect(metricKey({ metric: 'm', dimension: 't' })).toBe(metricKey({ dimension: 't', metric: 'm' }));
});
