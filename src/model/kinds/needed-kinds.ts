import { kindOf } from '../address.ts';
import type { Kind } from '../kind.ts';
import type { DesiredState } from '../resource.ts';

/**
 * The kinds that a plan has to know of: those whose sections any file has, and those that what is declared refers to. Of all others
 * it only tells what is ours and no longer declared.
 */
export function neededKinds(kinds: readonly Kind[], { resources, sections }: DesiredState): ReadonlySet<Kind> {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  const needed = new Set(kinds.filter(({ section }) => sections.has(section)));
  for (const [address, { spec }] of resources)
    for (const reference of byName.get(kindOf(address))?.references(spec) ?? []) {
      const kind = byName.get(kindOf(reference));
      // What is looked for among those only that files declare is not needed where none does.
      if (kind !== undefined && kind.marked === undefined) needed.add(kind);
    }
  return needed;
}
