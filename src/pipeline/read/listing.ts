import { kindOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { Kind } from '../../model/kind.ts';
import type { ResourceName } from '../../model/kinds/bulk-read.ts';
import type { DesiredState } from '../../model/resource.ts';
import { isRefused } from './careful-reads.ts';
import type { CarefulReads } from './careful-reads.ts';
import type { Naming } from './names.ts';

/** How the names of what is there are found. */
export interface Listing {
  readonly aws: Aws;
  readonly careful: CarefulReads;
  /** Whose resources are looked for; absent where everybody's are. */
  readonly naming: Naming | undefined;
  /** Looked at whosesoever it is. */
  readonly also: readonly Address[];
  /** Takes what takes longer than it need, and why, as sentences. */
  readonly notes: string[];
}

/** All resources of these kinds that are to be looked at, but of kinds that AWS refuses to tell of and that nothing needs. */
export async function allOf(kinds: readonly Kind[], listing: Listing): Promise<readonly ResourceName[]> {
  const names = kinds.map((kind) => listing.careful.orNothing(kind, () => namesOf(kind, listing)));
  return (await Promise.all(names)).flatMap((found, index) =>
    [...(found ?? [])].map((name) => ({ kind: kinds[index] as Kind, name })),
  );
}

/** All there are; of a kind that tells what is marked, those that are declared or ours. */
async function namesOf(kind: Kind, { aws, naming, also, notes }: Listing): Promise<Iterable<string>> {
  if (kind.marked === undefined || naming === undefined) return collected(kind.list(aws));
  const { desired, owner } = naming;
  try {
    const asked = also.filter((address) => kindOf(address) === kind.name).map(nameOf);
    return new Set([...declaredNames(kind, desired), ...asked, ...(await collected(kind.marked(aws, owner)))]);
  } catch (error) {
    if (!desired.sections.has(kind.section) || !isRefused(error)) throw error;
    notes.push(`All ${kind.section} of the account were looked at, which takes longer: ${error.message}`);
    return collected(kind.list(aws));
  }
}

/** What files declare, also as it was called before. */
function declaredNames(kind: Kind, { resources }: DesiredState): readonly string[] {
  return [...resources.values()].flatMap(({ address, renamedFrom }) =>
    kindOf(address) === kind.name ? [nameOf(address), ...(renamedFrom === undefined ? [] : [renamedFrom])] : [],
  );
}

async function collected(names: AsyncIterable<string>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const name of names) all.push(name);
  return all;
}
