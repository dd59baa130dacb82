import type { DesiredState } from '../model/resource.ts';
import type { Target } from '../model/settings.ts';
import type { AccessDocuments } from '../model/access/access.ts';
import type { Repository } from './github-trust.ts';
import { ownRoles } from './own-roles.ts';
import { serviceNotes, serviceRoles, usesByRole } from './service-roles.ts';
import { streamKey } from './stream-uses.ts';
import { subscriberPolicies } from './subscriber.ts';

/** Every role and policy that an account needs for what the profiles want of it, with the least that each can do with. */
export function accessDocuments(
  desired: DesiredState,
  target: Target,
  from: {
    readonly targets: readonly Target[];
    readonly repository: Repository;
    readonly forBackTest?: boolean;
    /** Sections that a plan reads. */
    readonly read: ReadonlySet<string>;
  },
): AccessDocuments {
  const resources = [...desired.resources.values()];
  const all = usesByRole(resources, target);
  const isHere = (arn: string): boolean => arn.includes(`:iam::${target.account}:`);
  const uses = new Map([...all].filter(([arn]) => isHere(arn)));
  const abroad = [...all.keys()].filter((arn) => !isHere(arn));
  const managed = {
    sections: desired.sections,
    read: from.read,
    uses,
    keys: resources.flatMap((one) => streamKey(one) ?? []),
  };
  return {
    target: target.name,
    account: target.account,
    region: target.region,
    roles: [...serviceRoles(uses, target), ...ownRoles({ forBackTest: false, ...from, target, managed })],
    iotPolicies: subscriberPolicies(resources, target),
    notes: [
      ...abroad.map((arn) => `${arn} is in another account: roles cannot be passed across accounts, so use one here.`),
      ...serviceNotes(resources, uses, target),
    ],
  };
}
