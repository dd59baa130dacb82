import { kindAt } from '../../model/kind.ts';
import type { Kind, Write } from '../../model/kind.ts';
import { actionFor, actionForPart } from '../../model/kinds/operation.ts';
import type { Change, Plan } from '../../model/plan.ts';
import { isWithin } from '../../model/values/edit-path.ts';
import { addCounts } from '../read/request-counts.ts';

/**
 * The requests, by operation, that carrying out a plan takes at the least: what is there is read, unless AWS refuses what is
 * there already; each change is written once, and what is not settled is read back once.
 */
export function minimumRequests({ changes }: Plan, kinds: readonly Kind[]): ReadonlyMap<string, number> {
  return addCounts(
    changes.flatMap((change) => {
      const kind = kindAt(kinds, change.address);
      return [...readBefore(change, kind, kind.write), ...written(change, kind), ...readBack(change, kind, kind.write)];
    }),
  );
}

/** What is not there yet has no parts to be asked for. */
function readBefore({ action }: Change, kind: Kind, { refusesTaken }: Pick<Write, 'refusesTaken'>): readonly string[] {
  const described = actionFor(kind, 'describe');
  if (action !== 'create') return [described, ...Object.keys(kind.parts).map((part) => actionForPart(kind, part))];
  return refusesTaken ? [] : [described];
}

function written({ action, edits }: Change, kind: Kind): readonly string[] {
  if (action === 'replace') return [actionFor(kind, 'delete'), actionFor(kind, 'create')];
  if (action !== 'update') return [actionFor(kind, action)];
  const isOfPart = (path: string): boolean => Object.keys(kind.parts).some((part) => isWithin(path, part));
  return edits.every(({ path }) => isOfPart(path)) ? [] : [actionFor(kind, 'update')];
}

/** What is gone has no parts, the answer to a creation settles some, and an update those that it does not touch. */
function readBack({ action, edits }: Change, kind: Kind, { settles }: Pick<Write, 'settles'>): readonly string[] {
  const described = actionFor(kind, 'describe');
  if (action === 'delete') return [described];
  const isOpen = (part: string): boolean =>
    action === 'update' ? edits.some(({ path }) => isWithin(path, part)) : !settles.includes(part);
  const open = Object.keys(kind.parts).filter(isOpen);
  return [described, ...open.map((part) => actionForPart(kind, part))];
}
