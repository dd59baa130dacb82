import { isList, isObject } from '../../model/json.ts';
import type { Change, Plan } from '../../model/plan.ts';
import { OperatorError } from '../../model/problem.ts';

/** What was reviewed for one target: the digest of the whole, and that of each change. */
export interface ReviewedPlan {
  readonly target: string;
  readonly digest: string;
  readonly changes: ReadonlySet<string>;
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
    return { target: entry['target'], digest: entry['digest'], changes: new Set(changes) };
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
 * The changes of a fresh plan that nobody reviewed: empty where it is the reviewed plan or what remains of it.
 * Fails closed: a target that was not reviewed has only unreviewed changes.
 */
export function unreviewed(plan: Plan, reviewed: readonly ReviewedPlan[]): readonly Change[] {
  const mine = reviewed.find(({ target }) => target === plan.target);
  if (mine?.digest === plan.digest) return [];
  return plan.changes.filter((change) => mine?.changes.has(change.digest) !== true);
}
