import { expect, test } from 'vitest';
import type { Metric } from '../../../../src/catalogue/metric.ts';
import { metricFacts } from '../../../../src/catalogue/metrics.ts';
import { createSampler } from '../../../../src/sandbox/data-plane/fleet/sampler.ts';

test.each([
  { metric: 'aws:disconnect-duration', unit: 'seconds', reason: 'judged in minutes, reported in seconds' },
  { metric: 'aws:num-disconnects', unit: 'disconnects', reason: 'one unit for both' },
] as const)('samples say what their numbers count: $reason', ({ metric, unit }) => {
  const sampler = createSampler([{ metric, facts: metricFacts(metric) as Metric }], 1);
  expect(sampler.series()).toMatchObject([{ metric, unit }]);
});
