import type { Policy, Texts } from '../model/access/policy.ts';
import type { Target } from '../model/settings.ts';
import { only, policyOf } from '../model/access/allow.ts';

/** The repository whose workflows get roles. */
export interface Repository {
  /** `acme/iot-security`. */
  readonly name: string;
  /** Numbers that GitHub never gives to another; what stands for one that is not known lets nobody in. */
  readonly ownerId: string;
  readonly id: string;
  /** The branch that is applied. */
  readonly branch: string;
  /** The environment of the job that applies, where it has one. */
  readonly environment?: string;
}

const CLAIM = 'token.actions.githubusercontent.com:';

/** Lets in pull requests, the branch and its merge queue. */
export function planTrust(repository: Repository, target: Target): Policy {
  const { branch } = repository;
  const contexts = ['pull_request', `ref:refs/heads/${branch}`, `ref:refs/heads/gh-readonly-queue/${branch}/*`];
  const { sub, ...exact } = claimsOf(repository, target, contexts);
  return trust(target, { StringEquals: exact, StringLike: { [`${CLAIM}sub`]: sub } });
}

/** Lets in the branch; where the job has an environment, its subject names that instead, and the branch is another claim. */
export function applyTrust(repository: Repository, target: Target): Policy {
  const { branch, environment } = repository;
  const ref = `refs/heads/${branch}`;
  const context = environment === undefined ? `ref:${ref}` : `environment:${environment}`;
  const { sub, ...exact } = claimsOf(repository, target, [context]);
  const more = environment === undefined ? {} : { [`${CLAIM}ref`]: ref };
  return trust(target, { StringEquals: { ...exact, ...more, [`${CLAIM}sub`]: sub } });
}

/** Lets in a role of an account that jobs get into directly. */
export function roleTrust(arn: string): Policy {
  return policyOf([{ Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' }]);
}

/**
 * What a token must say. Subjects have two forms: since 15 July 2026 new repositories have both ids in theirs.
 * https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens
 * https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/
 */
function claimsOf(
  { name, ownerId, id }: Repository,
  { partition }: Target,
  contexts: readonly string[],
): { readonly sub: Texts; readonly [key: string]: Texts } {
  const [owner, repository] = name.split('/');
  const forms = [name, `${owner}@${ownerId}/${repository}@${id}`];
  return {
    [`${CLAIM}aud`]: partition === 'aws-cn' ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com',
    [`${CLAIM}repository_id`]: id,
    sub: only(contexts.flatMap((context) => forms.map((form) => `repo:${form}:${context}`))),
  };
}

function trust({ partition, account }: Target, condition: Record<string, Record<string, Texts>>): Policy {
  const provider = `arn:${partition}:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
  return policyOf([
    {
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: condition,
    },
  ]);
}
