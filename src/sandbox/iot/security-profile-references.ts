import { find } from '../state.ts';
import type { RegionState, SecurityProfileSpec } from '../state.ts';

/** A metric that a profile names, with the dimension it is narrowed by. */
interface Reference {
  readonly metric: string | undefined;
  readonly dimension: string | undefined;
}

/** All metrics and dimensions that a security profile names, in behaviors and among the retained metrics. */
function referencesOf(profile: SecurityProfileSpec): readonly Reference[] {
  const { behaviors = [], additionalMetricsToRetain = [], additionalMetricsToRetainV2 = [] } = profile;
  const dimensioned = [...behaviors, ...additionalMetricsToRetainV2].map(({ metric, metricDimension }) => ({
    metric,
    dimension: metricDimension?.dimensionName,
  }));
  return [...dimensioned, ...additionalMetricsToRetain.map((metric) => ({ metric, dimension: undefined }))];
}

/** Names of the security profiles that use a metric. */
export function profilesWithMetric(state: RegionState, metric: string): readonly string[] {
  return profilesWith(state, (reference) => reference.metric === metric);
}

/** Names of the security profiles that use a dimension. */
export function profilesWithDimension(state: RegionState, dimension: string): readonly string[] {
  return profilesWith(state, (reference) => reference.dimension === dimension);
}

function profilesWith(state: RegionState, uses: (reference: Reference) => boolean): readonly string[] {
  const names = Object.keys(state.securityProfiles);
  return names.filter((name) => referencesOf(find(state.securityProfiles, name) ?? {}).some(uses));
}
