import { kindOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { nearest } from '../../model/values/nearest.ts';
import { isByDefault, kindAt } from '../../model/kind.ts';
import type { Kind, Live } from '../../model/kind.ts';
import type { Change, Orphan, Plan } from '../../model/plan.ts';
import type { Problem, Source } from '../../model/problem.ts';
import type { Desired } from '../../model/resource.ts';
import { finish, mapped } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import { givenUp } from '../../model/kinds/ownership.ts';
import type { Coverage } from '../../model/impact/coverage.ts';
import type { TableMismatch } from '../../model/impact/table-mismatch.ts';
import type { Specs } from '../impact/afterwards.ts';
import { covering } from '../impact/coverage.ts';
import { findingMismatches } from '../impact/lake/mismatches.ts';
import { mentionIn } from '../../model/kinds/mentions.ts';
import { diff, keep } from './diff.ts';
import { digestOfChange, digestOfPlan } from './digest.ts';
import { hazardsOf } from './hazards.ts';
import { order, referrers } from './order.ts';
import type { References } from './order.ts';
import { crowdedKinds } from './room.ts';
import { ownerIn } from './plan-input.ts';
import type { PlanInput } from './plan-input.ts';
import { foreignRenames, renamesOf } from './renames.ts';
import type { Renames } from './renames.ts';
import { changesIn, isRead, specsBefore } from './scope.ts';

/** A plan, and what making it showed. */
export interface Planned {
  readonly plan: Plan;
  readonly coverage: Coverage;
  readonly mismatches: readonly TableMismatch[];
  /** Errors: the plan may not be carried out. */
  readonly problems: readonly Problem[];
  /** What the scope names and the plan says nothing about. */
  readonly unknown: readonly Address[];
}

/** What has to be done to make the account as desired: a pure function, and plain data. */
export function plan(input: PlanInput): Planned {
  return finish(planning(input));
}

/** The same, a resource a step. */
export function* planning(input: PlanInput): Steps<Planned> {
  const { target, scope = {} } = input;
  const before = specsBefore(input);
  const references = yield* referencesOf(input, before);
  const rest = undeclared(input);
  const { unordered, unchanged } = yield* comparing(input, rest, references);
  const all = order(inKindOrder(unordered, input.kinds), references, crowdedKinds(unordered, input));
  yield;
  const changes = changesIn(scope, all);
  const coverage = yield* covering(changes, before);
  const mismatches = yield* findingMismatches(changes, before);
  const hazards = yield* hazardsOf(changes, { coverage, mismatches, before, references }, input);
  const known = new Set([...all.map(({ address }) => address), ...unchanged]);
  return {
    plan: {
      target: target.name,
      account: target.account,
      region: target.region,
      digest: digestOfPlan(target, changes),
      changes,
      unchanged: unchanged.sort(),
      unmanaged: rest.unmanaged.map(([address]) => address).sort(),
      orphaned: rest.orphaned.map(([address]): Orphan => ({ address, section: kindAt(input.kinds, address).section })),
      hazards,
    },
    coverage,
    mismatches,
    problems: [...missingReferences(input, references), ...foreignRenames(input)],
    unknown: (scope.only ?? []).filter((address) => !known.has(address)),
  };
}

/** What differs, in no order, and what does not; a resource a step. */
function* comparing(
  input: PlanInput,
  { left, gone }: ReturnType<typeof undeclared>,
  references: References,
): Steps<{ readonly unordered: readonly Change[]; readonly unchanged: Address[] }> {
  const { desired, live, scope = {} } = input;
  const renames = renamesOf(input);
  const differing: Change[] = [];
  const unchanged: Address[] = [];
  for (const resource of desired.resources.values()) {
    if (!isRead(scope, resource.address)) continue;
    const change = changeOf(resource, live.get(resource.address), input, references, renames);
    if (change === undefined) unchanged.push(resource.address);
    else differing.push(change);
    yield;
  }
  const handed = left.map(([address, { spec }]) =>
    handOver(address, spec, desired.managedElsewhere?.get(address), input),
  );
  const deleted = yield* mapped(gone, ([address, { spec }]) => deletion(address, spec, renames));
  return { unordered: [...differing, ...handed, ...deleted], unchanged };
}

/** What is live and not declared: ours and left to others, to be deleted, or in a section that no file has; or not ours. */
function undeclared(input: PlanInput) {
  const { desired, live, owner, kinds } = input;
  const rest = [...live].filter(([address]) => !desired.resources.has(address));
  const isOurs = ([address, one]: [Address, Live]): boolean => ownerIn(input, address, one) === owner;
  const ours = rest.filter(isOurs);
  const left = ours.filter(([address]) => desired.managedElsewhere?.has(address) === true);
  const kept = ours.filter(([address]) => desired.managedElsewhere?.has(address) !== true);
  const isGone = ([address]: [Address, Live]): boolean => desired.sections.has(kindAt(kinds, address).section);
  return {
    left,
    gone: kept.filter(isGone),
    orphaned: kept.filter((entry) => !isGone(entry)),
    unmanaged: rest.filter((entry) => !isOurs(entry) && !isByDefault(kindAt(kinds, entry[0]), entry[1].spec)),
  };
}

function* referencesOf({ desired, kinds }: PlanInput, before: Specs): Steps<References> {
  const of = (address: Address, spec: JsonObject): readonly Address[] => kindAt(kinds, address).references(spec);
  return {
    before: new Map(yield* mapped(before, ([address, spec]) => [address, of(address, spec)] as const)),
    after: new Map(yield* mapped(desired.resources, ([address, { spec }]) => [address, of(address, spec)] as const)),
  };
}

function changeOf(
  desired: Desired,
  live: Live | undefined,
  input: PlanInput,
  references: References,
  renames: Renames,
): Change | undefined {
  if (live === undefined) return creation(desired, renames);
  const { address } = desired;
  const kind = kindAt(input.kinds, address);
  const before = live.spec;
  // An author wrote `{}` where there is always one: that takes away all that can be taken away.
  if (isByDefault(kind, desired.spec))
    return isByDefault(kind, before) ? undefined : deletion(address, before, renames, desired);
  const after = keep(
    before,
    desired.spec,
    desired.ignore.map(({ path }) => path),
  );
  const edits = located(diff(before, after), desired);
  if (edits.length === 0) return undefined;
  const { write } = kind;
  const because = edits.filter((edit) => write?.immutable(edit) === true).map((edit) => edit.path);
  const common = { address, edits, before, after, source: desired.locate(''), waitsFor: [] };
  if (because.length === 0) {
    const digest = digestOfChange({ action: 'update', ...common });
    return { action: 'update', ...common, edits: cautioned(edits, write), digest };
  }
  // What refers to it has to let go meanwhile where AWS would refuse the delete, also what is itself about to go.
  const releases = referrers(address, references.before).filter(
    (referrer) => kindAt(input.kinds, referrer).write?.release !== undefined,
  );
  return { action: 'replace', ...common, because, releases, digest: digestOfChange({ action: 'replace', ...common }) };
}

function creation(desired: Desired, renames: Renames): Change {
  const { address, spec: after } = desired;
  const renamedFrom = renames.toOld.get(address);
  const common = {
    action: 'create',
    address,
    edits: located(diff({}, after), desired),
    after,
    source: desired.locate(''),
    waitsFor: [],
    digest: digestOfChange({ action: 'create', address, after }),
  } as const;
  return renamedFrom === undefined ? common : { ...common, renamedFrom };
}

/** What is left to others loses our mark and nothing else. */
function handOver(
  address: Address,
  before: JsonObject,
  source: Source | undefined,
  { kinds, target }: PlanInput,
): Change {
  const kind = kindAt(kinds, address);
  const after = kind.normalize(givenUp(kind, before), target);
  const where = source === undefined ? {} : { source };
  const edits = diff(before, after).map((edit) => ({ ...edit, ...where }));
  const common = { action: 'update', address, edits, before, after, waitsFor: [], ...where } as const;
  return { ...common, digest: digestOfChange(common) };
}

/** Edits that AWS may not carry out say so. */
function cautioned(edits: Change['edits'], write: Kind['write']): Change['edits'] {
  return edits.map((edit) => {
    const caveat = write?.caveat?.(edit);
    return caveat === undefined ? edit : { ...edit, caveat };
  });
}

function located(edits: Change['edits'], desired: Desired): Change['edits'] {
  return edits.map((edit) => ({ ...edit, source: desired.locate(edit.path) }));
}

function deletion(address: Address, before: JsonObject, renames: Renames, desired?: Desired): Change {
  const renamedTo = renames.toNew.get(address);
  const common = {
    action: 'delete',
    address,
    before,
    edits: diff(before, {}),
    ...(desired === undefined ? {} : { source: desired.locate('') }),
    waitsFor: [],
    digest: digestOfChange({ action: 'delete', address, before }),
  } as const;
  return renamedTo === undefined ? common : { ...common, renamedTo };
}

/** So that a plan reads the same whatever order files were read in. */
function inKindOrder(changes: readonly Change[], kinds: readonly Kind[]): readonly Change[] {
  const rank = (change: Change): number => kinds.indexOf(kindAt(kinds, change.address));
  return [...changes].sort((left, right) => rank(left) - rank(right) || (left.address < right.address ? -1 : 1));
}

/** A reference that neither the profiles nor the account can meet. */
function missingReferences({ desired, live, kinds }: PlanInput, references: References): Problem[] {
  const known = new Set([...desired.resources.keys(), ...live.keys()]);
  const hint = (reference: Address): string => {
    const name = nameOf(reference);
    const ofKind = [...known].filter((address) => kindOf(address) === kindOf(reference)).map(nameOf);
    const meant = kindAt(kinds, reference).meant?.(name) ?? nearest(name, ofKind);
    return meant === undefined ? 'Declare it, or correct the name.' : `Did you mean ${meant}?`;
  };
  return [...desired.resources.values()].flatMap((resource) =>
    (references.after.get(resource.address) ?? [])
      .filter((reference) => !desired.resources.has(reference) && !live.has(reference))
      .filter((reference) => desired.managedElsewhere?.has(reference) !== true)
      // Nobody else's was looked for.
      .filter((reference) => kindAt(kinds, reference).marked === undefined)
      .map((reference): Problem => ({
        code: 'DG3001',
        message: `${resource.address} refers to ${reference}, which neither the profiles nor the account have.`,
        hint: hint(reference),
        ...mentionIn(resource, reference),
      })),
  );
}
