import type { Metric } from '../../catalogue/metric.ts';
import { metricFacts } from '../../catalogue/metrics.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { once } from './check.ts';
import type { CheckContext } from './check.ts';
import { afterwards, declared } from './resources.ts';
import type { Resource } from './resources.ts';

/** Narrows a metric down. */
export interface MetricDimension {
  readonly dimensionName: string;
  readonly operator?: 'IN' | 'NOT_IN';
}

/** What is normal of a metric. */
export interface Criteria {
  readonly comparisonOperator?: string;
  readonly value?: JsonObject;
  readonly statisticalThreshold?: JsonObject;
  readonly mlDetectionConfig?: JsonObject;
  readonly durationSeconds?: number;
}

/** One expectation of a profile. */
export interface Behavior {
  readonly name: string;
  readonly metric?: string;
  readonly metricDimension?: MetricDimension;
  readonly criteria?: Criteria;
  readonly exportMetric?: boolean;
}

/** A metric in a list, by its name alone or with a dimension. */
export type ListedMetric = string | { readonly metric: string; readonly metricDimension?: MetricDimension };

/** A security profile, as far as checks look into it. */
export interface ProfileSpec {
  readonly targets?: readonly string[];
  readonly behaviors?: readonly Behavior[];
  readonly metricsExport?: {
    readonly mqttTopic: string;
    readonly roleArn: string;
    readonly metrics?: readonly ListedMetric[];
  };
  readonly retainedMetrics?: readonly ListedMetric[];
}

/** A security profile of the profiles. */
export type Profile = Resource<ProfileSpec>;

/** The security profiles that are declared. */
export function profilesIn(context: CheckContext): readonly Profile[] {
  return declared<ProfileSpec>(context, 'SecurityProfile');
}

/** The edit path of a behavior, or of one of its members. */
export function behaviorPath({ name }: Behavior, ...members: readonly string[]): string {
  return members.length === 0 ? `behaviors[${name}]` : `behaviors[${name}].${members.join('.')}`;
}

/** A behavior with a metric that is known, and what is documented of it. */
export interface Judged {
  readonly profile: Profile;
  readonly behavior: Behavior;
  readonly metric: string;
  readonly facts: Metric;
}

/** Every behavior whose metric is one of AWS's, or a custom one of the profiles or the account. */
export const judgedIn = once((context): readonly Judged[] => {
  const factsOf = factsIn(context);
  const judged: Judged[] = [];
  for (const profile of profilesIn(context))
    for (const behavior of profile.spec.behaviors ?? []) {
      const { metric = '' } = behavior;
      const facts = factsOf(metric);
      if (facts !== undefined) judged.push({ profile, behavior, metric, facts });
    }
  return judged;
});

/** What is documented of a metric, also of a custom one, by its name. */
export function factsIn(context: CheckContext): (metric: string) => Metric | undefined {
  const custom = afterwards<{ readonly metricType?: string }>(context, 'CustomMetric');
  const types = new Map(custom.map(({ name, spec }) => [name, spec.metricType]));
  return (metric) => metricFacts(metric, types.get(metric));
}

/** A metric that a profile speaks of, where, and whether it is exported. */
export interface MetricMention {
  readonly metric: string;
  readonly metricDimension?: MetricDimension;
  readonly path: string;
  readonly exported: boolean;
}

/** Every metric that a profile speaks of, or those that are meant: most checks are about few. */
export function mentionsIn(
  { behaviors = [], metricsExport, retainedMetrics = [] }: ProfileSpec,
  isMeant: (metric: string, exported: boolean, dimension?: MetricDimension) => boolean = () => true,
): readonly MetricMention[] {
  const listed = (list: readonly ListedMetric[], path: string, exported: boolean): MetricMention[] =>
    list
      .map((entry) => (typeof entry === 'string' ? { metric: entry } : entry))
      .filter(({ metric, metricDimension }) => isMeant(metric, exported, metricDimension))
      .map((entry) => ({ ...entry, path: `${path}[${entryText(entry)}]`, exported }));
  return [
    ...behaviors.flatMap((behavior): MetricMention[] => {
      const { metric, metricDimension, exportMetric = false } = behavior;
      if (metric === undefined || !isMeant(metric, exportMetric, metricDimension)) return [];
      const path = behaviorPath(behavior);
      return [{ metric, ...(metricDimension && { metricDimension }), path, exported: exportMetric }];
    }),
    ...listed(metricsExport?.metrics ?? [], 'metricsExport.metrics', true),
    ...listed(retainedMetrics, 'retainedMetrics', false),
  ];
}

/** Means, of what a profile speaks of, what it exports. */
export function isExported(_metric: string, exported: boolean): boolean {
  return exported;
}

/** What an entry of a list is known by: `aws:num-messages-sent IN telemetryTopics`. */
export function entryText(entry: ListedMetric): string {
  if (typeof entry === 'string') return entry;
  const { metric, metricDimension } = entry;
  return metricDimension === undefined
    ? metric
    : `${metric} ${metricDimension.operator ?? 'IN'} ${metricDimension.dimensionName}`;
}
