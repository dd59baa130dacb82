import { basicIngestOf } from '../../catalogue/topics.ts';
import { addressOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aspect, MetricRef } from '../../model/impact/coverage.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { mqttTopicOf, metricKey, profileMetricsOf } from './profile-metrics.ts';

/** One metric on one target, what is done with it, and by whom. */
export interface CoverageEntry {
  readonly profile: Address;
  readonly target: string;
  readonly aspect: Aspect;
  readonly watched: MetricRef;
  /** The rule that an export goes to by Basic Ingest. */
  readonly rule?: Address;
}

/** Everything that one profile watches. */
export function coverageEntries(profile: Address, spec: JsonObject): readonly CoverageEntry[] {
  const { targets, detected, exported } = profileMetricsOf(spec);
  const ruleAddress = ruleOf(spec);
  const rule = ruleAddress === undefined ? {} : { rule: ruleAddress };
  return targets.flatMap((target): CoverageEntry[] => [
    ...detected.map((watched): CoverageEntry => ({ profile, target, watched, aspect: 'detection' })),
    ...exported.map((watched): CoverageEntry => ({ profile, target, watched, aspect: 'export', ...rule })),
  ]);
}

/** The rule that a profile's exports go to by Basic Ingest. */
export function ruleOf(spec: JsonObject): Address | undefined {
  const rule = basicIngestOf(mqttTopicOf(spec) ?? '')?.rule;
  return rule === undefined ? undefined : addressOf('TopicRule', rule);
}

type MetricOnTarget = Pick<CoverageEntry, 'target' | 'aspect' | 'watched'>;

/** The text under which a metric on a target is watched there. */
export function coverageKey({ target, aspect, watched }: MetricOnTarget): string {
  return `${aspect} ${metricKey(watched)} ${target}`;
}

/** The texts under which a metric on a target counts as watched: there, or on all that the target is part of. */
export function coverageKeys(cover: MetricOnTarget): readonly string[] {
  return [cover.target, ...widerThan(cover.target)].map((target) => coverageKey({ ...cover, target }));
}

/** What else a target is part of. https://docs.aws.amazon.com/iot/latest/apireference/API_AttachSecurityProfile.html */
export function widerThan(target: string): readonly string[] {
  if (target.startsWith('thinggroup/')) return ['all/registered-things', 'all/things'];
  return target === 'all/things' ? [] : ['all/things'];
}
