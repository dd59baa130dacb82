import fc from 'fast-check';
import { kinds } from '../../src/kinds/index.ts';
import type { Aws } from '../../src/model/aws.ts';
import { isList, isObject } from '../../src/model/values/json.ts';
import type { JsonObject, JsonValue } from '../../src/model/values/json.ts';
import type { Kind } from '../../src/model/kind.ts';
import { accepts } from '../arbitraries/from-schema.ts';
import { specs } from '../arbitraries/specs.ts';
import { openAccount } from '../contract/account.ts';

/** A spec, our schema's word on it, and the request that creates it: as the API takes it and as CloudFormation would. */
export interface Request {
  readonly spec: JsonObject;
  /** Path and new value, as in `.tags.team = 0`, of what was changed in a valid spec; absent where nothing was. */
  readonly mutation?: string;
  readonly isOurs: boolean;
  readonly service: string;
  readonly operation: string;
  readonly input: JsonObject;
  readonly type: string;
  readonly properties: JsonObject;
}

const TYPES: Readonly<Record<string, string>> = {
  AuditConfiguration: 'AWS::IoT::AccountAuditConfiguration',
  ScheduledAudit: 'AWS::IoT::ScheduledAudit',
  SecurityProfile: 'AWS::IoT::SecurityProfile',
  CustomMetric: 'AWS::IoT::CustomMetric',
  Dimension: 'AWS::IoT::Dimension',
  MitigationAction: 'AWS::IoT::MitigationAction',
  ThingGroup: 'AWS::IoT::ThingGroup',
  TopicRule: 'AWS::IoT::TopicRule',
  DeliveryStream: 'AWS::KinesisFirehose::DeliveryStream',
};

const WRONG: readonly JsonValue[] = ['', 'not: a/valid "value"', 'ü', 'x'.repeat(3_000), -1, 0, 1_000_000, [], {}];

/** Creates generated specs of every kind on the sandbox, as they are and with one value made wrong, and takes down the requests. */
export async function requests(perKind: number, seed: number): Promise<readonly Request[]> {
  const all = await Promise.all(kinds.map((kind) => requestsOf(kind, perKind, seed)));
  return all.flat();
}

async function requestsOf(kind: Kind, count: number, seed: number): Promise<readonly Request[]> {
  const { aws, mutations } = await openAccount();
  const found: Request[] = [];
  const samples = fc.sample(fc.tuple(specs(kind), fc.nat(), fc.nat()), { numRuns: count, seed });
  for (const [index, [spec, place, wrong]] of samples.entries()) {
    const value = WRONG[wrong % WRONG.length] ?? null;
    const paths = leavesOf(spec);
    const path = paths[place % paths.length] ?? [];
    const mutant = replaced(spec, path, value) as JsonObject;
    const mutation = `${path.map((step) => (typeof step === 'number' ? '[]' : `.${step}`)).join('')} = ${JSON.stringify(value).slice(0, 40)}`;
    for (const one of [{ spec }, { spec: mutant, mutation }]) {
      mutations();
      await written(kind, aws, `n${index}${'mutation' in one ? 'm' : ''}`, one.spec).catch(() => {});
      const sent = mutations().find((call) => /^(Create|Update)/.test(call.operation));
      if (sent === undefined) continue;
      const input = JSON.parse(JSON.stringify(sent.input)) as JsonObject;
      const { service, operation } = sent;
      // What CloudFormation has no resource for is judged by botocore alone.
      const type = TYPES[kind.name] ?? kind.name;
      found.push({
        ...one,
        isOurs: accepts(kind.schema, one.spec),
        service,
        operation,
        input,
        type,
        properties: propertiesOf(kind, input),
      });
    }
  }
  return found;
}

/** Creates it, or where there is always one, makes it so. */
async function written(kind: Kind, aws: Aws, name: string, spec: JsonObject): Promise<void> {
  if (kind.singleton === undefined) return kind.write?.create?.(aws, name, spec);
  return kind.write?.update(aws, { name: kind.singleton, spec: {} }, spec);
}

type Path = readonly (string | number)[];

/** Paths of everything that is neither list nor object. */
function leavesOf(value: JsonValue, path: Path = []): readonly Path[] {
  if (isList(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]));
  if (isObject(value))
    return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner as JsonValue, [...path, name]));
  return [path];
}

function replaced(value: JsonValue, [step, ...rest]: Path, leaf: JsonValue): JsonValue {
  if (step === undefined) return leaf;
  if (isList(value)) return value.map((item, index) => (index === step ? replaced(item, rest, leaf) : item));
  if (!isObject(value)) return leaf;
  return { ...value, [step]: replaced(value[step] as JsonValue, rest, leaf) };
}

const WORDS: Readonly<Record<string, string>> = { dynamoDB: 'DynamoDB', dynamoDBv2: 'DynamoDBv2', tags: 'Tags' };
/** Members whose own members are names, not words of the API. */
const MAPS = new Set(['alertTargets', 'attributes', 'clientProperties']);

/** A request of the API as properties of a CloudFormation resource: capital letters, and no request tokens. */
function propertiesOf(kind: Kind, { clientRequestToken: _, ruleName, tags, ...input }: JsonObject): JsonObject {
  if (kind.name === 'DeliveryStream') return input;
  if (kind.name === 'AuditConfiguration') return { AccountId: '111122223333', ...(ofWords(input) as JsonObject) };
  const written = capital(input) as JsonObject;
  const list = kind.name === 'TopicRule' ? [] : isList(tags) ? [{ Tags: tags }] : [];
  return Object.assign(ruleName === undefined ? {} : { RuleName: ruleName }, written, ...list) as JsonObject;
}

/** As CloudFormation spells what the API has as keys of maps: `LoggingDisabledCheck`, and one in its own way. */
function ofWords(value: JsonValue): JsonValue {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const word = /^[A-Z_]+$/.test(name)
        ? name.toLowerCase().replaceAll(/_([a-z])/g, (_, one: string) => one.toUpperCase())
        : name;
      if (word === 'iotPolicyPotentialMisconfigurationCheck')
        return ['IoTPolicyPotentialMisConfigurationCheck', ofWords(inner as JsonValue)];
      return [word.charAt(0).toUpperCase() + word.slice(1), ofWords(inner as JsonValue)];
    }),
  );
}

function capital(value: JsonValue, isMap = false): JsonValue {
  if (isList(value)) return value.map((item) => capital(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      isMap ? name : (WORDS[name] ?? name.charAt(0).toUpperCase() + name.slice(1)),
      // CloudFormation writes this one number as text.
      name === 'count' ? String(inner) : capital(inner as JsonValue, MAPS.has(name)),
    ]),
  );
}
