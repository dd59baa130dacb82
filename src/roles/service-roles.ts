import { groupsBy } from '../model/values/groups.ts';
import { kindAt } from '../model/kind.ts';
import type { Kind } from '../model/kind.ts';
import type { Desired } from '../model/resource.ts';
import type { Target } from '../model/settings.ts';
import { statementsOf } from '../model/access/allow.ts';
import type { RoleDocuments } from '../model/access/access.ts';
import { piecesOf } from './policy-pieces.ts';
import type { RoleUse } from '../model/access/role-use.ts';
import { serviceTrust } from './service-trust.ts';

/** Each reason for a role that resources give, by the role's ARN. */
export function usesByRole(
  resources: Iterable<Desired>,
  target: Target,
  kinds: readonly Kind[],
): ReadonlyMap<string, readonly RoleUse[]> {
  const uses = [...resources].flatMap((desired) => kindAt(kinds, desired.address).access?.uses(desired, target) ?? []);
  return groupsBy(uses, ({ roleArn }) => roleArn);
}

/** The roles that services assume for what is declared, with the least that each needs. */
export function serviceRoles(uses: ReadonlyMap<string, readonly RoleUse[]>, target: Target): readonly RoleDocuments[] {
  return [...uses].map(([arn, ofRole]) => ({
    name: arn.slice(arn.lastIndexOf('/') + 1),
    arn,
    why: [...new Set(ofRole.map(({ why }) => why))],
    trust: serviceTrust(ofRole, target),
    ...piecesOf('data-path', statementsOf(ofRole.flatMap(({ allows }) => allows))),
  }));
}

/** What the policies of these roles cannot say, a sentence each. */
export function serviceNotes(
  resources: readonly Desired[],
  uses: ReadonlyMap<string, readonly RoleUse[]>,
  target: Target,
  kinds: readonly Kind[],
): readonly string[] {
  const notes = [...uses.values()].flat().flatMap((use) => use.notes ?? []);
  const others = resources.flatMap((desired) => kindAt(kinds, desired.address).access?.notes?.(desired, target) ?? []);
  return [...new Set([...notes, ...others])];
}
