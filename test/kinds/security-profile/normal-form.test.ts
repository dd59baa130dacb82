import { describe, expect, test } from 'vitest';
import { canonicalCidr } from '../../../src/kinds/security-profile/cidr.ts';
import { securityProfile } from '../../../src/kinds/security-profile/kind.ts';
import type { Behavior, SecurityProfileSpec } from '../../../src/kinds/security-profile/schema.ts';
import type { Address } from '../../../src/model/address.ts';
import { TARGET } from '../../arbitraries/target.ts';

const { normalize, references } = securityProfile;
const release = (spec: SecurityProfileSpec, address: Address): SecurityProfileSpec =>
  securityProfile.write?.release?.(spec, address) ?? {};
const exported = { mqttTopic: 'a', roleArn: 'r' };
const quiet: Behavior = { name: 'Quiet', metric: 'battery' };

describe('the normal form of a security profile', () => {
  test.each<{ reason: string; spec: SecurityProfileSpec; normal: SecurityProfileSpec }>([
    {
      reason: 'behaviors are known by their names',
      spec: { behaviors: [{ name: 'b' }, { name: 'a' }] },
      normal: { behaviors: [{ name: 'a' }, { name: 'b' }] },
    },
    {
      reason: 'one datapoint is the default',
      spec: {
        behaviors: [{ ...quiet, criteria: { consecutiveDatapointsToAlarm: 1, consecutiveDatapointsToClear: 2 } }],
      },
      normal: { behaviors: [{ ...quiet, criteria: { consecutiveDatapointsToClear: 2 } }] },
    },
    {
      reason: 'neither suppressing nor exporting is the default',
      spec: { behaviors: [{ ...quiet, suppressAlerts: false, exportMetric: false }] },
      normal: { behaviors: [quiet] },
    },
    {
      reason: 'IN is the default operator',
      spec: { behaviors: [{ ...quiet, metricDimension: { dimensionName: 'd', operator: 'IN' } }] },
      normal: { behaviors: [{ ...quiet, metricDimension: { dimensionName: 'd' } }] },
    },
    {
      reason: 'what is empty is absent',
      spec: { description: '', targets: [], behaviors: [], alertTargets: {}, retainedMetrics: [], tags: {} },
      normal: {},
    },
    {
      reason: 'criteria without a word are absent',
      spec: { behaviors: [{ ...quiet, criteria: {} }] },
      normal: { behaviors: [quiet] },
    },
    {
      reason: 'a metric without a dimension is its name',
      spec: {
        retainedMetrics: [
          { metric: 'b' },
          'a',
          { metric: 'c', metricDimension: { dimensionName: 'd', operator: 'IN' } },
        ],
      },
      normal: { retainedMetrics: ['a', 'b', { metric: 'c', metricDimension: { dimensionName: 'd' } }] },
    },
    {
      reason: 'what is exported is retained anyway',
      spec: { metricsExport: { ...exported, metrics: ['a'] }, retainedMetrics: ['b', { metric: 'a' }] },
      normal: { metricsExport: { ...exported, metrics: ['a'] }, retainedMetrics: ['b'] },
    },
    {
      reason: 'an export without metrics is legal',
      spec: { metricsExport: { ...exported, metrics: [] } },
      normal: { metricsExport: exported },
    },
    {
      reason: 'lists of values are sets, addresses in one spelling',
      spec: { behaviors: [{ ...quiet, criteria: { value: { cidrs: ['FE80::0:1', '10.0.0.1', '10.0.0.1/32'] } } }] },
      normal: { behaviors: [{ ...quiet, criteria: { value: { cidrs: ['10.0.0.1/32', 'fe80::1/128'] } } }] },
    },
  ])('knows that $reason', ({ spec, normal }) => {
    expect(normalize(spec, TARGET)).toEqual(normal);
  });
});

test.each([
  { text: '10.0.0.1', cidr: '10.0.0.1/32', reason: 'an address is a range of one' },
  { text: '10.0.0.0/08', cidr: '10.0.0.0/8', reason: 'a prefix is a number' },
  { text: '2001:DB8:0:0:0:0:0:1/64', cidr: '2001:db8::1/64', reason: 'IPv6 is compressed and lower case' },
  { text: '::', cidr: '::/128', reason: 'no address is an address' },
  { text: '::ffff:1.2.3.4', cidr: '::ffff:102:304/128', reason: 'IPv4 inside IPv6 is IPv6' },
  { text: '300.0.0.1', cidr: '300.0.0.1', reason: 'what is no address is AWS’s to refuse' },
  { text: '1:2', cidr: '1:2', reason: 'half an address is none' },
  { text: '10.0.0.1/8/8', cidr: '10.0.0.1/8/8', reason: 'two prefixes are none' },
  { text: 'a/b', cidr: 'a/b', reason: 'a prefix has digits' },
  { text: '10.0.0.0/b', cidr: '10.0.0.0/b', reason: 'also behind an address' },
  { text: '10.0.0.0/8b', cidr: '10.0.0.0/8b', reason: 'and nothing behind them' },
  { text: '10.0.0.0/b8', cidr: '10.0.0.0/b8', reason: 'nor before' },
  { text: '10.0.0.0/1234', cidr: '10.0.0.0/1234', reason: 'three of them at most' },
])('the address range $text is $cidr: $reason', ({ text, cidr }) => {
  expect(canonicalCidr(text)).toBe(cidr);
  expect(canonicalCidr(cidr)).toBe(cidr);
});

test.each<{ reason: string; spec: SecurityProfileSpec; addresses: readonly Address[] }>([
  {
    reason: 'metrics of AWS’s own need nothing',
    spec: { behaviors: [{ name: 'a', metric: 'aws:num-disconnects' }], retainedMetrics: ['aws:all-bytes-in'] },
    addresses: [],
  },
  {
    reason: 'custom metrics and dimensions come first, each once',
    spec: {
      behaviors: [{ name: 'a', metric: 'battery', metricDimension: { dimensionName: 'd' } }],
      metricsExport: {
        ...exported,
        metrics: ['battery', { metric: 'aws:message-byte-size', metricDimension: { dimensionName: 'e' } }],
      },
      retainedMetrics: ['level'],
    },
    addresses: ['CustomMetric/battery', 'Dimension/d', 'Dimension/e', 'CustomMetric/level'],
  },
  {
    reason: 'a Basic Ingest topic needs its rule',
    spec: { metricsExport: { ...exported, mqttTopic: '$aws/rules/ToLake' } },
    addresses: ['TopicRule/ToLake'],
  },
  {
    reason: 'also with more behind it',
    spec: { metricsExport: { ...exported, mqttTopic: '$aws/rules/ToLake/a/b' } },
    addresses: ['TopicRule/ToLake'],
  },
  {
    reason: 'an ordinary topic needs none',
    spec: { metricsExport: { ...exported, mqttTopic: 'aws/rules/ToLake' } },
    addresses: [],
  },
])('a profile refers to $addresses, because $reason', ({ spec, addresses }) => {
  expect(references(spec).toSorted()).toEqual([...addresses].toSorted());
});

describe('a profile lets go of', () => {
  const dimensioned = { metric: 'aws:message-byte-size', metricDimension: { dimensionName: 'telemetry' } };
  const spec: SecurityProfileSpec = {
    description: 'stays',
    behaviors: [quiet, { name: 'Small', ...dimensioned }],
    metricsExport: { ...exported, metrics: ['battery', dimensioned] },
    retainedMetrics: ['battery', 'level', { ...dimensioned, metric: 'aws:num-messages-sent' }],
  };

  test.each<{ address: Address; left: SecurityProfileSpec; reason: string }>([
    {
      address: 'CustomMetric/battery',
      left: {
        ...spec,
        behaviors: [{ name: 'Small', ...dimensioned }],
        metricsExport: { ...exported, metrics: [dimensioned] },
        retainedMetrics: ['level', { ...dimensioned, metric: 'aws:num-messages-sent' }],
      },
      reason: 'everything that names the metric',
    },
    {
      address: 'Dimension/telemetry',
      left: {
        ...spec,
        behaviors: [quiet],
        metricsExport: { ...exported, metrics: ['battery'] },
        retainedMetrics: ['level'],
      },
      reason: 'everything that the dimension narrows, which would mean something else without',
    },
    { address: 'TopicRule/ToLake', left: spec, reason: 'nothing, because AWS deletes a rule that is in use' },
  ])('$reason: $address', ({ address, left }) => {
    expect(release(spec, address)).toEqual(normalize(left, TARGET));
    expect(references(release(spec, address))).not.toContain(address);
  });
});
