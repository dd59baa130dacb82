import { kindOf } from '../model/address.ts';
import type { Kind, Write } from '../model/kind.ts';
import type { Change, Plan } from '../model/plan.ts';
import { together } from './reading.ts';

/** The requests, by operation, that carrying out a plan takes at the least: each change is written once and read back once. */
export function leastRequests({ changes }: Plan, kinds: readonly Kind[]): ReadonlyMap<string, number> {
  return together(
    changes.flatMap((change) => {
      const kind = kinds.find(({ name }) => name === kindOf(change.address));
      return kind?.write === undefined ? [] : [...written(change, kind.write), ...readBack(change, kind, kind.write)];
    }),
  );
}

function written({ action, edits }: Change, { sends }: Write): readonly string[] {
  if (action === 'replace') return [sends.delete, sends.create];
  if (action !== 'update') return [sends[action]];
  return edits.every(({ path }) => /^(?:tags|targets)\b/.test(path)) ? [] : [sends.update];
}

/** What is gone has no parts to be asked for, and the answer to a creation settles some. */
function readBack({ action }: Change, { describedBy, parts }: Kind, { settles }: Write): readonly string[] {
  if (action === 'delete') return [describedBy];
  const settled: readonly string[] = action === 'update' ? [] : settles;
  const asked = Object.entries(parts).filter(([part]) => !settled.includes(part));
  return [describedBy, ...asked.map(([, { operation }]) => operation)];
}
