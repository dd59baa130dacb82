import { kindOf } from '../model/address.ts';
import { groupsBy } from '../model/groups.ts';
import type { Desired } from '../model/resource.ts';
import type { Target } from '../model/settings.ts';
import { statementsOf } from '../model/access/allow.ts';
import type { RoleDocuments } from '../model/access/access.ts';
import { piecesOf } from './policy-pieces.ts';
import { profileUses } from './profile-uses.ts';
import type { RoleUse } from '../model/access/role-use.ts';
import { functionNotes, ruleUses } from './rule-uses.ts';
import { serviceTrust } from './service-trust.ts';
import { streamUses } from './stream-uses.ts';

const USES: Readonly<Record<string, (desired: Desired, target: Target) => readonly RoleUse[]>> = {
  SecurityProfile: profileUses,
  TopicRule: ruleUses,
  DeliveryStream: streamUses,
};

/** Each reason for a role that resources give, by the role's ARN. */
export function usesByRole(resources: Iterable<Desired>, target: Target): ReadonlyMap<string, readonly RoleUse[]> {
  const uses = [...resources].flatMap((desired) => USES[kindOf(desired.address)]?.(desired, target) ?? []);
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
): readonly string[] {
  const rules = resources.filter(({ address }) => kindOf(address) === 'TopicRule');
  const notes = [...uses.values()].flat().flatMap((use) => use.notes ?? []);
  return [...new Set([...notes, ...rules.flatMap((rule) => functionNotes(rule, target))])];
}
