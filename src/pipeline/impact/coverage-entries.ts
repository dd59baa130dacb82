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
  /** A text for aspect and metric, the same on every target. */
  readonly key: string;
  /** The rule that an export goes to by Basic Ingest. */
  readonly rule?: Address;
}

/** Everything that one profile watches. */
export function coverageEntries(profile: Address, spec: JsonObject): readonly CoverageEntry[] {
  const { targets, detected, exported } = profileMetricsOf(spec);
  const ruleAddress = ruleOf(spec);
  const rule = ruleAddress === undefined ? {} : { rule: ruleAddress };
  const keyed = (aspect: Aspect, metrics: readonly MetricRef[]) =>
    metrics.map((watched) => ({ profile, aspect, watched, key: watchedKey(aspect, watched) }));
  const metrics = [...keyed('detection', detected), ...keyed('export', exported).map((one) => ({ ...one, ...rule }))];
  return targets.flatMap((target) => metrics.map((one) => ({ ...one, target })));
}

/** A text for a metric and what is done with it. */
export function watchedKey(aspect: Aspect, watched: MetricRef): string {
  return `${aspect} ${metricKey(watched)}`;
}

/** The rule that a profile's exports go to by Basic Ingest. */
export function ruleOf(spec: JsonObject): Address | undefined {
  const rule = basicIngestOf(mqttTopicOf(spec) ?? '')?.rule;
  return rule === undefined ? undefined : addressOf('TopicRule', rule);
}

type MetricOnTarget = Pick<CoverageEntry, 'target' | 'key'>;

/** The text under which a metric on a target is watched there. */
export function coverageKey({ target, key }: MetricOnTarget): string {
  return `${key} ${target}`;
}

/** The texts under which a metric on a target counts as watched: there, or on all that the target is part of. */
export function coverageKeys({ target, key }: MetricOnTarget): readonly string[] {
  return [target, ...widerThan(target)].map((one) => coverageKey({ target: one, key }));
}

/** What else a target is part of. https://docs.aws.amazon.com/iot/latest/apireference/API_AttachSecurityProfile.html */
export function widerThan(target: string): readonly string[] {
  if (target.startsWith('thinggroup/')) return ['all/registered-things', 'all/things'];
  return target === 'all/things' ? [] : ['all/things'];
}
