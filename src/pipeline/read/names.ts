import { kindOf, nameOf } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Identity, Kind, Known, Live } from '../../model/kind.ts';
import { markOf } from '../../model/kinds/ownership.ts';
import type { Desired, DesiredState } from '../../model/resource.ts';

/** Whose names are given to what AWS has no name for. */
export interface Naming {
  readonly owner: string;
  readonly desired: DesiredState;
}

/**
 * Names for all resources of a kind that AWS has no names for, in this order: what is declared with the same identity has its
 * name; what is ours has the name in its mark, or the one that it is renamed to; the rest are called what AWS knows them by.
 */
export function named(kind: Kind, lives: readonly Live[], naming: Naming | undefined): readonly Live[] {
  const { identity } = kind;
  if (identity === undefined || naming === undefined) return lives;
  const declared = [...naming.desired.resources.values()].filter(({ address }) => kindOf(address) === kind.name);
  const byIdentity = new Map(lives.map((live) => [live, nameByIdentity(identity, live, declared)]));
  const taken = new Set(byIdentity.values());
  return lives.map((live) => {
    const marked = nameInMark(kind, live, naming.owner, declared);
    const free = marked === undefined || taken.has(marked) ? live.name : marked;
    const name = byIdentity.get(live) ?? free;
    taken.add(name);
    return { ...live, name, identity: live.name };
  });
}

function nameByIdentity({ of }: Identity, { spec }: Live, declared: readonly Desired[]): string | undefined {
  const same = of === undefined ? undefined : declared.find((one) => of(one.spec) === of(spec));
  return same === undefined ? undefined : nameOf(same.address);
}

function nameInMark(kind: Kind, { spec }: Live, owner: string, declared: readonly Desired[]): string | undefined {
  const mark = markOf(kind, spec);
  if (mark.owner !== owner || mark.name === undefined) return undefined;
  const renamed = declared.find(({ renamedFrom }) => renamedFrom === mark.name);
  return renamed === undefined ? mark.name : nameOf(renamed.address);
}

/**
 * Reads the resource that an author calls so. Where AWS has no name for it, it is found by what AWS knows a resource with this
 * spec by, or by its mark among all there are.
 */
export async function readNamed(
  aws: Aws,
  kind: Kind,
  name: string,
  spec: JsonObject,
  known?: Known,
): Promise<Live | undefined> {
  if (kind.identity === undefined) return kind.read(aws, name, known);
  const { of } = kind.identity;
  const live = of === undefined ? await marked(aws, kind, name, spec) : await kind.read(aws, of(spec), known);
  return live === undefined ? undefined : { ...live, name, identity: live.name };
}

async function marked(aws: Aws, kind: Kind, name: string, spec: JsonObject): Promise<Live | undefined> {
  const all: string[] = [];
  for await (const found of kind.list(aws)) all.push(found);
  if (all.includes(name)) return kind.read(aws, name);
  const wanted = markOf(kind, spec);
  for (const found of all) {
    const live = await kind.read(aws, found);
    const mark = live && markOf(kind, live.spec);
    if (mark?.name !== undefined && mark.name === wanted.name && mark.owner === wanted.owner) return live;
  }
  return undefined;
}
