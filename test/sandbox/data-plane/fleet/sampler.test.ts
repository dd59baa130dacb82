import { expect, test } from 'vitest';
import type { Metric } from '../../../../src/catalogue/metric.ts';
import { metricFacts } from '../../../../src/catalogue/metrics.ts';
import { createSampler } from '../../../../src/sandbox/data-plane/fleet/sampler.ts';

test.each([
  { metric: 'aws:disconnect-duration', unit: 'seconds', reason: 'judged in minutes, reported in seconds' },
  { metric: 'aws:num-disconnects', unit: 'disconnects', reason: 'one unit for both' },
] as const)('samples say what their numbers count: $reason', ({ metric, unit }) => {
  const sampler = createSampler([{ metric, facts: metricFacts(metric) as Metric }], 1, () => new Set());
  expect(sampler.series()).toMatchObject([{ metric, unit }]);
});

test('samples are of the devices that are asked for, points of all', () => {
  const metric = 'aws:num-disconnects';
  const sampler = createSampler([{ metric, facts: metricFacts(metric) as Metric }], 1, () => new Set([0, 2]));
  sampler.take(0, 300, new Map([[metric, [{ count: 1 }, { count: 1000 }, { count: 3 }, undefined]]]));
  expect(sampler.series()).toMatchObject([
    { points: 3, things: 2, samples: [{ at: 300, points: 2, least: 1, mean: 2, most: 3 }] },
  ]);
});
