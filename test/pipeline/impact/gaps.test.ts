import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/model/address.ts';
import type { Gap } from '../../../src/model/impact/coverage.ts';
import type { JsonObject, JsonValue } from '../../../src/model/values/json.ts';
import { plan } from '../../../src/pipeline/plan/plan.ts';
import { input, owned } from '../plan/input.ts';

type Account = Record<Address, JsonObject>;

/** The gaps on the way from one account to another, both ours. */
function gapsOf(before: Account, after: Account): readonly Gap[] {
  const wanted = Object.entries(after).map(([address, spec]) => [address, { spec }]);
  const live = Object.entries(before).map(([address, spec]) => [address, owned(spec)]);
  return plan(input(Object.fromEntries(wanted), Object.fromEntries(live))).coverage.gaps;
}

const targets = ['arn:aws:iot:r:1:thinggroup/boxes'];
const criteria = { comparisonOperator: 'less-than', value: { count: 5 }, durationSeconds: 300 };
const exports = (mqttTopic: string, ...metrics: JsonValue[]): JsonObject => ({
  targets,
  metricsExport: { mqttTopic, roleArn: 'r', metrics },
});
const watches = (...metrics: (string | JsonObject)[]): JsonObject => ({
  targets,
  behaviors: metrics.map((metric, index) => ({
    name: `b${index}`,
    criteria,
    ...(typeof metric === 'string' ? { metric } : metric),
  })),
});
const toStream = (...streams: string[]): JsonObject => ({
  sql: 'SELECT *',
  actions: streams.map((deliveryStreamName) => ({ firehose: { deliveryStreamName, roleArn: 'r' } })),
});

describe('a topic that moves', () => {
  const [was, is] = [exports('a/b', 'm'), exports('a/c', 'm')];
  test('is a gap for who listens to the old one', () => {
    expect(gapsOf({ 'SecurityProfile/A': was }, { 'SecurityProfile/A': is })).toMatchObject([
      { cause: 'topic-moves', profiles: ['SecurityProfile/A'], metrics: [{ metric: 'm' }] },
    ]);
  });

  const none: { reason: string; before: JsonObject; after: JsonObject }[] = [
    { reason: 'the topic stays', before: exports('a/b', 'm'), after: exports('a/b', 'm', 'n') },
    { reason: 'nothing was exported before', before: watches('m'), after: { ...watches('m'), ...is } },
    { reason: 'nothing is exported any more', before: { ...watches('m'), ...was }, after: watches('m') },
    {
      reason: 'it goes nowhere that is known',
      before: was,
      after: { targets, metricsExport: { roleArn: 'r', metrics: ['m'] } },
    },
    {
      reason: 'it came from nowhere that is known',
      before: { targets, metricsExport: { roleArn: 'r', metrics: ['m'] } },
      after: is,
    },
    { reason: 'other metrics go to the new one', before: was, after: exports('a/c', 'n') },
  ];
  test.each(none)('is none where $reason', ({ before, after }) => {
    expect(gapsOf({ 'SecurityProfile/A': before }, { 'SecurityProfile/A': after })).toEqual([]);
  });

  test('is none where the profile is new or goes', () => {
    expect(gapsOf({}, { 'SecurityProfile/A': is })).toEqual([]);
    expect(gapsOf({ 'SecurityProfile/A': is }, {})).toEqual([]);
  });

  test('is none of another kind that has such a member', () => {
    expect(gapsOf({ 'TopicRule/R': was }, { 'TopicRule/R': is })).toEqual([]);
  });
});

describe('a stream that is replaced', () => {
  const [old, anew]: JsonObject[] = [
    { extendedS3Destination: {}, deliveryStreamType: 'KinesisStreamAsSource' },
    { extendedS3Destination: {} },
  ];
  const replacing = (rest: Account, after: Account = rest): readonly Gap[] =>
    gapsOf({ 'DeliveryStream/s': old as JsonObject, ...rest }, { 'DeliveryStream/s': anew as JsonObject, ...after });
  const A = exports('$aws/rules/R/x', 'm', 'n');

  test('is a gap for all that is exported to the rules that send to it, each metric once', () => {
    const account: Account = {
      'TopicRule/R': toStream('s', 's'),
      'TopicRule/Q': { ...toStream('other', 's'), errorAction: { sqs: {} } },
      'TopicRule/Other': toStream('other'),
      'SecurityProfile/A': A,
      'SecurityProfile/B': exports('$aws/rules/Q', 'n', 'o'),
      'SecurityProfile/C': exports('$aws/rules/Other', 'p'),
      'SecurityProfile/D': exports('a/b', 'q'),
    };
    expect(replacing(account)).toEqual([
      {
        cause: 'stream-replaced',
        profiles: ['SecurityProfile/A', 'SecurityProfile/B'],
        metrics: [{ metric: 'm' }, { metric: 'n' }, { metric: 'o' }],
        from: 'DeliveryStream/s',
        until: 'DeliveryStream/s',
        meaning: 'while the stream is deleted and created again, they are lost: R has no error action',
      },
    ]);
  });

  const none: { reason: string; before: Account; after?: Account }[] = [
    { reason: 'no rule sends to it', before: { 'TopicRule/R': toStream('other'), 'SecurityProfile/A': A } },
    { reason: 'nothing is exported to its rules', before: { 'TopicRule/R': toStream('s') } },
    {
      reason: 'nothing but metrics that nobody named is exported',
      before: { 'TopicRule/R': toStream('s'), 'SecurityProfile/A': exports('$aws/rules/R') },
    },
    {
      reason: 'its rule goes: that is a loss, and told as such',
      before: { 'TopicRule/R': toStream('s'), 'SecurityProfile/A': A },
      after: { 'SecurityProfile/A': A },
    },
    {
      reason: 'its rule has other actions, or none',
      before: {
        'TopicRule/R': { sql: 'SELECT *', actions: [{ sns: { targetArn: 'x' } }, 'broken', { firehose: 's' }] },
        'TopicRule/Q': { sql: 'SELECT *' },
        'SecurityProfile/A': A,
        'SecurityProfile/B': exports('$aws/rules/Q', 'm'),
      },
    },
    {
      reason: 'what looks like its rule is of another kind',
      before: { 'CustomMetric/R': toStream('s'), 'SecurityProfile/A': A },
    },
    {
      reason: 'what looks like a profile is of another kind',
      before: { 'TopicRule/R': toStream('s'), 'Dimension/A': A },
    },
  ];
  test.each(none)('is none where $reason', ({ before, after }) => expect(replacing(before, after)).toEqual([]));

  test('takes the rules as they were: that a rule moves to it meanwhile is no gap', () => {
    const before = { 'TopicRule/R': toStream('other'), 'SecurityProfile/A': A };
    expect(replacing(before, { ...before, 'TopicRule/R': toStream('s') })).toEqual([]);
  });

  test('names each rule without an error action, by its name', () => {
    const account: Account = {
      'TopicRule/R': toStream('s'),
      'TopicRule/Q': toStream('s'),
      'TopicRule/safe': { ...toStream('s'), errorAction: { sqs: {} } },
      'SecurityProfile/A': A,
    };
    expect(replacing(account)[0]?.meaning).toMatch(/, they are lost: R, Q have no error action$/);
  });

  test('is a gap each where two are', () => {
    const account: Account = { 'TopicRule/R': toStream('s', 't'), 'SecurityProfile/A': A };
    const gaps = replacing(
      { 'DeliveryStream/t': old as JsonObject, ...account },
      { 'DeliveryStream/t': anew as JsonObject, ...account },
    );
    expect(gaps.map(({ from }) => from)).toEqual(['DeliveryStream/s', 'DeliveryStream/t']);
  });
});

describe('what is replaced while profiles refer to it', () => {
  const onTopics = (metric: string, dimensionName: string): JsonObject => ({
    metric,
    metricDimension: { dimensionName },
  });

  test('is a gap for what they watch and export of a metric, each once, and for nothing else', () => {
    const account: Account = {
      'CustomMetric/n': { metricType: 'number' },
      'SecurityProfile/A': { ...watches('m', 'n'), ...exports('a/b', 'm', onTopics('m', 't')) },
      'SecurityProfile/B': watches('m'),
      'SecurityProfile/C': watches('n'),
    };
    const gaps = gapsOf(
      { ...account, 'CustomMetric/m': { metricType: 'number' } },
      { ...account, 'CustomMetric/m': { metricType: 'string-list' } },
    );
    expect(gaps).toEqual([
      {
        cause: 'reference-replaced',
        profiles: ['SecurityProfile/A', 'SecurityProfile/B'],
        metrics: [{ metric: 'm' }, { metric: 'm', dimension: 't' }],
        from: 'CustomMetric/m',
        until: 'CustomMetric/m',
        meaning: 'while it is deleted and created again, nothing is detected on them and nothing is exported',
      },
    ]);
  });

  test('is a gap for what they watch by a dimension', () => {
    const account: Account = { 'SecurityProfile/A': watches(onTopics('x', 't'), 't', onTopics('y', 'u')) };
    const gaps = gapsOf(
      {
        ...account,
        'CustomMetric/t': { metricType: 'number' },
        'Dimension/t': { type: 'TOPIC_FILTER', stringValues: ['a'] },
      },
      { ...account, 'CustomMetric/t': { metricType: 'number' }, 'Dimension/t': { type: 'OTHER', stringValues: ['a'] } },
    );
    expect(gaps).toMatchObject([{ from: 'Dimension/t', metrics: [{ metric: 'x', dimension: 't' }] }]);
  });

  test('is none where they only keep it, or nobody refers to it', () => {
    const replacing = (account: Account): readonly Gap[] =>
      gapsOf(
        { ...account, 'CustomMetric/m': { metricType: 'number' } },
        { ...account, 'CustomMetric/m': { metricType: 'string-list' } },
      );
    expect(replacing({ 'SecurityProfile/A': { targets, retainedMetrics: ['m'] } })).toEqual([]);
    expect(replacing({})).toEqual([]);
  });
});

test('profiles that exchange what they watch have a gap, from the one that is done first to the other', () => {
  const gaps = gapsOf(
    { 'SecurityProfile/A': watches('m'), 'SecurityProfile/B': watches('n') },
    { 'SecurityProfile/A': watches('n'), 'SecurityProfile/B': watches('m') },
  );
  expect(gaps).toEqual([
    {
      cause: 'profiles-exchange',
      profiles: ['SecurityProfile/B', 'SecurityProfile/A'],
      metrics: [{ metric: 'n' }],
      from: 'SecurityProfile/B',
      until: 'SecurityProfile/A',
      meaning: 'the two profiles exchange metrics, so one stops before the other starts',
    },
  ]);
});

test('a change that only hands over in order, updates and creates leaves no gap', () => {
  const before: Account = { 'SecurityProfile/A': watches('m'), 'CustomMetric/m': { metricType: 'number' } };
  const after: Account = {
    'SecurityProfile/B': watches('m'),
    'CustomMetric/m': { metricType: 'number', displayName: 'M' },
  };
  expect(gapsOf(before, after)).toEqual([]);
});
