import type { OperationContext } from '../context.ts';
import { requireName } from './names.ts';

const SERVICES = ['iot.amazonaws.com', 'firehose.amazonaws.com'];

/**
 * Every role is there, with the path `/`, and trusts both services, but for those that the state calls unassumable:
 * they trust their own account only. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 */
export const roles = {
  GetRole: ({ account, partition, regions }: OperationContext, { RoleName = '' }: { readonly RoleName?: string }) => {
    requireName('roleName', RoleName);
    const isUnassumable = regions.some(({ unassumableRoles }) =>
      unassumableRoles.some((arn) => arn.endsWith(`/${RoleName}`)),
    );
    const principal = isUnassumable ? { AWS: `arn:${partition}:iam::${account}:root` } : { Service: SERVICES };
    const statement = { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' };
    return {
      Role: {
        Path: '/',
        RoleName,
        RoleId: 'AROASANDBOXSANDBOX000',
        Arn: `arn:${partition}:iam::${account}:role/${RoleName}`,
        CreateDate: '2026-01-01T00:00:00Z',
        // As AWS has it: percent-encoded by RFC 3986.
        AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: [statement] })),
      },
    };
  },
};
