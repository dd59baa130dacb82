import type { OperationContext } from '../context.ts';

/** Who is asking: a user of the account that the access key names. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const callerIdentity = {
  GetCallerIdentity: ({ account, partition }: OperationContext) => ({
    Arn: `arn:${partition}:iam::${account}:user/sandbox`,
    UserId: 'AIDASANDBOXSANDBOX000',
    Account: account,
  }),
};
