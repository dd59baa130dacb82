import type { JsonObject } from '../../model/values/json.ts';
import { isObject } from '../../model/values/json.ts';
import type { Kind } from '../../model/kind.ts';
import { markOf, withoutMark } from '../../model/kinds/ownership.ts';
import type { Target } from '../../model/settings.ts';
import { unfill } from './unfill.ts';

/** For whom specs are written. */
export interface Authorship {
  readonly target: Target;
  /** Names under `topics`, by the MQTT topic that they stand for. */
  readonly topics: ReadonlyMap<string, string>;
}

/**
 * A live spec, whole or in part, in the author's words: ready to be pasted into a profile. ARNs of the target's own are short, topics
 * have their names, and our own tags are words or gone.
 */
export function toAuthored(spec: JsonObject, kind: Kind, { target, topics }: Authorship): JsonObject {
  const { metricsExport } = spec;
  const members = unfill(withoutMark(kind, spec), { schema: kind.schema, target });
  const mqttTopic = isObject(metricsExport) ? metricsExport['mqttTopic'] : undefined;
  const topic = typeof mqttTopic === 'string' ? topics.get(mqttTopic) : undefined;
  const named = Object.entries(members).map(([member, value]) =>
    member === 'metricsExport' && isObject(value) && topic !== undefined
      ? [member, withTopic(topic, value)]
      : [member, value],
  );
  const protect = markOf(kind, spec).isProtected ? { protect: true } : {};
  return { ...(Object.fromEntries(named) as JsonObject), ...protect };
}

function withTopic(topic: string, { mqttTopic: _, ...rest }: JsonObject): JsonObject {
  return { topic, ...rest };
}
