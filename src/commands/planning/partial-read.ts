import { kinds, bulkReaders } from '../../kinds/index.ts';
import { nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { Reading } from '../../model/event.ts';
import { kindAt } from '../../model/kind.ts';
import type { Live } from '../../model/kind.ts';
import type { Plan } from '../../model/plan.ts';
import type { LiveState } from '../../model/resource.ts';
import { readAccount } from '../../pipeline/read/observe.ts';
import { changedAddresses } from '../../pipeline/plan/changed-addresses.ts';
import { loadProfiles } from './profiles.ts';
import type { LoadedProfiles, TargetProfiles } from './profiles.ts';
import type { World } from '../../model/world.ts';

/** The profiles as they were, from the texts of their files by path. Never touches AWS. */
export function loadTexts(world: World, folder: string, files: ReadonlyMap<string, string>): LoadedProfiles {
  const encoder = new TextEncoder();
  const raw = [...files].map(([file, text]) => ({ file, bytes: encoder.encode(text) }));
  return loadProfiles({ ...world, files: { ...world.files, readProfiles: () => raw } }, folder);
}

/** What the profiles want of a target otherwise than before; undefined where everything has to be looked at. */
export function changedIn(one: TargetProfiles, owner: string, base: LoadedProfiles): ReadonlySet<Address> | undefined {
  const before = base.targets.find(({ target }) => target.name === one.target.name);
  if (before === undefined || base.problems.length > 0) return undefined;
  return changedAddresses({ ...before, owner: base.owner }, { ...one, owner }, kinds);
}

/** What was seen of a target's account. */
export interface TargetRead {
  readonly live: LiveState;
  readonly reading: Reading;
  /** What the plan has to say of that, where only a part was read. */
  readonly part?: Pick<Plan, 'part'>;
  isRead(address: Address): boolean;
}

/** Reads the account: all of it, or what the profiles want otherwise than `base`. */
export async function readTarget(
  { report }: Pick<World, 'report'>,
  aws: Aws,
  one: TargetProfiles & Pick<LoadedProfiles, 'owner'>,
  base: LoadedProfiles | undefined,
): Promise<TargetRead> {
  const { desired, owner } = one;
  const only = base && changedIn(one, owner, base);
  const seen = await readAccount(aws, { kinds, report, bulkReaders, desired, owner, ...(only && { only }) });
  if (only === undefined) return { ...seen, isRead: () => true };
  const part = { part: { read: only.size, of: new Set([...desired.resources.keys(), ...only]).size } };
  return { ...seen, live: withTheRest(seen.live, one, only), part, isRead: (address) => only.has(address) };
}

/** What was not read is taken to be as the profiles say, so that a plan finds nothing to do about it. */
function withTheRest(live: LiveState, { target, desired }: TargetProfiles, only: ReadonlySet<Address>): LiveState {
  const rest = [...desired.resources].filter(([address]) => !only.has(address));
  const assumed = rest.map(([address, { spec }]): [Address, Live] => {
    const name = nameOf(address);
    const arn = kindAt(kinds, address).arn?.(target, name);
    return [address, { name, spec, ...(arn === undefined ? {} : { arn }) }];
  });
  return new Map([...assumed, ...live]);
}
