import { groupsBy } from '../model/values/groups.ts';
import { kindAt } from '../model/kind.ts';
import type { Kind } from '../model/kind.ts';
import type { Desired } from '../model/resource.ts';
import type { Target } from '../model/settings.ts';
import { mapped } from '../model/steps.ts';
import type { Steps } from '../model/steps.ts';
import { statementsOf } from '../model/access/allow.ts';
import type { RoleDocuments } from '../model/access/access.ts';
import { piecesOf } from './policy-pieces.ts';
import type { RoleUse } from '../model/access/role-use.ts';
import { serviceTrust } from './service-trust.ts';

/** Finds each reason for a role that resources give, by the role's ARN; a resource a step. */
export function* usesByRole(
  resources: Iterable<Desired>,
  target: Target,
  kinds: readonly Kind[],
): Steps<ReadonlyMap<string, readonly RoleUse[]>> {
  const uses = yield* mapped(
    resources,
    (desired) => kindAt(kinds, desired.address).access?.uses(desired, target) ?? [],
  );
  return groupsBy(uses.flat(), ({ roleArn }) => roleArn);
}

/** Makes the roles that services assume for what is declared, with the least that each needs; a role a step. */
export function serviceRoles(
  uses: ReadonlyMap<string, readonly RoleUse[]>,
  target: Target,
): Steps<readonly RoleDocuments[]> {
  return mapped(uses, ([arn, ofRole]) => ({
    name: arn.slice(arn.lastIndexOf('/') + 1),
    arn,
    why: [...new Set(ofRole.map(({ why }) => why))],
    trust: serviceTrust(ofRole, target),
    ...piecesOf('data-path', statementsOf(ofRole.flatMap(({ allows }) => allows))),
  }));
}

/** What the policies of these roles cannot say, a sentence each. */
export function* serviceNotes(
  resources: readonly Desired[],
  uses: ReadonlyMap<string, readonly RoleUse[]>,
  target: Target,
  kinds: readonly Kind[],
): Steps<readonly string[]> {
  const notes = [...uses.values()].flat().flatMap((use) => use.notes ?? []);
  const others = yield* mapped(
    resources,
    (desired) => kindAt(kinds, desired.address).access?.notes?.(desired, target) ?? [],
  );
  return [...new Set([...notes, ...others.flat()])];
}
