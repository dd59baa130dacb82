/** One try of one request, or several. */
export type Send = (operation: string, input: object) => Promise<unknown>;

/** Credentials of a role for an hour; the SDK asks anew before they end. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function credentialsOf(role: string, sts: Send) {
  return async () => {
    const { Credentials } = (await sts('AssumeRole', { RoleArn: role, RoleSessionName: 'defender-gitops' })) as {
      Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string; Expiration: Date };
    };
    return {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretAccessKey,
      sessionToken: Credentials.SessionToken,
      expiration: Credentials.Expiration,
    };
  };
}
