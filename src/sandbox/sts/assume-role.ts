import type { OperationContext } from '../context.ts';
import { refusal } from '../refusal.ts';

/** Credentials of a role's account: an access key of twelve digits is the account here. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const assumeRole = {
  AssumeRole: ({ now }: OperationContext, input: { readonly RoleArn: string; readonly RoleSessionName: string }) => {
    const [, partition, account, name] = /^arn:([\w-]+):iam::(\d{12}):role\/(.+)$/.exec(input.RoleArn) ?? [];
    if (account === undefined) throw refusal('ValidationError', `${input.RoleArn} is invalid`, { status: 400 });
    return {
      Credentials: {
        AccessKeyId: account,
        SecretAccessKey: 'sandbox',
        SessionToken: 'sandbox',
        Expiration: new Date(now + 3_600_000).toISOString().replace('.000', ''),
      },
      AssumedRoleUser: {
        AssumedRoleId: `AROASANDBOXSANDBOX000:${input.RoleSessionName}`,
        Arn: `arn:${partition}:sts::${account}:assumed-role/${name}/${input.RoleSessionName}`,
      },
    };
  },
};
