import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { canonical, compact, isObject } from '../../model/values/json.ts';
import { metricDimensionSchema } from './behavior-schema.ts';
import { metricNameSchema } from '../shared/metric-name.ts';
import { normalForm } from '../shared/normal-form.ts';
import { closed, set } from '../shared/schema.ts';

/** A metric as authors list it: its name, or its name with a dimension. */
export type MetricEntry =
  | string
  | {
      readonly metric: string;
      readonly metricDimension?: { readonly dimensionName: string; readonly operator?: 'IN' | 'NOT_IN' };
    };

/** A metric as AWS lists it: https://docs.aws.amazon.com/iot/latest/apireference/API_MetricToRetain.html */
export type MetricToRetain = Exclude<MetricEntry, string> & { readonly exportMetric?: boolean };

const metricEntrySchema: JsonObject = {
  description: 'A metric by name, or for the topics of a dimension.',
  anyOf: [
    metricNameSchema,
    closed(
      'A metric for the topics of a dimension.',
      { metric: metricNameSchema, metricDimension: metricDimensionSchema },
      {
        title: 'DimensionedMetric',
        required: ['metric'],
        otherNames: {
          exportMetric: 'What is listed under metricsExport.metrics is exported, what under retainedMetrics is not.',
        },
      },
    ),
  ],
};

/** A list of metrics, each once. */
export const metricsSchema = (description: string): JsonObject =>
  set(description, metricEntrySchema, {
    default: [],
    examples: [['aws:num-messages-sent', 'aws:num-disconnects']],
  });

/** Entries in their one form: without a dimension an entry is a plain name. */
export function normalEntries(entries: readonly MetricEntry[] = []): readonly MetricEntry[] {
  return entries.map((entry) => {
    const normal = normalForm(metricEntrySchema, entry as JsonValue) as MetricEntry;
    return isObject(normal) && Object.keys(normal).length === 1 ? String(normal['metric']) : normal;
  });
}

/** The entries that are not among others. What is exported is retained anyway, so it is listed once. */
export function without(entries: readonly MetricEntry[], others: readonly MetricEntry[]): readonly MetricEntry[] {
  if (others.length === 0) return entries;
  const texts = new Set(others.map((other) => canonical(other)));
  return entries.filter((entry) => !texts.has(canonical(entry)));
}

/** What AWS retains, told apart: exported or not. The deprecated list of plain names counts as not exported. */
export function entriesFrom(
  retained: readonly MetricToRetain[] = [],
  deprecated: readonly string[] = [],
): { exported: MetricEntry[]; kept: MetricEntry[] } {
  const entry = ({ exportMetric: _, ...rest }: MetricToRetain): MetricEntry => compact(rest);
  return {
    exported: retained.filter(({ exportMetric }) => exportMetric === true).map(entry),
    kept: [...retained.filter(({ exportMetric }) => exportMetric !== true).map(entry), ...deprecated],
  };
}

/** What AWS is to retain. */
export function entriesTo(exported: readonly MetricEntry[] = [], kept: readonly MetricEntry[] = []): MetricToRetain[] {
  const entry = (metric: MetricEntry): MetricToRetain => (typeof metric === 'string' ? { metric } : metric);
  return [...exported.map((metric) => ({ ...entry(metric), exportMetric: true })), ...kept.map(entry)];
}

/** The metric of an entry. */
export function metricOf(entry: MetricEntry): string {
  return typeof entry === 'string' ? entry : entry.metric;
}

/** The dimension of an entry, where it has one. */
export function dimensionOf(entry: MetricEntry): string | undefined {
  return typeof entry === 'string' ? undefined : entry.metricDimension?.dimensionName;
}
