import { kindAt } from '../../model/kind.ts';
import type { Kind, Write } from '../../model/kind.ts';
import type { Change, Plan } from '../../model/plan.ts';
import { isWithin } from '../../model/edit-path.ts';
import { addCounts } from '../read/request-counts.ts';

/**
 * The requests, by operation, that carrying out a plan takes at the least: what is there is read, unless AWS refuses what is
 * there already; each change is written once, and what is not settled is read back once.
 */
export function minimumRequests({ changes }: Plan, kinds: readonly Kind[]): ReadonlyMap<string, number> {
  return addCounts(
    changes.flatMap((change) => {
      const kind = kindAt(kinds, change.address);
      if (kind.write === undefined) return [];
      return [
        ...readBefore(change, kind, kind.write),
        ...written(change, kind, kind.write),
        ...readBack(change, kind, kind.write),
      ];
    }),
  );
}

/** What is not there yet has no parts to be asked for. */
function readBefore({ action }: Change, { describedBy, parts }: Kind, { refusesTaken }: Write): readonly string[] {
  if (action !== 'create') return [describedBy, ...Object.values(parts).map(({ operation }) => operation)];
  return refusesTaken ? [] : [describedBy];
}

function written({ action, edits }: Change, { parts }: Kind, { sends }: Write): readonly string[] {
  if (action === 'replace') return [sends.delete, sends.create];
  if (action !== 'update') return [sends[action]];
  const isOfPart = (path: string): boolean => Object.keys(parts).some((part) => isWithin(path, part));
  return edits.every(({ path }) => isOfPart(path)) ? [] : [sends.update];
}

/** What is gone has no parts, the answer to a creation settles some, and an update those that it does not touch. */
function readBack({ action, edits }: Change, { describedBy, parts }: Kind, { settles }: Write): readonly string[] {
  if (action === 'delete') return [describedBy];
  const isOpen = (part: string): boolean =>
    action === 'update'
      ? edits.some(({ path }) => isWithin(path, part))
      : !(settles as readonly string[]).includes(part);
  const open = Object.entries(parts).filter(([part]) => isOpen(part));
  return [describedBy, ...open.map(([, { operation }]) => operation)];
}
