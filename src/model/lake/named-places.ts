import { kindOf } from '../address.ts';
import type { Address } from '../address.ts';
import { isList, isObject, objectOf, textAt } from '../values/json.ts';
import type { JsonObject } from '../values/json.ts';

/** A log stream, and the group that it is in. */
export interface NamedLog {
  readonly group: string;
  readonly stream: string;
}

/** Places that others made. */
export interface NamedPlaces {
  readonly buckets: readonly string[];
  /** Where it is logged what could not be delivered. */
  readonly logs: readonly NamedLog[];
}

/** The places that a delivery stream or a rule writes to, as far as they do not depend on messages; of anything else none. */
export function namedPlaces(address: Address, spec: JsonObject): NamedPlaces {
  const kind = kindOf(address);
  if (kind === 'DeliveryStream') return placesOfStream(spec);
  return { buckets: kind === 'TopicRule' ? bucketsOfRule(spec) : [], logs: [] };
}

function bucketsOfRule({ actions, errorAction }: JsonObject): readonly string[] {
  const all = [...(isList(actions) ? actions : []), errorAction];
  return [...new Set(all.flatMap((action) => textAt(action, 's3', 'bucketName') ?? []))].filter(
    (name) => !name.includes('${'),
  );
}

function placesOfStream(stream: JsonObject): NamedPlaces {
  const buckets = new Set<string>();
  const logs = new Map<string, NamedLog>();
  const look = (settings: JsonObject): void => {
    const bucket = textAt(settings, 'bucketArn')?.split(':::')[1];
    if (bucket !== undefined) buckets.add(bucket);
    const logging = objectOf(settings['cloudWatchLoggingOptions']);
    const [group, name] = [textAt(logging, 'logGroupName'), textAt(logging, 'logStreamName')];
    if (logging['enabled'] === true && group !== undefined && name !== undefined)
      logs.set(`${group}\0${name}`, { group, stream: name });
    // A destination has another for its backup, and for what cannot be delivered.
    for (const [member, inner] of Object.entries(settings))
      if (/^s3.*Configuration$/.test(member) && isObject(inner)) look(inner);
  };
  for (const [member, settings] of Object.entries(stream))
    if (member.endsWith('Destination') && isObject(settings)) look(settings);
  return { buckets: [...buckets], logs: [...logs.values()] };
}
