import { QUOTAS } from '../../catalogue/quotas.ts';
import type { RegionState, SecurityProfileSpec } from '../state.ts';
import { behaviorProblems, dimensionProblem } from './behaviors.ts';
import { metricNamed } from './metrics.ts';
import { invalidRequest } from './refusals.ts';

/** Refuses a security profile that the service would refuse, as it would be after the request. */
export function checkProfile(state: RegionState, profile: SecurityProfileSpec): void {
  const [problem] = [
    ...behaviorProblems(state, profile.behaviors ?? []),
    ...retentionProblems(state, profile),
    ...wholeProblems(profile),
  ];
  if (problem !== undefined) throw invalidRequest(problem);
}

// Dimensions cannot narrow custom metrics here either: https://docs.aws.amazon.com/iot/latest/apireference/API_MetricToRetain.html
function* retentionProblems(state: RegionState, profile: SecurityProfileSpec): Generator<string> {
  const { additionalMetricsToRetain = [], additionalMetricsToRetainV2 = [] } = profile;
  const metrics = [...additionalMetricsToRetain, ...additionalMetricsToRetainV2.map(({ metric }) => metric)];
  const unknown = metrics.find((metric) => metricNamed(state, metric) === undefined);
  if (unknown !== undefined) yield `Metric ${unknown} does not exist.`;
  for (const { metric, metricDimension } of additionalMetricsToRetainV2) {
    const problem = metricDimension && dimensionProblem(state, metric, metricDimension.dimensionName);
    if (problem !== undefined) yield problem;
  }
}

function* wholeProblems({ behaviors = [], ...profile }: SecurityProfileSpec): Generator<string> {
  const elements = behaviors.flatMap(({ criteria }) => {
    const { cidrs = [], ports = [], numbers = [], strings = [] } = criteria?.value ?? {};
    return [...cidrs, ...ports, ...numbers, ...strings];
  });
  if (elements.length > QUOTAS.valueElements.limit) {
    yield `A security profile can have at most ${QUOTAS.valueElements.limit} value elements, not ${elements.length}.`;
  }
  // The procedure asks for both; that the service insists on it is not written anywhere.
  // https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-metrics-export.html
  const exporting = [...behaviors, ...(profile.additionalMetricsToRetainV2 ?? [])].some((entry) => entry.exportMetric);
  if (exporting && profile.metricsExportConfig === undefined) {
    yield 'metricsExportConfig is required when exportMetric is true.';
  }
}
