import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metricFacts } from '../../../../src/catalogue/metrics.ts';
import type { Metric } from '../../../../src/catalogue/metric.ts';
import { isNormalList, isNormalNumber } from '../../../../src/detect/criteria.ts';
import type { Criteria } from '../../../../src/detect/criteria.ts';
import { shapeOf } from '../../../../src/sandbox/data-plane/fleet/shapes.ts';

const seeds = fc.nat();
const intervals = fc.nat(2000);

function shape(metric: string, type: Parameters<typeof metricFacts>[1], normal: Criteria) {
  return shapeOf({ metric, facts: metricFacts(metric, type) as Metric, normal });
}

describe('a device is normal as its behavior has it, and strange only while it is strange', () => {
  test('with any threshold for a metric of its own', () => {
    const operators = ['less-than', 'less-than-equals', 'greater-than', 'greater-than-equals'];
    const names = fc.constantFrom('queue', 'battery_level', 'percent_free');
    const property = fc.property(
      names,
      fc.constantFrom(...operators),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      seeds,
      intervals,
      fc.boolean(),
      (metric, operator, number, seed, interval, isStrange) => {
        const value = shape(metric, 'number', { comparisonOperator: operator, value: { number } });
        const observed = value(seed, interval, isStrange).number ?? Number.NaN;
        expect(isNormalNumber(operator, observed, number)).toBe(!isStrange);
      },
    );
    fc.assert(property);
  });

  test.each([
    { reason: 'words', metric: 'state', type: 'string-list', value: { strings: ['charging', 'ready'] } },
    {
      reason: 'words that the fleet would use anyway',
      metric: 'state',
      type: 'string-list',
      value: { strings: ['idle'] },
    },
    { reason: 'numbers', metric: 'codes', type: 'number-list', value: { numbers: [7, 8] } },
    { reason: 'addresses', metric: 'peers', type: 'ip-address-list', value: { cidrs: ['10.0.0.0/8', '192.168.1.7'] } },
    {
      reason: 'addresses that AWS sees',
      metric: 'aws:source-ip-address',
      type: undefined,
      value: { cidrs: ['2001:db8::/32'] },
    },
  ])('with a set of $reason', ({ metric, type, value }) => {
    const [suffix] = 'cidrs' in value ? ['in-cidr-set'] : ['in-set'];
    fc.assert(
      fc.property(fc.constantFrom('', 'not-'), seeds, intervals, fc.boolean(), (not, seed, interval, isStrange) => {
        const operator = `${not}${suffix}`;
        const observed = shape(metric, type, { comparisonOperator: operator, value })(seed, interval, isStrange);
        expect(isNormalList(operator, observed, value)).toBe(!isStrange);
      }),
    );
  });
});

test('what AWS counts is plausible whatever a behavior expects', () => {
  const normal = { comparisonOperator: 'less-than', value: { count: 1 } };
  expect(shape('aws:num-messages-sent', undefined, normal)(1, 1, false).count).toBeGreaterThan(1);
});
