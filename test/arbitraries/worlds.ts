import fc from 'fast-check';
import { kinds } from '../../src/kinds/index.ts';
import { addressOf, kindOf, nameOf } from '../../src/model/address.ts';
import type { Address } from '../../src/model/address.ts';
import { kindAt } from '../../src/model/kind.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import { isObject } from '../../src/model/values/json.ts';
import { accepts } from './from-schema.ts';
import { CUSTOM_METRICS, DIMENSIONS } from './metrics.ts';
import { pairs, specs } from './specs.ts';
import { TARGET } from './target.ts';

/** What profiles declare, by address, as an author writes it. */
export type Declared = ReadonlyMap<Address, JsonObject>;

/** The names that other generated specs refer to are always declared. */
const ALWAYS: Declared = new Map<Address, JsonObject>([
  ...Object.entries(CUSTOM_METRICS).map(
    ([name, metricType]) => [addressOf('CustomMetric', name), { metricType }] as const,
  ),
  ...DIMENSIONS.map(
    (name) => [addressOf('Dimension', name), { type: 'TOPIC_FILTER', stringValues: [`${name}/#`] }] as const,
  ),
  [addressOf('TopicRule', 'ToLake'), { sql: 'SELECT VALUE metrics', awsIotSqlVersion: '2016-03-23', actions: [] }],
]);

/** A target takes five profiles, so there are fewer. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  SecurityProfile: ['Fleet', 'Pilots'],
  DeliveryStream: ['lake', 'archive', 'trial'],
  TopicRule: ['Alarms', 'Copy', 'Errors'],
  CustomMetric: ['volume', 'signal'],
  Dimension: ['alerts'],
};

/** One step from one world to the next. */
interface Step {
  readonly pick: number;
  readonly how: 'remove' | 'edit' | 'add';
  readonly seed: number;
}

/** A world, and what its authors make of it one after the other. */
export interface World {
  readonly first: Declared;
  readonly then: readonly (readonly Step[])[];
}

const sections = fc.record(
  Object.fromEntries(Object.entries(NAMES).map(([kind, names]) => [kind, fc.subarray([...names])])) as Record<
    string,
    fc.Arbitrary<string[]>
  >,
);
const step: fc.Arbitrary<Step> = fc.record({
  pick: fc.nat(1000),
  how: fc.constantFrom('remove', 'edit', 'edit', 'add'),
  seed: fc.nat(),
});

/** Worlds of one to a dozen resources of every kind, each with one or two rounds of edits. */
export const worlds: fc.Arbitrary<World> = fc
  .tuple(sections, fc.nat(), fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 }))
  .map(([names, seed, then]) => {
    const addresses = Object.entries(names).flatMap(([kind, of]) => of.map((name) => addressOf(kind, name)));
    const specced = addresses.map((address, index) => [address, specOf(address, seed + index)] as const);
    return { first: whole(new Map([...ALWAYS, ...specced])), then };
  });

function specOf(address: Address, seed: number): JsonObject {
  return fc.sample(specs(kindAt(kinds, address)), { seed, numRuns: 1 })[0] ?? {};
}

/** The world after a round of edits. */
export function edited(world: Declared, steps: readonly Step[]): Declared {
  const next = new Map(world);
  for (const { pick, how, seed } of steps) {
    const own = [...next.keys()].filter((address) => !ALWAYS.has(address));
    const address = own[pick % own.length];
    if (how === 'add' || address === undefined) {
      const all = Object.entries(NAMES).flatMap(([kind, names]) => names.map((name) => addressOf(kind, name)));
      const added = all[pick % all.length] as Address;
      next.set(added, specOf(added, seed));
    } else if (how === 'remove') next.delete(address);
    else next.set(address, editOf(address, next.get(address) ?? {}, seed));
  }
  return whole(next);
}

/** A tag more or less, or another spec, little or much of it. */
function editOf(address: Address, spec: JsonObject, seed: number): JsonObject {
  const kind = kindAt(kinds, address);
  if (seed % 3 === 0) {
    const tags = isObject(spec['tags']) ? spec['tags'] : {};
    const retagged = { ...spec, tags: { team: `t${seed % 7}`, ...(seed % 2 === 0 ? {} : tags) } };
    if (accepts(kind.schema, retagged)) return retagged;
  }
  return fc.sample(pairs(kind), { seed, numRuns: 1 })[0]?.desired ?? spec;
}

/** With what its rules send to. */
function whole(world: Declared): Declared {
  const complete = new Map(world);
  for (const [address, spec] of world)
    for (const reference of kindAt(kinds, address).references(kindAt(kinds, address).normalize(spec, TARGET)))
      if (!complete.has(reference) && kindOf(reference) === 'DeliveryStream')
        complete.set(reference, {
          extendedS3Destination: { roleArn: 'role/Lake', bucketArn: `lake-${nameOf(reference).length}` },
        });
  return complete;
}
