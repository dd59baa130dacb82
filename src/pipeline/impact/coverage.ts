import { addressOf, kindOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Coverage, CoverageChange, MetricRef } from '../../model/impact/coverage.ts';
import { groupsBy } from '../../model/values/groups.ts';
import { isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Change } from '../../model/plan.ts';
import { mapped } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import { afterwards } from './afterwards.ts';
import type { Specs } from './afterwards.ts';
import { coverageKey, coverageKeys, coverageEntries, throughOf, watchedKey, widerThan } from './coverage-entries.ts';
import type { CoverageEntry } from './coverage-entries.ts';
import { coverageGaps } from './gaps.ts';
import { targetsOf } from './profile-metrics.ts';

/** What the changes take from, and give to, what is watched and exported, by whomever; step by step. */
export function* covering(changes: readonly Change[], before: Specs): Steps<Coverage> {
  const after = afterwards(changes, before);
  const changed = new Set(changes.map(({ address }) => address));
  // What nobody changes is there before and after.
  const isOpen = (by: Address, spec: JsonObject): boolean => changed.has(by) || changed.has(throughOf(by, spec) ?? by);
  const left = yield* covers(before, after, isOpen);
  const taken = yield* covers(after, before, isOpen);
  const renamed = renamesIn(changes);
  const renamedBack = new Map([...renamed].map(([old, now]) => [now, old]));
  // Mostly the changed profiles and audits watch what they did, so that nobody else has to be looked at.
  const lost = missing(left, taken, renamed);
  yield;
  const gained = missing(taken, left, renamedBack);
  const [otherwiseLeft, otherwiseTaken] = [
    yield* othersFor(lost, after, before),
    yield* othersFor(gained, before, after),
  ];
  return {
    lost: yield* gathered(missing(lost, otherwiseLeft, renamed), changes),
    gained: yield* gathered(missing(gained, otherwiseTaken, renamedBack), changes),
    gaps: coverageGaps(changes, before),
  };
}

/** What those profiles and audits of an account watch, and what of it arrives; `other` is the account on the other side of the plan. */
function* covers(
  specs: Specs,
  other: Specs,
  isMeant: (by: Address, spec: JsonObject) => boolean,
): Steps<readonly CoverageEntry[]> {
  const entries = yield* mapped(specs, ([by, spec]) =>
    isMeant(by, spec) ? coverageEntries(by, spec).filter((cover) => arrives(cover, specs, other)) : [],
  );
  return entries.flat();
}

/** What is watched on the same targets, or on all that they are part of. */
function* othersFor(covered: readonly CoverageEntry[], specs: Specs, other: Specs): Steps<readonly CoverageEntry[]> {
  const targets = new Set(covered.flatMap(({ target }) => [target, ...widerThan(target)]));
  // There are few audits, and each looks at the account.
  return yield* covers(
    specs,
    other,
    (by, spec) => kindOf(by) === 'ScheduledAudit' || targetsOf(spec).some((target) => targets.has(target)),
  );
}

/**
 * What goes to a rule that is disabled, or only there on the other side, is lost, and so is a check that is not enabled. Of a rule or
 * settings that nobody read all is assumed well.
 */
function arrives({ through, watched }: CoverageEntry, specs: Specs, other: Specs): boolean {
  if (through === undefined) return true;
  const spec = specs.get(through);
  if (spec === undefined) return !other.has(through);
  if (kindOf(through) === 'TopicRule') return spec['ruleDisabled'] !== true;
  const { auditCheckConfigurations: checks } = spec;
  const check = isObject(checks) ? checks[watched.metric] : undefined;
  return isObject(check) && check['enabled'] === true;
}

/** The covers that others do not make up for, also under a new name of the metric or dimension. */
function missing(
  covered: readonly CoverageEntry[],
  others: readonly CoverageEntry[],
  renamed: ReadonlyMap<Address, Address>,
): CoverageEntry[] {
  const there = new Set(others.map(coverageKey));
  if (there.size === 0) return [...covered];
  const isThere = (cover: CoverageEntry): boolean => coverageKeys(cover).some((key) => there.has(key));
  const isThereRenamed = (cover: CoverageEntry): boolean =>
    renamed.size > 0 && isThere({ ...cover, key: watchedKey(cover.aspect, underNewName(cover.watched, renamed)) });
  return covered.filter((cover) => !isThere(cover) && !isThereRenamed(cover));
}

function renamesIn(changes: readonly Change[]): ReadonlyMap<Address, Address> {
  return new Map(
    changes.flatMap((change): [Address, Address][] =>
      change.action === 'delete' && change.renamedTo !== undefined ? [[change.address, change.renamedTo]] : [],
    ),
  );
}

function underNewName(watched: MetricRef, renamed: ReadonlyMap<Address, Address>): MetricRef {
  const metric = renamed.get(addressOf('CustomMetric', watched.metric));
  const dimension = renamed.get(addressOf('Dimension', watched.dimension ?? ''));
  return {
    ...watched,
    ...(metric === undefined ? {} : { metric: nameOf(metric) }),
    ...(dimension === undefined ? {} : { dimension: nameOf(dimension) }),
  };
}

/** The same by target, aspect and what makes it so, in a stable order. */
function* gathered(covered: readonly CoverageEntry[], changes: readonly Change[]): Steps<readonly CoverageChange[]> {
  const changed = new Map(changes.map((change) => [change.address, change]));
  const makers = ({ by, through, watched }: CoverageEntry): Address[] => [
    ...(changed.has(by) ? [by] : []),
    ...(through !== undefined && switches(changed.get(through), watched) ? [through] : []),
  ];
  const same = yield* grouped(covered, coverageKey);
  const pieces = yield* mapped(same, (all) => ({
    ...all[0],
    addresses: [...new Set(all.flatMap(makers))].sort(),
  }));
  const groups = yield* grouped(pieces, ({ target, aspect, addresses }) => JSON.stringify([target, aspect, addresses]));
  return yield* mapped(groups, (all) => {
    const { target, aspect, addresses } = all[0];
    return { target, aspect, addresses, metrics: all.map(({ watched }) => watched) };
  });
}

/** Whether a change makes a rule take messages or refuse them, or enables a check or disables it. */
function switches(change: Change | undefined, { metric }: MetricRef): boolean {
  if (change?.action !== 'update') return change !== undefined;
  const switching = ['ruleDisabled', 'auditCheckConfigurations', `auditCheckConfigurations.${metric}`];
  return change.edits.some(({ path }) => switching.includes(path));
}

/** What shares a key, in the order of the keys. */
function* grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Steps<readonly (readonly [Item, ...Item[]])[]> {
  const keyed = yield* mapped(items, (item) => [keyOf(item), item] as const);
  const groups = groupsBy(keyed, ([key]) => key);
  yield;
  const sorted = [...groups].sort(([left], [right]) => (left < right ? -1 : 1));
  yield;
  return yield* mapped(sorted, ([, [first, ...others]]) => [first[1], ...others.map(([, item]) => item)] as const);
}
