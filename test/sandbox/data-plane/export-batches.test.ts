import { describe, expect, test } from 'vitest';
import { metricFacts } from '../../../src/catalogue/metrics.ts';
import type { MetricValue } from '../../../src/detect/criteria.ts';
import type { ExportBatch } from '../../../src/model/exports/export-batch.ts';
import { exportBatches } from '../../../src/sandbox/data-plane/export-batches.ts';
import type { Series } from '../../../src/sandbox/data-plane/fleet/series.ts';

const at = Date.UTC(2026, 10, 23, 0, 5);

function seriesOf(metric: string, more: Partial<Series> = {}): Series {
  const facts = metricFacts(metric, metric.startsWith('aws:') ? undefined : 'string-list');
  if (facts === undefined) throw new Error(`There is no ${metric}.`);
  return { metric, facts, ...more };
}

/** What is published for some things, of whom each has a value. */
function exported(series: Series, values: readonly MetricValue[], repeats: readonly boolean[] = []) {
  const things = values.map((_, index) => ({ name: `box-${index}`, groupArn: '' }));
  let asked = 0;
  const isRepeated = (): boolean => repeats[asked++] === true;
  const batches = [...exportBatches({ series, things, values, at, isRepeated })];
  // Rules get the message without reading its text.
  for (const { message, payload } of batches) expect(message).toStrictEqual(JSON.parse(payload));
  return batches.map(({ payload, ...rest }) => ({ ...rest, payload, read: JSON.parse(payload) as ExportBatch }));
}
const counts = (length: number): readonly MetricValue[] => Array.from({ length }, (_, count) => ({ count }));

/** https://docs.aws.amazon.com/iot-device-defender/latest/devguide/metrics-export-json-schema.html */
describe('an export', () => {
  test('of a cloud-side metric has the time of the aggregation, of others that of the report of each device', () => {
    const timesOf = (series: Series) =>
      exported(series, counts(30)).flatMap(({ read }) => read.metrics.map(({ timestamp }) => timestamp));
    expect(new Set(timesOf(seriesOf('aws:num-messages-sent')))).toEqual(new Set([at]));
    const reported = timesOf(seriesOf('aws:all-bytes-in'));
    expect(new Set(reported).size).toBeGreaterThan(10);
    expect(reported.every((time) => time <= at && time > at - 300_000)).toBe(true);
  });

  test('names the dimension where the metric has one, and only there', () => {
    const dimension = { name: 'telemetry', operator: 'NOT_IN' } as const;
    const [narrowed] = exported(seriesOf('aws:num-messages-sent', { dimension }), counts(1));
    expect(narrowed?.read.metrics).toEqual([
      { name: 'aws:num-messages-sent', thing: 'box-0', value: { count: 0 }, version: 1, timestamp: at, dimension },
    ]);
    const [whole] = exported(seriesOf('aws:num-messages-sent'), counts(1));
    expect(whole?.read.metrics[0]).not.toHaveProperty('dimension');
  });

  test('that is sent again has the same points in a higher version', () => {
    const [first, again, ...rest] = exported(seriesOf('aws:num-disconnects'), counts(3), [true]);
    expect(rest).toEqual([]);
    expect([first?.isRepeat, again?.isRepeat]).toEqual([false, true]);
    expect(again?.read.metrics).toEqual(first?.read.metrics.map((point) => ({ ...point, version: 2 })));
  });

  /** https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits */
  test('fits into messages of 128 KB, with every point once', () => {
    const strings = Array.from({ length: 40 }, (_, nth) => `${nth}`.padEnd(100, 'ä'));
    const messages = exported(
      seriesOf('states'),
      counts(250).map(() => ({ strings })),
    );
    expect(Math.max(...messages.map(({ payload }) => Buffer.byteLength(payload)))).toBeLessThanOrEqual(128 * 1024);
    const things = messages.flatMap(({ read }) => read.metrics.map(({ thing }) => thing));
    expect(things).toEqual(counts(250).map((_, index) => `box-${index}`));
    expect(messages.map(({ points }) => points)).toEqual(messages.map(({ read }) => read.metrics.length));
  });
});
