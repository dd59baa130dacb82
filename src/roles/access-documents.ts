import { kindAt } from '../model/kind.ts';
import type { Kind } from '../model/kind.ts';
import { neededKinds } from '../model/kinds/needed-kinds.ts';
import type { DesiredState } from '../model/resource.ts';
import type { Target } from '../model/settings.ts';
import { mapped } from '../model/steps.ts';
import type { Steps } from '../model/steps.ts';
import type { AccessDocuments } from '../model/access/access.ts';
import type { Repository } from './github-trust.ts';
import { lakeReads } from './lake-reader.ts';
import { ownRoles } from './own-roles.ts';
import { serviceNotes, serviceRoles, usesByRole } from './service-roles.ts';
import { subscriberPolicies } from './subscriber.ts';

/** Makes every role and policy that an account needs for what the profiles want of it, with the least that each can do with; a resource a step. */
export function* accessDocuments(
  desired: DesiredState,
  target: Target,
  from: {
    readonly kinds: readonly Kind[];
    readonly targets: readonly Target[];
    readonly repository: Repository;
    readonly forBackTest: boolean;
  },
): Steps<AccessDocuments> {
  const resources = [...desired.resources.values()];
  const { kinds } = from;
  const all = yield* usesByRole(resources, target, kinds);
  const isHere = (arn: string): boolean => arn.includes(`:iam::${target.account}:`);
  const uses = new Map([...all].filter(([arn]) => isHere(arn)));
  const abroad = [...all.keys()].filter((arn) => !isHere(arn));
  const keys = yield* mapped(resources, (one) => kindAt(kinds, one.address).access?.keys?.(one) ?? []);
  const needed = neededKinds(kinds, desired);
  const managed = {
    kinds,
    sections: desired.sections,
    needed,
    uses,
    keys: keys.flat(),
    lake: lakeReads(resources, target),
  };
  return {
    target: target.name,
    account: target.account,
    region: target.region,
    roles: [...(yield* serviceRoles(uses, target)), ...ownRoles({ ...from, target, managed })],
    iotPolicies: yield* subscriberPolicies(resources, target),
    notes: [
      ...abroad.map((arn) => `${arn} is in another account: roles cannot be passed across accounts, so use one here.`),
      ...(yield* serviceNotes(resources, uses, target, kinds)),
    ],
  };
}
