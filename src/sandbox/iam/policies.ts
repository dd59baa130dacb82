import type { Policy } from '../../model/access/policy.ts';
import type { OperationContext } from '../context.ts';
import { refusal } from '../refusal.ts';
import { requireName } from './names.ts';

interface NamedPolicy {
  readonly RoleName: string;
}

/** What a role that is not named may do. */
const EVERYTHING: readonly Policy[] = [
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
];

/** The policies of a role by its name. */
export function policiesOfRole(
  { rolePolicies }: Pick<OperationContext, 'rolePolicies'>,
  name: string,
): readonly Policy[] {
  requireName('roleName', name);
  return rolePolicies[name] ?? EVERYTHING;
}

const INLINE = 'inline';

/** The first policy of a role is in it, the others are attached to it. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
export const policies = {
  ListRolePolicies: (context: OperationContext, { RoleName }: NamedPolicy) => ({
    PolicyNames: policiesOfRole(context, RoleName)
      .slice(0, 1)
      .map(() => INLINE),
    IsTruncated: false,
  }),
  GetRolePolicy: (
    context: OperationContext,
    { RoleName, PolicyName }: NamedPolicy & { readonly PolicyName: string },
  ) => ({
    RoleName,
    PolicyName,
    PolicyDocument: encoded(PolicyName === INLINE ? policiesOfRole(context, RoleName)[0] : undefined),
  }),
  ListAttachedRolePolicies: (context: OperationContext, { RoleName }: NamedPolicy) => ({
    AttachedPolicies: policiesOfRole(context, RoleName)
      .slice(1)
      .map((_, index) => ({
        PolicyName: `${RoleName}-${index + 1}`,
        PolicyArn: `arn:${context.partition}:iam::${context.account}:policy/${RoleName}-${index + 1}`,
      })),
    IsTruncated: false,
  }),
  GetPolicy: (context: OperationContext, { PolicyArn }: { readonly PolicyArn: string }) => {
    encoded(attached(context, PolicyArn));
    const PolicyName = PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1);
    return { Policy: { PolicyName, Arn: PolicyArn, DefaultVersionId: 'v1' } };
  },
  GetPolicyVersion: (context: OperationContext, { PolicyArn }: { readonly PolicyArn: string }) => ({
    PolicyVersion: { VersionId: 'v1', Document: encoded(attached(context, PolicyArn)) },
  }),
};

/** The policy of an ARN as `ListAttachedRolePolicies` gives it. */
function attached(context: OperationContext, arn: string): Policy | undefined {
  const [, role, index] = /\/([^/]+)-(\d+)$/.exec(arn) ?? [];
  return role === undefined ? undefined : policiesOfRole(context, role)[Number(index)];
}

function encoded(policy: Policy | undefined): string {
  if (policy === undefined) throw refusal('NoSuchEntity', 'The policy cannot be found.', { status: 404 });
  return encodeURIComponent(JSON.stringify(policy));
}
