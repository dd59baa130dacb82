import { basicIngestOf } from '../../catalogue/topics.ts';
import { addressOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aspect, Watched } from '../../model/impact/coverage.ts';
import type { JsonObject } from '../../model/json.ts';
import { mqttTopicOf, watchedKey, watchingOf } from './watching.ts';

/** One metric on one target, what is done with it, and by whom. */
export interface Cover {
  readonly profile: Address;
  readonly target: string;
  readonly aspect: Aspect;
  readonly watched: Watched;
  /** The rule that an export goes to by Basic Ingest. */
  readonly rule?: Address;
}

/** Everything that one profile watches. */
export function coversOf(profile: Address, spec: JsonObject): readonly Cover[] {
  const { targets, detected, exported } = watchingOf(spec);
  const ruleAddress = ruleOf(spec);
  const rule = ruleAddress === undefined ? {} : { rule: ruleAddress };
  return targets.flatMap((target): Cover[] => [
    ...detected.map((watched): Cover => ({ profile, target, watched, aspect: 'detection' })),
    ...exported.map((watched): Cover => ({ profile, target, watched, aspect: 'export', ...rule })),
  ]);
}

/** The rule that a profile's exports go to by Basic Ingest. */
export function ruleOf(spec: JsonObject): Address | undefined {
  const rule = basicIngestOf(mqttTopicOf(spec) ?? '')?.rule;
  return rule === undefined ? undefined : addressOf('TopicRule', rule);
}

type Covered = Pick<Cover, 'target' | 'aspect' | 'watched'>;

/** The text under which a metric on a target is watched there. */
export function coverKey({ target, aspect, watched }: Covered): string {
  return `${aspect} ${watchedKey(watched)} ${target}`;
}

/** The texts under which a metric on a target counts as watched: there, or on all that the target is part of. */
export function coverKeys(cover: Covered): readonly string[] {
  return [cover.target, ...widerThan(cover.target)].map((target) => coverKey({ ...cover, target }));
}

/** What else a target is part of. https://docs.aws.amazon.com/iot/latest/apireference/API_AttachSecurityProfile.html */
export function widerThan(target: string): readonly string[] {
  if (target.startsWith('thinggroup/')) return ['all/registered-things', 'all/things'];
  return target === 'all/things' ? [] : ['all/things'];
}
