import type { JsonObject } from '../../model/values/json.ts';
import type { Target } from '../../model/settings.ts';
import { topic as topicValidator } from '../../generated/validators.cjs';
import { escapeVariables, fillText } from './fill.ts';
import type { Declared } from './validate.ts';

/** The entry of `topics` for an MQTT topic, or undefined where it can only be written as `mqttTopic`. */
export function topicEntry(mqttTopic: string): JsonObject | undefined {
  const rule = /^\$aws\/rules\/(\w+)$/.exec(mqttTopic)?.[1];
  const entry = rule === undefined ? { mqtt: mqttTopic } : { basicIngest: rule };
  if (!topicValidator(entry)) return undefined;
  return rule === undefined ? { mqtt: escapeVariables(mqttTopic) } : entry;
}

/** The MQTT topics that `topics` names for a target, with their names. */
export function namedTopics(topics: readonly Declared[], target: Target): ReadonlyMap<string, string> {
  return new Map(
    topics.flatMap(({ name, value: { basicIngest, mqtt } }): [string, string][] => {
      if (typeof basicIngest === 'string') return [[`$aws/rules/${fillText(basicIngest, [], target, [])}`, name]];
      return typeof mqtt === 'string' ? [[fillText(mqtt, [], target, []), name]] : [];
    }),
  );
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
