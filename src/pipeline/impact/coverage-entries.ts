import { basicIngestOf } from '../../catalogue/topics.ts';
import { addressOf, kindOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aspect, MetricRef } from '../../model/impact/coverage.ts';
import { isList } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { mqttTopicOf, metricKey, profileMetricsOf } from './profile-metrics.ts';

/** One metric on one target, or a check on the account, what is done with it, and by whom. */
export interface CoverageEntry {
  readonly by: Address;
  readonly target: string;
  readonly aspect: Aspect;
  readonly watched: MetricRef;
  /** A text for aspect and metric, the same on every target. */
  readonly key: string;
  /** What can switch it off: the rule that an export goes to by Basic Ingest, the settings that enable an audit's check. */
  readonly through?: Address;
}

/** The target of audits: they look at all that an account has. */
const ACCOUNT = 'account';

/** Everything that one profile watches, or one scheduled audit; other resources watch nothing. */
export function coverageEntries(by: Address, spec: JsonObject): readonly CoverageEntry[] {
  const switched = throughOf(by, spec);
  const through = switched === undefined ? {} : { through: switched };
  const keyed = (aspect: Aspect, metrics: readonly MetricRef[]) =>
    metrics.map((watched) => ({ by, aspect, watched, key: watchedKey(aspect, watched) }));
  const { targetCheckNames: checks } = spec;
  if (kindOf(by) === 'ScheduledAudit')
    return keyed('audit', isList(checks) ? checks.map((check) => ({ metric: String(check) })) : []).map((one) => ({
      ...one,
      ...through,
      target: ACCOUNT,
    }));
  if (kindOf(by) !== 'SecurityProfile') return [];
  const { targets, detected, exported } = profileMetricsOf(spec);
  const metrics = [
    ...keyed('detection', detected),
    ...keyed('export', exported).map((one) => ({ ...one, ...through })),
  ];
  return targets.flatMap((target) => metrics.map((one) => ({ ...one, target })));
}

/** A text for a metric and what is done with it. */
export function watchedKey(aspect: Aspect, watched: MetricRef): string {
  return `${aspect} ${metricKey(watched)}`;
}

/** What can switch off what is watched: of a profile's exports by Basic Ingest the rule, of an audit the settings of all audits. */
export function throughOf(by: Address, spec: JsonObject): Address | undefined {
  if (kindOf(by) === 'ScheduledAudit') return addressOf('AuditConfiguration', ACCOUNT);
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
  return target === 'all/things' || target === ACCOUNT ? [] : ['all/things'];
}
