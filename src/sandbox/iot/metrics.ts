import type { Metric } from '../../catalogue/metric.ts';
import { metricFacts } from '../../catalogue/metrics.ts';
import { find } from '../state.ts';
import type { RegionState } from '../state.ts';

/** A built-in metric or one that the account has made; undefined where there is none of that name. */
export function metricNamed(state: RegionState, name: string): Metric | undefined {
  return metricFacts(name, find(state.customMetrics, name)?.metricType);
}
