/** What an MQTT topic may be at most, the part `$aws/rules/RULE/` not counted: https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits */
export const TOPIC_LIMIT = { bytes: 256, slashes: 7 } as const;

/** How many levels a topic or a topic filter has at most. */
export const TOPIC_LEVELS = TOPIC_LIMIT.slashes + 1;

/** A Basic Ingest topic, taken apart: https://docs.aws.amazon.com/iot/latest/developerguide/iot-basic-ingest.html */
export interface BasicIngest {
  readonly rule: string;
  /** What stands behind the rule's name; what `topic()` gives. Absent where nothing does. */
  readonly rest?: string;
}

/** The rule that a Basic Ingest topic goes to; undefined for other topics. The name may be one that no rule can have. */
export function basicIngestOf(topic: string): BasicIngest | undefined {
  const [, rule, rest] = /^\$aws\/rules\/([^/]*)(?:\/(.*))?$/s.exec(topic) ?? [];
  if (rule === undefined) return undefined;
  return rest === undefined ? { rule } : { rule, rest };
}

/** Whether a name can be that of a rule: https://docs.aws.amazon.com/iot/latest/apireference/API_CreateTopicRule.html */
export function isRuleName(name: string): boolean {
  return /^[a-zA-Z0-9_]{1,128}$/.test(name);
}

/** Whether messages on a topic reach what subscribed to a filter: https://docs.aws.amazon.com/iot/latest/developerguide/topics.html */
export function matchesFilter(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  // https://docs.oasis-open.org/mqtt/mqtt/v5.0/os/mqtt-v5.0-os.html#_Toc3901246: wildcards at the top leave `$` topics out.
  if (topic.startsWith('$') && /^[+#]/.test(filter)) return false;
  const rest = wanted.indexOf('#');
  const compared = rest < 0 ? wanted : wanted.slice(0, rest);
  const fits = rest < 0 ? levels.length === wanted.length : levels.length >= rest;
  return fits && compared.every((level, index) => level === '+' || level === levels[index]);
}
