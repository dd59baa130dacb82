import { metricFacts } from '../../catalogue/metrics.ts';
import { SELF_MANAGED } from '../../catalogue/metric.ts';
import { kindOf } from '../../model/address.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { MetricRef } from '../../model/impact/coverage.ts';
import type { Desired, DesiredState } from '../../model/resource.ts';
import { profileMetricsOf } from '../../pipeline/impact/profile-metrics.ts';

/**
 * What of each declared security profile the pipeline covers that AWS names as the self-managed alternative to Detect, one
 * diagnostic a profile. AWS's page promises cloud-side metrics and no more.
 */
export function selfManagedCoverage({ resources }: DesiredState): readonly Diagnostic[] {
  return [...resources.values()].filter(({ address }) => kindOf(address) === 'SecurityProfile').map(coverageOf);
}

function coverageOf({ address, spec }: Desired): Diagnostic {
  const { detected, exported, retained, mqttTopic } = profileMetricsOf(spec);
  const watched = [...detected, ...retained, ...exported];
  const sideOf = ({ metric }: MetricRef): string => metricFacts(metric)?.side ?? 'custom';
  const ofSide = (side: string): readonly MetricRef[] => watched.filter((one) => sideOf(one) === side);
  const covered = ofSide('cloud').filter(({ dimension }) => dimension === undefined);
  const narrowed = ofSide('cloud').filter(({ dimension }) => dimension !== undefined);
  const rest = [
    named('the device-side', ofSide('device')),
    named('the custom', ofSide('custom')),
    ...(narrowed.length === 0 ? [] : [`dimensions (${names(narrowed)})`]),
    ...(mqttTopic === undefined ? [] : [`the export to ${mqttTopic}`]),
  ].filter((part) => part !== '');
  const message = `${address} under the self-managed alternative: covered ${covered.length === 0 ? 'is nothing' : `are ${names(covered)}`}; ${rest.length === 0 ? 'nothing is left out' : `not covered: ${rest.join(', ')}`}.`;
  return { status: 'warns', message, hint: SELF_MANAGED.about };
}

function named(side: string, metrics: readonly MetricRef[]): string {
  return metrics.length === 0 ? '' : `${side} ${names(metrics)}`;
}

function names(metrics: readonly MetricRef[]): string {
  return [...new Set(metrics.map(({ metric }) => metric))].join(', ');
}
