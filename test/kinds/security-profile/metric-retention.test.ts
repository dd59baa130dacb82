import { expect, test } from 'vitest';
import {
  dimensionOf,
  entriesFrom,
  entriesTo,
  metricOf,
  normalEntries,
  without,
} from '../../../src/kinds/security-profile/metric-retention.ts';
import type { MetricEntry } from '../../../src/kinds/security-profile/metric-retention.ts';

const DIMENSIONED: MetricEntry = { metric: 'aws:message-byte-size', metricDimension: { dimensionName: 'telemetry' } };

test('an entry without a dimension is a name', () => {
  expect(normalEntries(['a', { metric: 'b' }, DIMENSIONED])).toEqual(['a', 'b', DIMENSIONED]);
  expect(normalEntries()).toEqual([]);
});

test('an entry has a metric, and a dimension where it says one', () => {
  expect(['a', { metric: 'b' }, DIMENSIONED].map((one) => [metricOf(one), dimensionOf(one)])).toEqual([
    ['a', undefined],
    ['b', undefined],
    ['aws:message-byte-size', 'telemetry'],
  ]);
});

test('what is listed among others is listed once', () => {
  expect(without(['a', DIMENSIONED, 'b'], [{ ...DIMENSIONED }, 'b'])).toEqual(['a']);
  expect(without(['a', 'b'], [])).toEqual(['a', 'b']);
});

test('what AWS retains is exported or not; its deprecated list is not', () => {
  const { metric, metricDimension } = DIMENSIONED as { metric: string; metricDimension: { dimensionName: string } };
  expect(
    entriesFrom(
      [
        { metric: 'a', exportMetric: true },
        { metric: 'b', exportMetric: false },
        { metric, metricDimension, exportMetric: true },
        { metric: 'c' },
      ],
      ['d'],
    ),
  ).toEqual({ exported: [{ metric: 'a' }, DIMENSIONED], kept: [{ metric: 'b' }, { metric: 'c' }, 'd'] });
  expect(entriesFrom()).toEqual({ exported: [], kept: [] });
});

test('AWS is told which of them to export', () => {
  expect(entriesTo(['a', DIMENSIONED], ['b'])).toEqual([
    { metric: 'a', exportMetric: true },
    { ...(DIMENSIONED as object), exportMetric: true },
    { metric: 'b' },
  ]);
  expect(entriesTo()).toEqual([]);
});
