import { kinds, bulkReaders } from '../../kinds/index.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { Scope } from '../../model/scope.ts';
import { readAccount } from '../../pipeline/read/read-account.ts';
import type { ReadResult } from '../../pipeline/read/read-account.ts';
import { changedAddresses } from '../../pipeline/plan/changed-addresses.ts';
import { loadProfiles } from './profiles.ts';
import type { LoadedProfiles, TargetProfiles } from './profiles.ts';
import type { World } from '../../model/world.ts';

/** The profiles as they were, from the texts of their files by path. Never touches AWS. */
export function loadTexts(world: World, folder: string, files: ReadonlyMap<string, string>): Promise<LoadedProfiles> {
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

/** What was read of a target's account. */
export interface TargetRead extends ReadResult {
  /** What part of it; empty where all was read. */
  readonly read: Pick<Scope, 'read'>;
}

/** Reads the account: all of it, or what the profiles want otherwise than `base`. */
export async function readTarget(
  { report, breathe }: Pick<World, 'breathe' | 'report'>,
  aws: Aws,
  one: TargetProfiles & Pick<LoadedProfiles, 'owner'>,
  base: LoadedProfiles | undefined,
): Promise<TargetRead> {
  const { desired, owner } = one;
  const only = base && changedIn(one, owner, base);
  const result = await readAccount(aws, { kinds, report, breathe, bulkReaders, desired, owner, ...(only && { only }) });
  if (only === undefined) return { ...result, read: {} };
  const of = new Set([...desired.resources.keys(), ...only]).size;
  return { ...result, read: { read: { addresses: only, of } } };
}
