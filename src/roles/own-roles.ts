import type { Statement } from '../model/access/policy.ts';
import type { Target } from '../model/settings.ts';
import { only } from '../model/access/allow.ts';
import type { RoleDocuments } from '../model/access/access.ts';
import { applyTrust, planTrust, roleTrust } from './github-trust.ts';
import type { Repository } from './github-trust.ts';
import { applyPermissions, backTestPermissions, lookPermissions, readPermissions } from './own-permissions.ts';
import type { Managed } from './own-permissions.ts';
import { piecesOf } from './policy-pieces.ts';

/** Stands for the account whose roles jobs get, where no target is in it: a principal that AWS refuses. */
const JOB_ACCOUNT = 'JOB_ACCOUNT';

/** What the roles of the program depend on. */
export interface OwnRolesRequest {
  readonly target: Target;
  /** Every target of the settings: from the account of one that names no role, jobs go on into the others. */
  readonly targets: readonly Target[];
  readonly repository: Repository;
  readonly managed: Managed;
  /** Whether plans look at the past too. */
  readonly forBackTest: boolean;
}

/** The two roles of the program in the account of a target: one that reads, and one that writes as well. */
export function ownRoles(request: OwnRolesRequest): readonly RoleDocuments[] {
  const { target, managed } = request;
  const reads = readPermissions(target, managed);
  const looks = lookPermissions(target, managed);
  const past = request.forBackTest ? backTestPermissions(target, managed) : [];
  const writes = applyPermissions(target, managed);
  const roles: readonly RoleDocuments[] = [
    {
      ...namedFrom(target, target.planRoleArn, 'plan'),
      why: ['defender-gitops plan, doctor and import: read'],
      trust: target.planRoleArn === undefined ? trustOfJobs(request, 'plan') : trustOfRole(request, 'plan'),
      ...piecesOf('plan', [...reads, ...looks, ...past, ...goingOn(request, 'plan')]),
    },
    {
      ...namedFrom(target, target.assumeRoleArn, 'apply'),
      why: ['defender-gitops apply: read, and write what the profiles declare'],
      trust: target.assumeRoleArn === undefined ? trustOfJobs(request, 'apply') : trustOfRole(request, 'apply'),
      ...piecesOf('apply', [...reads, ...writes, ...goingOn(request, 'apply')]),
    },
  ];
  return roles;
}

type RoleName = 'plan' | 'apply';

function namedFrom(
  { partition, account }: Target,
  given: string | undefined,
  purpose: RoleName,
): Pick<RoleDocuments, 'name' | 'arn'> {
  const arn = given ?? `arn:${partition}:iam::${account}:role/defender-gitops-${purpose}`;
  return { name: arn.slice(arn.lastIndexOf('/') + 1), arn };
}

function trustOfJobs({ repository, target }: OwnRolesRequest, purpose: RoleName): RoleDocuments['trust'] {
  return purpose === 'plan' ? planTrust(repository, target) : applyTrust(repository, target);
}

function trustOfRole({ target, targets }: OwnRolesRequest, purpose: RoleName): RoleDocuments['trust'] {
  const account = targets.find((one) => roleOf(one, purpose) === undefined)?.account ?? JOB_ACCOUNT;
  return roleTrust(`arn:${target.partition}:iam::${account}:role/defender-gitops-${purpose}`);
}

/** Jobs get the roles of a target that names none, and go on from there. */
function goingOn({ target, targets }: OwnRolesRequest, purpose: RoleName): readonly Statement[] {
  if (roleOf(target, purpose) !== undefined) return [];
  const others = targets.flatMap((one) => roleOf(one, purpose) ?? []);
  if (others.length === 0) return [];
  return [{ Sid: 'GoOnIntoTargets', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: only([...new Set(others)]) }];
}

function roleOf({ planRoleArn, assumeRoleArn }: Target, purpose: RoleName): string | undefined {
  return purpose === 'plan' ? planRoleArn : assumeRoleArn;
}
