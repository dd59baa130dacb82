import { addressOf, kindOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { JsonValue } from '../../model/values/json.ts';
import { isEqual } from '../../model/values/json.ts';
import { kindAt } from '../../model/kind.ts';
import type { Kind } from '../../model/kind.ts';
import type { Desired, DesiredState } from '../../model/resource.ts';
import type { Target } from '../../model/settings.ts';

/** What one version of the profiles wants of a target, and in whose name. */
export interface Wanted {
  readonly owner: string;
  readonly target: Target;
  readonly desired: DesiredState;
}

/**
 * The resources that two versions of the profiles want otherwise, and what a plan for those has to know besides: former
 * names, and what they refer to that no file declares. Undefined where the difference is about all: another account or
 * owner, or a section that is complete from now on, so that whatever it lacks is to go.
 */
export function changedAddresses(
  before: Wanted,
  after: Wanted,
  kinds: readonly Kind[],
): ReadonlySet<Address> | undefined {
  if (before.owner !== after.owner || placeOf(before.target) !== placeOf(after.target)) return undefined;
  if ([...after.desired.sections].some((section) => !before.desired.sections.has(section))) return undefined;
  const [old, now] = [before.desired, after.desired];
  const changed = [...keysOf(old.resources, now.resources)].filter(
    (address) => !isEqual(saidOf(old.resources.get(address)), saidOf(now.resources.get(address))),
  );
  const left = [...keysOf(old.managedElsewhere, now.managedElsewhere)].filter(
    (address) => old.managedElsewhere?.has(address) !== now.managedElsewhere?.has(address),
  );
  const undeclared = changed.flatMap((address) => undeclaredOf(now.resources.get(address), now, kinds));
  return new Set([...changed, ...left, ...undeclared]);
}

function placeOf({ account, region, partition }: Target): string {
  return [partition, account, region].join('/');
}

function keysOf(...maps: readonly (ReadonlyMap<Address, unknown> | undefined)[]): ReadonlySet<Address> {
  return new Set(maps.flatMap((map) => [...(map?.keys() ?? [])]));
}

/** All that is said about a resource, without where. */
function saidOf(desired: Desired | undefined): JsonValue | undefined {
  if (desired === undefined) return undefined;
  const { spec, adopt, renamedFrom = null, ignore } = desired;
  return { spec, adopt, renamedFrom, ignore: ignore.map((one) => ({ ...one })) };
}

function undeclaredOf(desired: Desired | undefined, now: DesiredState, kinds: readonly Kind[]): readonly Address[] {
  if (desired === undefined) return [];
  const { address, spec, renamedFrom } = desired;
  const undeclared = kindAt(kinds, address)
    .references(spec)
    // Of what is looked for among those that are declared or ours nobody else's is.
    .filter((other) => !now.resources.has(other) && kindAt(kinds, other).marked === undefined);
  return renamedFrom === undefined ? undeclared : [...undeclared, addressOf(kindOf(address), renamedFrom)];
}
