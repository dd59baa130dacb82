import type { Path } from '../../model/document.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { changedList, changedObject, isList } from '../../model/values/json.ts';
import type { Target } from '../../model/settings.ts';
import { isArn, isBucketArn, schemaBelow } from './schema/places.ts';
import { isBelow } from './schema/errors.ts';
import type { SchemaError } from './schema/errors.ts';
import { fillText, typedValue } from './variables.ts';

/** What stands for what in one target, and where. */
export interface Filling {
  /** Schema of the value: it says where an ARN is meant. */
  readonly schema: JsonObject;
  readonly target: Target;
  /** MQTT topics by the name they have under `topics`. */
  readonly topics: ReadonlyMap<string, string>;
  /** What to say of a name that is not among them. */
  readonly topicHint: (name: string) => string;
}

/**
 * Fills in what the language adds to AWS's words: variables anywhere, each with its type where it is all of a value, short ARNs where the schema wants one, and the topic of
 * an export. Whatever else stands in `${…}` is AWS's (`${topic()}`, `${iot:ClientId}`) and left alone.
 */
export function fill(value: JsonObject, filling: Filling): { value: JsonObject; errors: SchemaError[] } {
  const errors: SchemaError[] = [];
  const filled = fillValue(value, [], filling.schema, filling, errors);
  return { value: filled as JsonObject, errors };
}

/** What needs no filling is given back as it is: most of what profiles say. `path` grows and shrinks on the way. */
function fillValue(
  value: JsonValue,
  path: (string | number)[],
  schema: JsonObject,
  filling: Filling,
  errors: SchemaError[],
): JsonValue {
  if (typeof value === 'string') {
    const typed = typedValue(value, filling.target);
    if (typed !== undefined) return typed;
    return completeArn(fillText(value, path, filling.target, errors), schema, filling.target);
  }
  return typeof value === 'object' && value !== null ? fillInside(value, path, schema, filling, errors) : value;
}

/** Apart from `fillValue`, which is called for each scalar: a function with functions in it sets up a scope for each call. */
function fillInside(
  value: JsonObject | readonly JsonValue[],
  path: (string | number)[],
  schema: JsonObject,
  filling: Filling,
  errors: SchemaError[],
): JsonValue {
  const below = (step: string | number, member: JsonValue): JsonValue => {
    path.push(step);
    const filled = fillValue(member, path, schemaBelow(schema, step), filling, errors);
    path.pop();
    return filled;
  };
  if (isList(value)) return changedList(value, (item, index) => below(index, item));
  const members = changedObject(value, (member, name) => below(name, member ?? null));
  const filled = fillKeys(members, path, filling, errors);
  return path.length === 1 && path[0] === 'metricsExport' ? withTopic(filled, path, filling, errors) : filled;
}

function fillKeys(value: JsonObject, path: Path, { target }: Filling, errors: SchemaError[]): JsonObject {
  if (!hasVariableKey(value)) return value;
  const filled = new Map<string, JsonValue | undefined>();
  for (const [name, member] of Object.entries(value)) {
    const inKey: SchemaError[] = [];
    const key = fillText(name, [...path, name], target, inKey);
    errors.push(...inKey.map((error): SchemaError => ({ ...error, part: 'key' })));
    if (filled.has(key))
      errors.push({
        path: [...path, name],
        part: 'key',
        code: 'DG2002',
        message: `${name} is ${key}, which is here already.`,
        hint: 'Keep one of the two.',
      });
    filled.set(key, member);
  }
  return Object.fromEntries(filled);
}

function hasVariableKey(value: JsonObject): boolean {
  for (const name in value) if (name.includes('${')) return true;
  return false;
}

/** `metricsExport.topic` names an entry of `topics`; AWS knows the topic itself. */
function withTopic(
  metricsExport: JsonObject,
  path: Path,
  { topics, topicHint }: Filling,
  errors: SchemaError[],
): JsonObject {
  const { topic, ...rest } = metricsExport;
  if (typeof topic !== 'string' || 'mqttTopic' in rest) return metricsExport;
  const mqttTopic = topics.get(topic);
  if (mqttTopic !== undefined) return { mqttTopic, ...rest };
  // A name that could not be filled in is told already.
  if (errors.some((error) => isBelow(error.path, [...path, 'topic']))) return metricsExport;
  const hint = /[/$]/.test(topic)
    ? `For an MQTT topic as it is write \`mqttTopic: ${topic}\`, or give it a name under \`topics\`.`
    : topics.size === 0
      ? `Add \`topics: { ${topic}: { basicIngest: RULE } }\`.`
      : topicHint(topic);
  errors.push({
    path: [...path, 'topic'],
    code: 'DG2003',
    message: `There is no topic ${topic} under topics.`,
    hint,
  });
  return metricsExport;
}

/** Completes a short ARN where one is meant: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function completeArn(text: string, schema: JsonObject, target: Target): string {
  if (text.startsWith('arn:') || !isArn(schema)) return text;
  if (isBucketArn(schema)) return /^[a-z0-9][\w.-]*$/.test(text) ? `arn:${target.partition}:s3:::${text}` : text;
  const known = arns.get(target) ?? new Map<string, string>();
  arns.set(target, known);
  const arn = known.get(text) ?? arnOf(text, target);
  known.set(text, arn);
  return arn;
}

/** Each is made once: many resources name the same few roles and topics. */
const arns = new WeakMap<Target, Map<string, string>>();

function arnOf(text: string, { partition, account, region }: Target): string {
  const [head = '', ...tail] = text.split('/');
  const rest = tail.join('/');
  if (rest === '' && text !== 'catalog') return text;
  const arn = (service: string, resource: string, place = `${region}:${account}`): string =>
    `arn:${partition}:${service}:${place}:${resource}`;
  switch (head) {
    case 'role':
      return arn('iam', text, `:${account}`);
    case 'thinggroup':
    case 'all':
    case 'ruledestination':
    case 'rolealias':
    case 'cert':
      return arn('iot', text);
    case 'sns':
      return arn('sns', rest);
    case 'function':
      return arn('lambda', `function:${rest}`);
    case 'key':
    case 'alias':
      return arn('kms', text);
    case 'stream':
      return arn('kinesis', text);
    case 'cluster':
      return arn('kafka', text);
    case 'domain':
      return arn('es', text);
    case 'catalog':
      return arn('glue', text);
    case 'secret':
      return arn('secretsmanager', `secret:${rest}`);
    default:
      return text;
  }
}
