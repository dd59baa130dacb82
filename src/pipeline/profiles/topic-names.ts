import type { JsonObject } from '../../model/values/json.ts';
import type { Target } from '../../model/settings.ts';
import { topic as topicValidator } from '../../generated/validators.mjs';
import type { Problem } from '../../model/problem.ts';
import { fill } from './fill.ts';
import { topicSchema } from './language.ts';
import { placeIn, schemaErrorsOf } from './schema/errors.ts';
import type { Declared } from './validate.ts';
import { escapeVariables } from './variables.ts';

/** The entry of `topics` for an MQTT topic, or undefined where it can only be written as `mqttTopic`. */
export function topicEntry(mqttTopic: string): JsonObject | undefined {
  const rule = /^\$aws\/rules\/(\w+)$/.exec(mqttTopic)?.[1];
  const entry = rule === undefined ? { mqtt: mqttTopic } : { basicIngest: rule };
  if (!topicValidator(entry)) return undefined;
  return rule === undefined ? { mqtt: escapeVariables(mqttTopic) } : entry;
}

/** The MQTT topics that `topics` names for a target. */
export interface ResolvedTopics {
  /** By their names; what stands for a topic that is not valid is valid, so that nothing else is found wrong because of it. */
  readonly topics: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** Fills variables into `topics`, and checks them. */
export function resolveTopics(declared: readonly Declared[], target: Target): ResolvedTopics {
  const topics = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [index, { name, place, value: authored, document }] of declared.entries()) {
    const { value, errors } = fill(authored, { schema: topicSchema, target, ...NO_TOPICS });
    if (errors.length === 0) errors.push(...schemaErrorsOf(topicValidator, () => topicSchema, value));
    problems.push(...errors.map((error) => placeIn(document, place, error)));
    const { basicIngest, mqtt } = value;
    topics.set(
      name,
      errors.length > 0
        ? `unknown/${index}`
        : typeof basicIngest === 'string'
          ? `$aws/rules/${basicIngest}`
          : String(mqtt),
    );
  }
  return { topics, problems };
}

const NO_TOPICS = { topics: new Map<string, string>(), topicHint: () => '' };

/** The MQTT topics that valid profiles name for a target, with their names. */
export function namedTopics(declared: readonly Declared[], target: Target): ReadonlyMap<string, string> {
  return new Map([...resolveTopics(declared, target).topics].map(([name, mqttTopic]) => [mqttTopic, name]));
}

/** Keys that no file may have. */
const RESERVED = ['__proto__', 'constructor', 'prototype'];

/** A name for each MQTT topic that can have one: that of its rule, or its levels with dashes. Names that are taken get a number. */
export function nameTopics(
  mqttTopics: readonly string[],
  known: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const names = new Map(known);
  const taken = new Set([...RESERVED, ...known.values()]);
  const counts = new Map<string, number>();
  for (const mqttTopic of [...new Set(mqttTopics)].sort()) {
    if (names.has(mqttTopic) || topicEntry(mqttTopic) === undefined) continue;
    const base =
      mqttTopic
        .replace('$aws/rules/', '')
        .replaceAll(/[^A-Za-z0-9_]+/g, '-')
        .replaceAll(/^-|-$/g, '') || 'topic';
    let name = base;
    let count = counts.get(base) ?? 1;
    while (taken.has(name)) name = `${base}-${(count += 1)}`;
    counts.set(base, count);
    taken.add(name);
    names.set(mqttTopic, name);
  }
  return names;
}
