import { refusal } from '../refusal.ts';

/** Throws what IAM says of a name that no role and no policy has. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export function requireName(member: string, name: string | undefined): void {
  if (/^[\w+=,.@-]{1,64}$/.test(name ?? '')) return;
  throw refusal(
    'ValidationError',
    `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    { status: 400 },
  );
}
