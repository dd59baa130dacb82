import { describe, expect, test } from 'vitest';
import { judgeOf } from '../../src/detect/criteria.ts';
import type { Criteria, MetricValue } from '../../src/detect/criteria.ts';
import { openMonitor } from '../../src/detect/monitor.ts';

/** What is noticed of one thing, interval by interval: A where an alarm begins, C where it is cleared. */
function noticed(criteria: Criteria, metric: string, values: readonly (MetricValue | undefined)[]): string {
  const one = openMonitor(criteria, metric, 1);
  if (one === undefined) return 'not judged';
  return values
    .map((value) => one.observe([value]).map(({ state }) => (state === 'in-alarm' ? 'A' : 'C'))[0] ?? '.')
    .join('');
}
const counts = (...numbers: readonly (number | undefined)[]) =>
  numbers.map((count) => (count === undefined ? undefined : { count }));

describe('a behavior says what is normal', () => {
  const failures = 'aws:num-authorization-failures';
  test.each<{
    criteria: Criteria;
    values: readonly (MetricValue | undefined)[];
    sees: string;
    metric?: string;
    reason: string;
  }>([
    {
      criteria: { comparisonOperator: 'less-than', value: { count: 5 }, durationSeconds: 300 },
      values: counts(4, 5, 6, 4, 5),
      sees: '.A.CA',
      reason: 'the threshold itself is not below it',
    },
    {
      criteria: { comparisonOperator: 'less-than-equals', value: { count: 5 }, durationSeconds: 300 },
      values: counts(5, 6),
      sees: '.A',
      reason: 'the threshold itself is normal',
    },
    {
      criteria: { comparisonOperator: 'greater-than', value: { count: 5 }, durationSeconds: 300 },
      values: counts(6, 5),
      sees: '.A',
      reason: 'less is not normal',
    },
    {
      criteria: { comparisonOperator: 'greater-than-equals', value: { count: 5 }, durationSeconds: 300 },
      values: counts(5, 4),
      sees: '.A',
      reason: 'the threshold itself is normal',
    },
    {
      criteria: {
        comparisonOperator: 'less-than',
        value: { count: 5 },
        durationSeconds: 300,
        consecutiveDatapointsToAlarm: 3,
        consecutiveDatapointsToClear: 2,
      },
      values: counts(9, 9, 1, 9, 9, 9, 1, 9, 1, 1),
      sees: '.....A...C',
      reason: 'it takes three in a row to alarm and two to clear',
    },
    {
      criteria: { comparisonOperator: 'less-than', value: { count: 5 }, durationSeconds: 300 },
      values: counts(9, undefined, undefined, 1),
      sees: 'A..C',
      reason: 'a thing that reports nothing gives no data point',
    },
    {
      criteria: { comparisonOperator: 'less-than', value: { count: 10 }, durationSeconds: 900 },
      values: counts(4, 4, 4, 0, 0, 0),
      sees: '..AC..',
      reason: 'what happened in three intervals is added up',
    },
    {
      criteria: { comparisonOperator: 'greater-than', value: { number: 10 }, durationSeconds: 900 },
      metric: 'battery_level',
      values: [{ number: 6 }, { number: 6 }, { number: 12 }],
      sees: 'A.C',
      reason: 'a level is as it was last seen',
    },
    {
      criteria: { comparisonOperator: 'less-than', value: { count: 30 } },
      metric: 'aws:disconnect-duration',
      values: counts(1799, 1800),
      sees: '.A',
      reason: 'seconds are judged in minutes',
    },
    {
      criteria: { comparisonOperator: 'in-cidr-set', value: { cidrs: ['203.0.113.0/24', '2001:db8::/32'] } },
      metric: 'aws:source-ip-address',
      values: [
        { cidrs: ['203.0.113.9', '2001:db8::1'] },
        { cidrs: ['203.0.113.9', '198.51.100.1'] },
        { cidrs: ['2001:db9::1'] },
      ],
      sees: '.A.',
      reason: 'every address must be in a range',
    },
    {
      criteria: { comparisonOperator: 'not-in-cidr-set', value: { cidrs: ['198.51.100.0/24'] } },
      metric: 'aws:source-ip-address',
      values: [{ cidrs: ['203.0.113.9'] }, { cidrs: ['203.0.113.9', '198.51.100.1'] }],
      sees: '.A',
      reason: 'no address may be in the range',
    },
    {
      criteria: { comparisonOperator: 'in-port-set', value: { ports: [22, 443] } },
      metric: 'aws:listening-tcp-ports',
      values: [{ ports: [22] }, { ports: [22, 23] }, { ports: [] }],
      sees: '.AC',
      reason: 'every port must be one of the set',
    },
    {
      criteria: { comparisonOperator: 'not-in-set', value: { strings: ['error'] } },
      metric: 'state',
      values: [{ strings: ['idle'] }, { strings: ['error'] }],
      sees: '.A',
      reason: 'no element may be one of the set',
    },
    {
      criteria: { comparisonOperator: 'in-cidr-set', value: { cidrs: ['10.0.16.0/20', '2001:db8:8000::/33'] } },
      metric: 'aws:destination-ip-addresses',
      values: [
        { cidrs: ['10.0.31.255', '2001:db8:ffff::1'] },
        { cidrs: ['10.0.32.0'] },
        { cidrs: ['10.0.16.0'] },
        { cidrs: ['2001:db8:7fff::1'] },
      ],
      sees: '.ACA',
      reason: 'a range may end within a byte',
    },
    {
      criteria: { comparisonOperator: 'less-than', value: { count: 1000 }, durationSeconds: 600 },
      metric: 'aws:all-bytes-out',
      values: counts(600, 399, 601, 300),
      sees: '..AC',
      reason: 'bytes are accumulated over the duration',
    },
  ])('$reason', ({ criteria, values, sees, metric = failures }) =>
    expect(noticed(criteria, metric, values)).toBe(sees),
  );

  test('by the percentile of the whole fleet, over the duration', () => {
    const criteria = {
      comparisonOperator: 'less-than-equals',
      statisticalThreshold: { statistic: 'p90' },
      durationSeconds: 300,
    };
    const fleet = openMonitor(criteria, failures, 10);
    const values = counts(1, 2, 3, 4, 5, 6, 7, 8, 9, 100);
    expect(fleet?.observe(values)).toEqual([{ thing: 9, state: 'in-alarm' }]);
    expect(fleet?.observe(counts(...Array.from({ length: 10 }, () => 1)))).toEqual([{ thing: 9, state: 'cleared' }]);
  });

  /** https://docs.aws.amazon.com/iot/latest/apireference/API_StatisticalThreshold.html */
  describe('a percentile', () => {
    const upTo = (statistic: string, durationSeconds = 300): Criteria => ({
      comparisonOperator: 'less-than-equals',
      statisticalThreshold: { statistic },
      durationSeconds,
    });
    const alarmed = (criteria: Criteria, ...intervals: readonly (readonly (MetricValue | undefined)[])[]) => {
      const fleet = openMonitor(criteria, failures, intervals[0]?.length ?? 0);
      return intervals.map((values) => fleet?.observe(values).length);
    };

    test('may have digits behind the point', () => {
      const fleet = counts(...Array.from({ length: 10_000 }, (_, nth) => nth));
      const [p99 = 0] = alarmed(upTo('p99'), fleet);
      const [fine = 0] = alarmed(upTo('p99.9'), fleet);
      expect(p99).toBeGreaterThan(90);
      expect(fine).toBeGreaterThan(5);
      expect(fine).toBeLessThan(15);
    });

    test('is of those that report', () => {
      const silent = Array.from({ length: 20 }, () => undefined);
      expect(alarmed(upTo('p50'), [...silent, ...counts(7, 7, 7)])).toEqual([0]);
    });

    test('is of what was accumulated over the duration', () => {
      expect(alarmed(upTo('p50', 600), counts(1, 1, 9), counts(9, 9, 2))).toEqual([1, 0]);
    });
  });

  test.each([
    { criteria: undefined, judge: 'none' },
    { criteria: { mlDetectionConfig: { confidenceLevel: 'HIGH' } }, judge: 'machine-learning' },
    { criteria: { comparisonOperator: 'less-than', statisticalThreshold: {} }, judge: 'statistical' },
    { criteria: { comparisonOperator: 'less-than', value: { count: 1 } }, judge: 'static' },
  ])('judged by: $judge', ({ criteria, judge }) => {
    expect(judgeOf(criteria)).toBe(judge);
    expect(openMonitor(criteria, failures, 1) === undefined).toBe(judge === 'none' || judge === 'machine-learning');
  });
});
