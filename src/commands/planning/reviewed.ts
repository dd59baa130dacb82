import type { Change, Plan } from '../../model/plan.ts';
import type { Address } from '../../model/address.ts';
import { isEqual, isList, isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { OperatorError } from '../../model/problem.ts';
import type { Reviewed, StateChange } from '../../model/workflow/conversation.ts';
import { digestOfState } from '../../pipeline/plan/digest.ts';
import type { TargetProfiles } from './profiles.ts';

/** What was reviewed for one target. Digests may be shortened, to their first digits. */
export interface ReviewedPlan extends Reviewed {
  readonly target: string;
}

/** Reads a plan that `plan --out` wrote. Throws an OperatorError where it is not one. */
export function parseReviewed(text: string, file: string): readonly ReviewedPlan[] {
  const fail = (why: string): never => {
    throw new OperatorError('DG4101', `${file} is not a plan: ${why}.`, {
      hint: 'Write one with `defender-gitops plan --out FILE`.',
    });
  };
  const document = parse(text) ?? fail('it is not JSON');
  if (!isObject(document) || document['schemaVersion'] !== 1 || !isList(document['targets']))
    return fail('it lacks schemaVersion 1 and targets');
  return document['targets'].map((entry) => {
    if (
      !isObject(entry) ||
      typeof entry['target'] !== 'string' ||
      typeof entry['digest'] !== 'string' ||
      !isList(entry['changes'])
    )
      return fail('a target lacks its name, digest or changes');
    const changes = entry['changes'].map((change): string => {
      if (!isObject(change) || typeof change['digest'] !== 'string' || typeof change['address'] !== 'string')
        return fail('a change lacks its digest or address');
      return change['digest'];
    });
    return { target: entry['target'], digest: entry['digest'], changes };
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The changes of a fresh plan that nobody reviewed: none where it is a reviewed plan or what remains of it. A change is
 * reviewed if its digest was, or if it leads from what one reviewed version of the profiles wanted to what another asked
 * for. Several plans may have been reviewed for a target. Fails closed: a target that was not reviewed has only unreviewed changes.
 */
export function unreviewed(plan: Plan, reviewed: readonly ReviewedPlan[]): readonly Change[] {
  const mine = reviewed.filter(({ target }) => target === plan.target);
  if (mine.some(({ digest }) => isSameDigest(plan.digest, digest))) return [];
  const changes = new Set(mine.flatMap((one) => one.changes.map(shortened)));
  const states = mine.flatMap((one) => one.states ?? []);
  const wanted = new Set(states.flatMap(({ from, to }) => [shortened(from), shortened(to)]));
  const asked = new Set(states.map(({ to }) => shortened(to)));
  return plan.changes.filter((change) => {
    const stateOf = (spec: JsonObject | undefined): string => shortened(digestOfState(change.address, spec));
    const [before, after] = [
      stateOf('before' in change ? change.before : undefined),
      stateOf('after' in change ? change.after : undefined),
    ];
    return !changes.has(shortened(change.digest)) && !(wanted.has(before) && asked.has(after));
  });
}

/** A resource that two versions of the profiles want otherwise. */
interface AddressedState extends StateChange {
  readonly address: Address;
}

/** What one version of the profiles wants of a target otherwise than another, whatever the account has. */
export function changedStates(before: TargetProfiles | undefined, after: TargetProfiles): readonly AddressedState[] {
  const old = before?.desired.resources;
  const now = after.desired.resources;
  return [...new Set([...(old?.keys() ?? []), ...now.keys()])].flatMap((address): AddressedState[] => {
    const [from, to] = [old?.get(address)?.spec, now.get(address)?.spec];
    if (isEqual(from, to)) return [];
    return [{ address, from: digestOfState(address, from), to: digestOfState(address, to) }];
  });
}

/** Whether a digest is the one that begins with these digits, of which there are at least twelve; capitals and quotes do not matter. */
export function isSameDigest(digest: string, given: string): boolean {
  const digits = given.replace(/^[`'"]*(sha256:)?|[`'"…]*$/gi, '').toLowerCase();
  return digits.length >= FEWEST && digest.slice(PREFIX.length).startsWith(digits);
}

const PREFIX = 'sha256:';
const FEWEST = 12;
const DIGITS = 32;

/** Records keep a part of each digest: 128 bits. */
function shortened(digest: string): string {
  return digest.slice(0, PREFIX.length + DIGITS);
}
