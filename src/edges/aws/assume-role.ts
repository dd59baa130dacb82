import type { Clock } from '../clock.ts';

/** Sends one request, again where that can help. */
export type Send = (operation: string, input: object) => Promise<unknown>;

/** Credentials as the SDK takes them. */
interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** Milliseconds before credentials end at which they are renewed. */
const MARGIN = 5 * 60_000;

/** Credentials of a role, assumed once for all clients and again before they end. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function credentialsOf(role: string, sts: Send, clock: Clock): () => Promise<Credentials> {
  let held: Promise<Credentials> | undefined;
  const renew = (): Promise<Credentials> =>
    (held = assume(role, sts).catch((error: unknown) => {
      held = undefined;
      throw error;
    }));
  return async () => {
    const credentials = await (held ?? renew());
    return credentials.expiration.getTime() - clock.now() > MARGIN ? credentials : renew();
  };
}

async function assume(role: string, sts: Send): Promise<Credentials> {
  const answer = await sts('AssumeRole', { RoleArn: role, RoleSessionName: 'defender-gitops' });
  const { Credentials } = answer as {
    Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string; Expiration: Date };
  };
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
    expiration: Credentials.Expiration,
  };
}
