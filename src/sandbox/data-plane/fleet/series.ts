import type * as Iot from '@aws-sdk/client-iot';
import { metricFacts } from '../../../catalogue/metrics.ts';
import type { Metric } from '../../../catalogue/metric.ts';
import { judgeOf } from '../../../detect/criteria.ts';
import type { Criteria } from '../../../detect/criteria.ts';
import { seriesName } from '../../../model/exports/simulation.ts';
import { find } from '../../state.ts';
import type { RegionState, SecurityProfileRecord } from '../../state.ts';

/** A metric as profiles watch it: in whole, or narrowed by a dimension. */
export interface Series {
  readonly metric: string;
  readonly facts: Metric;
  readonly dimension?: { readonly name: string; readonly operator: 'IN' | 'NOT_IN' };
  /** What a behavior calls normal, where one judges by a threshold or a set. */
  readonly normal?: Criteria;
}

/** The series that a behavior or an entry of the retained metrics names; undefined for a metric that the account does not know. */
export function seriesOf(
  state: RegionState,
  metric: string | undefined,
  dimension: Iot.MetricDimension | undefined,
): Series | undefined {
  if (metric === undefined) return undefined;
  const facts = metricFacts(metric, find(state.customMetrics, metric)?.metricType);
  if (facts === undefined) return undefined;
  const { dimensionName: name, operator = 'IN' } = dimension ?? {};
  return { metric, facts, ...(name === undefined ? {} : { dimension: { name, operator } }) };
}

/** Each series once; normal is what the first behavior says that judges it. */
export function eachOnce(series: readonly Series[]): readonly Series[] {
  const known = new Map<string, Series>();
  for (const one of series) if (known.get(seriesName(one))?.normal === undefined) known.set(seriesName(one), one);
  return [...known.values()];
}

/** What a profile collects: each series once, and whether it is exported. */
export function collected(
  state: RegionState,
  profile: SecurityProfileRecord,
): ReadonlyMap<string, { readonly series: Series; readonly isExported: boolean }> {
  const entries = [
    ...(profile.behaviors ?? []).map((behavior) => ({ ...behavior })),
    ...(profile.additionalMetricsToRetain ?? []).map((metric) => ({
      metric,
      metricDimension: undefined,
      exportMetric: false,
      criteria: undefined,
    })),
    ...(profile.additionalMetricsToRetainV2 ?? []).map((entry) => ({ ...entry, criteria: undefined })),
  ];
  const found = new Map<string, { series: Series; isExported: boolean }>();
  for (const { metric, metricDimension, exportMetric, criteria } of entries) {
    const series = seriesOf(state, metric, metricDimension);
    if (series === undefined) continue;
    const key = seriesName(series);
    const known = found.get(key);
    const isExported = exportMetric === true && profile.metricsExportConfig !== undefined;
    const judged = judgeOf(criteria) === 'static' ? { ...series, normal: criteria as Criteria } : series;
    found.set(key, {
      series: known?.series.normal === undefined ? judged : known.series,
      isExported: isExported || known?.isExported === true,
    });
  }
  return found;
}
