import fc from 'fast-check';
import { kinds } from '../../src/kinds/index.ts';
import { addressOf } from '../../src/model/address.ts';
import type { Address } from '../../src/model/address.ts';
import type { JsonObject, JsonValue } from '../../src/model/values/json.ts';
import { isList, isObject } from '../../src/model/values/json.ts';
import type { Kind, Live } from '../../src/model/kind.ts';
import type { Target } from '../../src/model/settings.ts';
import { accepts, fromSchema } from './from-schema.ts';
import { CUSTOM_METRICS, DIMENSIONS } from './metrics.ts';
import { specs } from './specs.ts';

/** The owner that generated accounts are imported for. */
export const OWNER = 'acme/ours';

/** Targets in each partition, with accounts that YAML could take for numbers. */
export const targets: fc.Arbitrary<Target> = fc.record({
  name: fc.constantFrom('production', 'on', '0123'),
  account: fc.constantFrom('111122223333', '000000000123', '012345670123'),
  region: fc.constantFrom('ap-south-1', 'eu-central-1'),
  partition: fc.constant('aws'),
  variables: fc.constantFrom<Record<string, string>>({}, { lake: 'acme-device-lake' }, { lake: '' }),
});

/** What tells whose a resource is. */
const marks = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ tags: {} }) },
  { weight: 3, arbitrary: fc.constant({ tags: { 'defender-gitops:owner': OWNER } }) },
  {
    weight: 1,
    arbitrary: fc.constant({ tags: { 'defender-gitops:owner': OWNER, 'defender-gitops:protect': 'true' } }),
  },
  { weight: 1, arbitrary: fc.constant({ tags: { 'defender-gitops:protect': 'perhaps' } }) },
  { weight: 1, arbitrary: fc.constantFrom({ tags: { 'defender-gitops:owner': 'acme/theirs\n# :' } }) },
  { weight: 1, arbitrary: fc.constant({ tags: { ManagedBy: 'terraform' }, managedBy: 'Terraform' }) },
);

/** What an author has to escape or quote, and what no schema knows. */
const TEXTS = [
  '${var.lake}',
  '$${var.x}',
  '${target.account}',
  '${topic()}',
  'on',
  '1e3',
  '007',
  ' a\n  b\n',
  'a\tb',
  '👩‍🚀',
  '# a: b',
  '\r\n',
  '~',
];
const FREE = ['sql', 'description', 'displayName', 'key', 'partitionKey', 'stringValues', 'body', 'payload'];

/** Everything that an account may have, as `observe` gives it: what AWS could answer, known to this version or not. */
export function accounts(target: Target): fc.Arbitrary<ReadonlyMap<Address, Live>> {
  const each = fc.tuple(...kinds.map((kind) => fc.array(lives(kind, target), { maxLength: 4 })));
  return each.map((all) => new Map(all.flat().map(([address, live]): [Address, Live] => [address, live])));
}

function lives(kind: Kind, target: Target): fc.Arbitrary<[Address, Live]> {
  const named: Readonly<Record<string, readonly string[]>> = {
    CustomMetric: Object.keys(CUSTOM_METRICS),
    Dimension: DIMENSIONS,
    TopicRule: ['ToLake'],
    SecurityProfile: ['on', '1e3', 'constructor'],
  };
  const name = fc.oneof(
    fc.constantFrom(
      ...(named[kind.name] ?? ['a.b', 'a_b', kind.singleton ?? 'on']).filter((one) => accepts(kind.nameSchema, one)),
    ),
    fromSchema(kind.nameSchema) as fc.Arbitrary<string>,
  );
  const oddity = fc.record({
    text: fc.option(fc.constantFrom(...TEXTS), { freq: 2 }),
    unknown: fc.oneof(
      { weight: 8, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: fc.constantFrom('top', 'nested', 'refused') },
    ),
    isOwn: fc.boolean(),
  });
  return fc
    .tuple(name, specs(kind), marks, oddity)
    .map(([called, plain, { tags, ...mark }, { text, unknown, isOwn }]) => {
      const given = kind.identity?.of?.(plain) ?? called;
      const spec = kind.normalize(
        {
          ...withoutCircle(given, plain),
          ...(kind.ownership.by === 'tag' ? { tags: { ...(plain['tags'] as JsonObject | undefined), ...tags } } : {}),
        },
        target,
      );
      const own = isOwn ? (ownArns(spec, target) as JsonObject) : spec;
      const free = text === null ? own : (withText(own, text) as JsonObject);
      const live = {
        name: given,
        arn: `arn:${given}`,
        spec: withUnknown(kind.normalize(free, target), unknown),
        ...mark,
      };
      return [addressOf(kind.name, given), live];
    });
}

/** No group is in itself, also not over others: AWS makes a parent first. */
function withoutCircle(name: string, { parentGroupName, ...spec }: JsonObject): JsonObject {
  return typeof parentGroupName === 'string' && parentGroupName < name ? { ...spec, parentGroupName } : spec;
}

/** Makes every ARN one of the target's own. */
function ownArns(value: JsonValue, target: Target): JsonValue {
  if (isList(value)) return value.map((item) => ownArns(item, target));
  if (isObject(value)) return mapMembers(value, (_, member) => ownArns(member, target));
  if (typeof value !== 'string') return value;
  const { partition, region, account } = target;
  return value.replace(
    /^arn:[^:]*:([^:]*):([^:]*):([0-9]*):/,
    (_, service: string, place: string, id: string) =>
      `arn:${partition}:${service}:${place === '' ? '' : region}:${id === '' ? '' : account}:`,
  );
}

function withText(value: JsonValue, text: string, member = ''): JsonValue {
  if (isList(value)) return value.map((item) => withText(item, text, member));
  if (isObject(value)) return mapMembers(value, (name, inner) => withText(inner, text, name));
  return typeof value === 'string' && FREE.includes(member) ? `${value}${text}` : value;
}

function withUnknown(spec: JsonObject, where: string): JsonObject {
  if (where === 'top') return { ...spec, brandNew: { since: 2027 } };
  if (where === 'refused') return { ...spec, splunkDestination: {} };
  if (where === '') return spec;
  const inner = Object.entries(spec).find(
    ([name, value]) => name !== 'tags' && isList(value) && isObject(value[0] ?? null),
  );
  if (inner === undefined) return { ...spec, brandNew: true };
  const [name, list] = inner as [string, readonly JsonObject[]];
  return { ...spec, [name]: [{ ...list[0], brandNew: true }, ...list.slice(1)] };
}

function mapMembers(value: JsonObject, map: (name: string, member: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, map(name, member ?? null)]));
}
