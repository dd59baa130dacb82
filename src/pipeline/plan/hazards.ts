import { resources as resourceValidators } from '../../generated/validators.mjs';
import { nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import { isEqual } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Coverage } from '../../model/impact/coverage.ts';
import type { TableMismatch } from '../../model/impact/table-mismatch.ts';
import { isByDefault, kindAt } from '../../model/kind.ts';
import type { Kind, Live } from '../../model/kind.ts';
import { mapped } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import type { HazardRule } from '../../model/hazard-rules.ts';
import type { Change, Hazard } from '../../model/plan.ts';
import { markOf, STACK } from '../../model/kinds/ownership.ts';
import type { Specs } from '../impact/afterwards.ts';
import { coverageLosses } from './coverage-hazards.ts';
import { digestOfAddresses } from './digest.ts';
import { isWithin } from '../../model/values/edit-path.ts';
import { resourceSchema } from '../profiles/language.ts';
import { referrers } from './order.ts';
import type { References } from './order.ts';
import { tableMismatches } from './table-hazards.ts';
import { ownerIn } from './plan-input.ts';
import type { PlanInput } from './plan-input.ts';
import { schemaErrorsOf } from '../profiles/schema/errors.ts';
import type { Validator } from '../profiles/schema/errors.ts';

/** What hazards depend on besides the changes themselves. */
export interface Circumstances {
  readonly coverage: Coverage;
  readonly mismatches: readonly TableMismatch[];
  /** What is there before anything is done. */
  readonly before: Specs;
  readonly references: References;
}

/** What a reviewer must accept, and what no acceptance helps against, worst first; a change a step. */
export function* hazardsOf(
  changes: readonly Change[],
  { coverage, mismatches, before, references }: Circumstances,
  input: PlanInput,
): Steps<readonly Hazard[]> {
  const going = new Set(changes.filter((change) => change.action === 'delete').map((change) => change.address));
  const about = (change: Change): readonly Hazard[] => {
    const holding = held(change, changes, { before, references }, input);
    return [
      ...ownership(change, input),
      ...protection(change, input),
      ...unknownMembers(change, input),
      ...replacement(change, input),
      ...(holding.length > 0 ? holding : inUse(change, going, references, input)),
      ...dataLoss(change, input),
    ];
  };
  const single = (yield* mapped(changes, about)).flat();
  const hazards = [
    ...single,
    ...coverageLosses(coverage.lost, single, input.accept),
    ...tableMismatches(mismatches, coverage, input.accept),
    ...tooManyDeletes(changes, before, input),
  ];
  return worstFirst(hazards);
}

/** What stands in the way before what is accepted, and what nobody can accept before the rest. */
function worstFirst(hazards: readonly Hazard[]): readonly Hazard[] {
  return [...hazards].sort(
    (left, right) =>
      Number(left.accepted) - Number(right.accepted) || Number(left.acceptable) - Number(right.acceptable),
  );
}

/** One hazard about one change; `accepted` by its id, where acceptance helps at all. */
function hazard(rule: HazardRule, address: Address, message: string, accept: readonly string[] | 'never'): Hazard {
  const id = `${rule}:${address}`;
  const acceptable = accept !== 'never';
  return { id, rule, addresses: [address], message, acceptable, accepted: acceptable && accept.includes(id) };
}

function ownership(change: Change, input: PlanInput): Hazard[] {
  const { live, owner, desired, kinds } = input;
  const { address } = change;
  const before = live.get(address);
  if (before === undefined) return [];
  const kind = kindAt(kinds, address);
  const adopt = desired.resources.get(address)?.adopt === true;
  if (kind.ownership.by === 'section') return adopt ? [] : unmarked(kind, address, before);
  const has = ownerIn(input, address, before);
  return has === owner ? [] : [takeover(address, has, before, { adopt, accept: input.accept })];
}

/** Something that is there and not ours. */
function takeover(
  address: Address,
  has: string | undefined,
  { managedBy }: Live,
  { adopt, accept }: { readonly adopt: boolean; readonly accept: readonly string[] },
): Hazard {
  const refusal = (rule: HazardRule, message: string): Hazard => hazard(rule, address, message, 'never');
  if (has !== undefined)
    return refusal(
      'foreign-owner',
      `${address} belongs to ${has}. Let ${has} stop managing it first: a resource has one owner.`,
    );
  if (managedBy === STACK && adopt) {
    const message = `${address} has tags of a CloudFormation stack, which stay on it when the stack retains it. Accept this once no stack has it: a stack that does would undo changes.`;
    return hazard('stack-tags', address, message, accept);
  }
  if (managedBy !== undefined)
    return refusal(
      'foreign-owner',
      `${address} is managed by ${managedBy}, which would undo changes. Remove it there first, without deleting it.`,
    );
  if (!adopt)
    return refusal(
      'unowned',
      `${address} is in the account already and nobody owns it. Add \`adopt: true\` to take it over, or choose another name.`,
    );
  const message = `${address} is taken over: it is in the account already, and its present settings are lost where they differ.`;
  return hazard('takeover', address, message, [`takeover:${address}`]);
}

/** Nothing tells settings that we wrote from those of somebody else, so whatever is not AWS's own is taken over by a word. */
function unmarked(kind: Kind, address: Address, { spec }: Live): Hazard[] {
  if (isByDefault(kind, spec)) return [];
  const message = `${address} has other settings in the account, and AWS keeps no owner of them. To make them these profiles' own, add \`adopt: true\` to the section; it stays there.`;
  return [hazard('unowned', address, message, 'never')];
}

function protection(change: Change, { kinds }: PlanInput): Hazard[] {
  if (change.action !== 'delete' && change.action !== 'replace') return [];
  if (!markOf(kindAt(kinds, change.address), change.before).isProtected) return [];
  const message = `${change.address} is protected and cannot be ${change.action}d. Remove \`protect\` in a separate change first.`;
  return [hazard('protected', change.address, message, 'never')];
}

/** What AWS returned and the schema does not know would be lost when the whole object is written. */
function unknownMembers(change: Change, { kinds }: PlanInput): Hazard[] {
  if (change.action !== 'update' && change.action !== 'replace') return [];
  // Tags have calls of their own, and nothing else is written.
  if (change.edits.every(({ path }) => isWithin(path, 'tags'))) return [];
  const kind = kindAt(kinds, change.address);
  const found = schemaErrorsOf(resourceValidators[kind.name] as Validator, () => resourceSchema(kind), change.before);
  const unknown = found.filter(({ code }) => code === 'DG1101').map(({ path }) => path.join('.'));
  if (unknown.length === 0) return [];
  const message = `${change.address} has ${unknown.join(', ')} in the account, which this version does not know and would lose. Update defender-gitops, or change the resource by hand.`;
  return [hazard('unknown-live-member', change.address, message, 'never')];
}

function replacement(change: Change, { accept }: PlanInput): Hazard[] {
  if (change.action !== 'replace' || change.releases.length === 0) return [];
  const message = `${change.address} is deleted and created again, and ${change.releases.join(', ')} must be detached from it meanwhile: detection on it stops and its history is lost.`;
  return [hazard('replace-referenced', change.address, message, accept)];
}

/** What refers to what is about to go, and neither goes nor lets go: others', ours that no file has, and what a file has that names it all the same. */
function inUse(change: Change, going: ReadonlySet<Address>, references: References, input: PlanInput): Hazard[] {
  const { live, desired, owner, kinds, accept } = input;
  if (change.action !== 'delete' && change.action !== 'replace') return [];
  const { action, address } = change;
  const staying = referrers(address, references.before).flatMap((user): User[] => {
    const one = live.get(user);
    if (one === undefined || desired.resources.has(user) || going.has(user)) return [];
    const has = ownerIn(input, user, one);
    // Ours lets go of what is replaced, and takes hold again.
    if (action === 'replace' && has === owner) return [];
    return [{ user, spec: one.spec, whose: has ?? one.managedBy ?? 'nobody’s' }];
  });
  // What a file has is made anew, or set back to what AWS has by default.
  const isGone = !desired.resources.has(address);
  const naming = (isGone ? referrers(address, references.after) : []).map((user): User => ({
    user,
    spec: desired.resources.get(user)?.spec ?? {},
    whose: owner,
  }));
  const users = [...staying, ...naming];
  if (users.length === 0) return [];
  const whose = users.map((one) => `${one.user} (${one.whose})`);
  // AWS refuses to delete what a kind knows how to let go of, or is held by.
  const refuses = users.some(({ user, spec }) => {
    const { write } = kindAt(kinds, user);
    const released = write?.release?.(spec, address) ?? spec;
    return !isEqual(released, spec) || write?.holds?.(spec, address) === true;
  });
  const outcome = refuses ? 'detach it there first' : 'they would be left without it';
  const message = `${address} is to be ${action}d and still used by ${whose.join(', ')}: ${outcome}.`;
  return [hazard('in-use', address, message, refuses ? 'never' : accept)];
}

/** What uses something that is about to go. */
interface User {
  readonly user: Address;
  readonly spec: JsonObject;
  readonly whose: string;
}

/** What stays, cannot let go, and keeps AWS from deleting what is about to go. */
function held(
  { action, address }: Change,
  changes: readonly Change[],
  { before, references }: Pick<Circumstances, 'before' | 'references'>,
  { kinds }: PlanInput,
): Hazard[] {
  if (action !== 'delete' && action !== 'replace') return [];
  const stays = (user: Address): boolean => {
    const change = changes.find((one) => one.address === user);
    if (change?.action === 'delete') return false;
    // What is made anew elsewhere has left before a delete, and not surely before a replacement.
    return !(action === 'delete' && change?.action === 'replace' && !references.after.get(user)?.includes(address));
  };
  const holds = (user: Address): boolean =>
    kindAt(kinds, user).write?.holds?.(before.get(user) ?? {}, address) === true && stays(user);
  const holders = referrers(address, references.before).filter(holds);
  if (holders.length === 0) return [];
  const message = `${address} cannot be ${action}d while ${holders.join(', ')} ${holders.length === 1 ? 'is' : 'are'} in it: AWS refuses that, and nothing moves what is in it.`;
  return [hazard('in-use', address, message, 'never')];
}

function dataLoss(change: Change, { kinds, accept }: PlanInput): Hazard[] {
  const { address, action, edits } = change;
  const { write, singleton } = kindAt(kinds, address);
  const told = (message: string): Hazard[] => [hazard('data-loss', address, message, accept)];
  if (action === 'update') {
    const lost = edits.flatMap((edit) => write?.loses?.(edit) ?? []);
    return lost.length === 0 ? [] : told(`Changing ${address} loses ${lost.join(', and ')}.`);
  }
  const loss = action === 'create' ? undefined : write?.losesOnDelete;
  if (loss === undefined) return [];
  // Nobody deletes what there is always.
  return told(`${singleton === undefined ? `Deleting ${nameOf(address)}` : `Setting ${address} back`} loses ${loss}.`);
}

function tooManyDeletes(changes: readonly Change[], before: Specs, input: PlanInput): Hazard[] {
  const { limits, owner, accept } = input;
  const deletes = changes
    .filter((change) => change.action === 'delete' && change.renamedTo === undefined)
    .map((change) => change.address);
  const owned = [...before].filter(([address, spec]) => ownerIn(input, address, { spec }) === owner).length;
  const percent = (100 * deletes.length) / owned;
  if (deletes.length === 0 || (deletes.length <= limits.deletes && percent <= limits.deletePercent)) return [];
  const rule = 'too-many-deletes';
  // The id holds what is deleted, so that an acceptance left in the file accepts no other deletes.
  const id = `${rule}:${digestOfAddresses(deletes)}`;
  const message = `${deletes.length} of ${owned} resources would be deleted (${Math.round(percent)} %); the limits are ${limits.deletes} and ${limits.deletePercent} %.`;
  return [{ id, rule, addresses: deletes, message, acceptable: true, accepted: accept.includes(id) }];
}
