import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/model/values/json.ts';
import { isList, isObject } from '../../src/model/values/json.ts';
import type { Kind } from '../../src/model/kind.ts';
import { accepts, fromSchema } from './from-schema.ts';
import type { Overrides } from './from-schema.ts';
import { THING_GROUPS } from './metrics.ts';
import { profileOverrides, validProfile } from './profiles.ts';
import { ruleOverrides, validRule } from './rules.ts';
import { auditOverrides, scheduleOverrides, suppressionOverrides, validAudit, validSchedule } from './audits.ts';
import { groupOverrides, validGroup } from './groups.ts';
import { streamOverrides, streamVariants, validStream } from './streams.ts';

/** What a kind's schema cannot say: values that depend on the account, and members that depend on each other. */
interface Validity {
  /** Narrower schemas that together take all specs, so that little is made in vain. */
  readonly variants?: (schema: JsonObject) => readonly JsonObject[];
  readonly overrides?: Overrides;
  /** Changes as little as makes AWS take it. Also applied to what was edited. */
  readonly repair?: (spec: JsonObject) => JsonObject;
}

const VALIDITY: Readonly<Record<string, Validity>> = {
  SecurityProfile: { overrides: profileOverrides, repair: validProfile },
  MitigationAction: {
    overrides: { 'actionParams.addThingsToThingGroupParams.thingGroupNames[]': fc.constantFrom(...THING_GROUPS) },
  },
  AuditConfiguration: { overrides: auditOverrides, repair: validAudit },
  AuditSuppression: { overrides: suppressionOverrides },
  ScheduledAudit: { overrides: scheduleOverrides, repair: validSchedule },
  ThingGroup: { overrides: groupOverrides, repair: validGroup },
  TopicRule: { overrides: ruleOverrides, repair: validRule },
  DeliveryStream: { variants: streamVariants, overrides: streamOverrides, repair: validStream },
};

/** Specs of a kind, as an author may write them and AWS takes them: every member of the schema, defaults included. */
export function specs(kind: Kind): fc.Arbitrary<JsonObject> {
  const {
    overrides,
    repair = (spec: JsonObject) => spec,
    variants = (one: JsonObject) => [one],
  } = VALIDITY[kind.name] ?? {};
  const made = variants(kind.schema).map((schema) => fromSchema(schema, overrides) as fc.Arbitrary<JsonObject>);
  return fc.oneof(...made).map(repair);
}

/** What is there and what is wanted: unrelated, or one or few edits apart. */
export function pairs(kind: Kind): fc.Arbitrary<{ live: JsonObject; desired: JsonObject }> {
  const edits = fc.array(fc.nat(), { minLength: 1, maxLength: 3 });
  const edited = fc
    .tuple(specs(kind), specs(kind), edits)
    .map(([live, other, picks]) => ({ live, desired: edit(kind, live, other, picks) }));
  return fc.oneof(
    { weight: 1, arbitrary: fc.record({ live: specs(kind), desired: specs(kind) }) },
    { weight: 2, arbitrary: edited },
  );
}

/** `spec` with some of its members as they are in `other`: changed, added or gone. */
function edit(kind: Kind, spec: JsonObject, other: JsonObject, picks: readonly number[]): JsonObject {
  const { repair = (one: JsonObject) => one } = VALIDITY[kind.name] ?? {};
  let edited: JsonObject = spec;
  for (const pick of picks) {
    const paths = [...new Set([...pathsOf(edited), ...pathsOf(other)])];
    const path = paths[pick % paths.length];
    if (path !== undefined) edited = replaced(edited, other, path.split(' ')) as JsonObject;
  }
  const repaired = accepts(kind.schema, edited) ? repair(edited) : other;
  return accepts(kind.schema, repaired) ? repaired : other;
}

/** Paths of all members and elements, as steps between blanks; members whose names hold blanks are taken whole. */
function pathsOf(value: JsonValue | undefined, path = ''): readonly string[] {
  const members: readonly [string, JsonValue | undefined][] = isList(value)
    ? value.map((item, index) => [String(index), item])
    : isObject(value)
      ? Object.entries(value)
      : [];
  return members
    .filter(([step]) => !step.includes(' '))
    .flatMap(([step, member]) => {
      const inner = path === '' ? step : `${path} ${step}`;
      return [inner, ...pathsOf(member, inner)];
    });
}

function replaced(
  value: JsonValue | undefined,
  other: JsonValue | undefined,
  [step = '', ...rest]: readonly string[],
): JsonValue | undefined {
  const theirs = isList(other) ? other[Number(step)] : isObject(other) ? other[step] : undefined;
  const mine = isList(value) ? value[Number(step)] : isObject(value) ? value[step] : undefined;
  const inner = rest.length === 0 || mine === undefined ? theirs : replaced(mine, theirs, rest);
  if (isList(value))
    return inner === undefined
      ? value.filter((_, index) => index !== Number(step))
      : value.map((item, index) => (index === Number(step) ? inner : item));
  if (!isObject(value)) return theirs;
  return Object.fromEntries([
    ...Object.entries(value).filter(([name]) => name !== step),
    ...(inner === undefined ? [] : [[step, inner] as const]),
  ]);
}
