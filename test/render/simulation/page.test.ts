import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SeriesSample, SimulationReport } from '../../../src/model/exports/simulation.ts';
import { thinned } from '../../../src/render/simulation/chart.ts';
import { simulationPage } from '../../../src/render/simulation/page.ts';
import { scaleOf } from '../../../src/render/simulation/scale.ts';
import { flow } from '../../sandbox/data-plane/flow.ts';

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const report = await flow();
const page = (one: SimulationReport): string => simulationPage([{ report: one, picture: PICTURE }]);

test('the page says what the report says', () => {
  const text = page(report).replaceAll(/\s*(<[^>]*>)\s*/g, '$1');
  const { totals } = report;
  for (const value of [totals.reported, totals.exported])
    expect(text).toContain(`<b>${value.toString().replaceAll(/\B(?=(\d{3})+$)/g, ',')}</b>`);
  for (const { metric, samples } of report.series)
    expect(text).toContain(samples.length > 0 ? `<h3>${metric}` : metric);
  for (const { profile, name } of report.behaviors) expect(text).toContain(`<td>${profile}/${name}<br />`);
  for (const { name, threshold } of report.behaviors)
    if (threshold !== undefined)
      expect(text).toContain(
        `${name}: normal is ${threshold.operator.replace('less-than-equals', 'at most').replaceAll('-', ' ')} ${threshold.value}`,
      );
  expect(text.replaceAll(/\s+/g, ' ')).toContain('All times are UTC');
  expect(text.match(/class="mean"/g)).toHaveLength(report.series.filter(({ samples }) => samples.length > 0).length);
});

test('the page loads nothing and runs nothing', () => {
  const text = page(report);
  expect(text).toContain('default-src &#39;none&#39;;');
  expect(text).not.toMatch(/<script|<link|<iframe|\bon\w+=|src="(?!data:)|href=|@import|url\(/i);
});

test('no name can be more than text in it', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      '</svg><a href="x">',
      '${x}',
      '\u202e',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const tags = (text: string): readonly string[] =>
    text.match(/<[^>]*>/g)?.map((tag) => tag.split(/[\s>]/)[0] ?? '') ?? [];
  const named = (name: string): SimulationReport => ({
    ...report,
    target: name,
    series: report.series.map((series) => ({ ...series, metric: name, unit: name })),
    behaviors: report.behaviors.map((behavior) => ({ ...behavior, metric: name, profile: name, name })),
    alarms: report.alarms.map((alarm) => ({ ...alarm, profile: name, behavior: name, thing: name })),
    anomalies: report.anomalies.map((anomaly) => ({ ...anomaly, series: name, thing: name })),
    fates: report.fates.map((fate) => ({ ...fate, where: name, reason: name })),
    notSimulated: [name],
  });
  const plain = tags(page(named('plain')));
  fc.assert(
    fc.property(hostile, (name) => {
      expect(tags(page(named(name)))).toEqual(plain);
    }),
  );
});

test('a curve of many samples is thinned, and none of its extremes and points is lost', () => {
  const sample = fc.record({ points: fc.nat(100), least: fc.integer(), mean: fc.integer(), most: fc.integer() });
  const samples = fc
    .array(sample, { minLength: 1, maxLength: 50 })
    .map((all) => all.map((one, index): SeriesSample => ({ ...one, at: index })));
  const span = (all: readonly SeriesSample[]) => ({
    points: all.reduce((sum, { points }) => sum + points, 0),
    least: Math.min(...all.map(({ least }) => least)),
    most: Math.max(...all.map(({ most }) => most)),
    last: all.at(-1)?.at,
  });
  fc.assert(
    fc.property(samples, fc.integer({ min: 1, max: 60 }), (all, most) => {
      const fewer = thinned(all, most);
      expect(fewer.length).toBeLessThanOrEqual(most);
      expect(span(fewer)).toEqual(span(all));
    }),
  );
});

describe('the scale of a chart', () => {
  const at = (index: number, least: number, most: number): SeriesSample => ({
    at: index,
    points: 1,
    least,
    mean: (least + most) / 2,
    most,
  });
  const normal = Array.from({ length: 20 }, (_, index) => at(index, 20, 40));
  const strange = { begin: 20, end: 22, text: 'anomaly' };
  const limit = { value: 45, text: 'NotHot' };

  test('shows the normal range and the threshold, and cuts off a peak that would press them flat', () => {
    const { low, high, shown } = scaleOf([...normal, at(21, 20, 1000)], { spans: [strange], thresholds: [limit] });
    expect([low, shown]).toEqual([0, [limit]]);
    expect(high).toBeGreaterThanOrEqual(45);
    expect(high).toBeLessThan(100);
  });

  test('goes up to a peak that is not far off', () => {
    const { high } = scaleOf([...normal, at(21, 20, 70)], { spans: [strange], thresholds: [limit] });
    expect(high).toBeGreaterThanOrEqual(70);
  });

  test('leaves out a threshold that is far from all values', () => {
    const { high, shown } = scaleOf(normal, { spans: [], thresholds: [{ value: 1e6, text: 'Never' }] });
    expect(shown).toEqual([]);
    expect(high).toBeLessThan(100);
  });

  test('has round ticks with zero among them, and all that is normal between them, whatever the values are', () => {
    const value = fc.integer({ min: -1e7, max: 1e7 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 20 }), (pairs) => {
        const samples = pairs.map(([one, other], index) => at(index, Math.min(one, other), Math.max(one, other)));
        const { low, high, ticks } = scaleOf(samples, { spans: [], thresholds: [] });
        expect(ticks).toContain(0);
        expect(ticks.length).toBeLessThan(14);
        for (const { least, most } of samples) expect([low <= least, high >= most]).toEqual([true, true]);
      }),
    );
  });
});
