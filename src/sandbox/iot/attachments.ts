import { find } from '../state.ts';
import type { RegionState } from '../state.ts';

type Profiles = RegionState['securityProfiles'];

/** Names of the profiles on each target: found once for an account and region, and kept up with by what follows. */
const attached = new WeakMap<Profiles, Map<string, Set<string>>>();

/** Names of the security profiles that are attached to a target. */
export function profilesOn({ securityProfiles }: RegionState, target: string): ReadonlySet<string> {
  return byTarget(securityProfiles).get(target) ?? new Set();
}

/** Attaches a profile that is there to a target that it is not attached to. */
export function attach({ securityProfiles }: RegionState, name: string, target: string): void {
  const names = byTarget(securityProfiles).get(target);
  find(securityProfiles, name)?.targets.push(target);
  if (names === undefined) byTarget(securityProfiles).set(target, new Set([name]));
  else names.add(name);
}

/** Detaches a profile from a target; nothing where it is not attached. */
export function detach({ securityProfiles }: RegionState, name: string, target: string): void {
  if (byTarget(securityProfiles).get(target)?.delete(name) !== true) return;
  const targets = find(securityProfiles, name)?.targets ?? [];
  targets.splice(targets.indexOf(target), 1);
}

/** Deletes a profile with its attachments. */
export function deleteProfile({ securityProfiles }: RegionState, name: string): void {
  for (const target of find(securityProfiles, name)?.targets ?? [])
    byTarget(securityProfiles).get(target)?.delete(name);
  delete securityProfiles[name];
}

function byTarget(profiles: Profiles): Map<string, Set<string>> {
  const known = attached.get(profiles);
  if (known !== undefined) return known;
  const found = new Map<string, Set<string>>();
  for (const [name, { targets }] of Object.entries(profiles))
    for (const target of targets) {
      const names = found.get(target);
      if (names === undefined) found.set(target, new Set([name]));
      else names.add(name);
    }
  attached.set(profiles, found);
  return found;
}
