import type { Policy, Texts } from '../model/access/policy.ts';
import type { Target } from '../model/settings.ts';
import { only, policyOf } from '../model/access/allow.ts';

/** The repository whose workflows get roles. */
export interface Repository {
  /** The host of a GitHub Enterprise Server; absent for github.com. Of a server AWS compares audience and subject, and nothing else. */
  readonly server?: string;
  /** `acme/iot-security`. */
  readonly name: string;
  /** Numbers that GitHub never gives to another; what stands for one that is not known lets nobody in. */
  readonly ownerId: string;
  readonly id: string;
  /** The branch that is applied. */
  readonly branch: string;
  /** The environment of the job that applies, where it has one. */
  readonly environment?: string;
  /**
   * The workflow file whose job applies, as the claim `job_workflow_ref` has it: `acme/iot-security/.github/workflows/defender.yml@refs/heads/main`,
   * or that of another repository where a workflow calls it.
   */
  readonly workflow: string;
}

const GITHUB = 'token.actions.githubusercontent.com';

/** Lets in pull requests, the branch and its merge queue. */
export function planTrust(repository: Repository, target: Target): Policy {
  const { branch } = repository;
  const contexts = ['pull_request', `ref:refs/heads/${branch}`, `ref:refs/heads/gh-readonly-queue/${branch}/*`];
  const exact = exactClaims(repository, target);
  return trust(repository, target, { StringEquals: exact, StringLike: subjectClaim(repository, contexts) });
}

/**
 * Lets in one workflow file on the branch: other workflows there have the same subject. Where the job has an environment, its
 * subject names that in place of the branch, which is another claim then.
 */
export function applyTrust(repository: Repository, target: Target): Policy {
  const { branch, environment, server, workflow } = repository;
  const ref = `refs/heads/${branch}`;
  const context = environment === undefined ? `ref:${ref}` : `environment:${environment}`;
  const more = {
    ...(environment === undefined ? {} : { [claim(repository, 'ref')]: ref }),
    [claim(repository, 'job_workflow_ref')]: workflow,
  };
  const exact = { ...exactClaims(repository, target), ...(server === undefined ? more : {}) };
  return trust(repository, target, { StringEquals: { ...exact, ...subjectClaim(repository, [context]) } });
}

/** Lets in a role of an account that jobs get into directly. */
export function roleTrust(arn: string): Policy {
  return policyOf([{ Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' }]);
}

/**
 * What a token of the repository must say besides its subject. AWS knows these claims of github.com alone.
 * https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/
 */
function exactClaims(repository: Repository, { partition }: Target): Record<string, Texts> {
  const audience = partition === 'aws-cn' ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com';
  return {
    [claim(repository, 'aud')]: audience,
    ...(repository.server === undefined ? { [claim(repository, 'repository_id')]: repository.id } : {}),
  };
}

/**
 * Subjects have two forms: since 15 July 2026 new repositories of github.com have both ids in theirs.
 * https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens
 */
function subjectClaim(repository: Repository, contexts: readonly string[]): Record<string, Texts> {
  const { server, name, ownerId, id } = repository;
  const [owner, short] = name.split('/');
  const forms = server === undefined ? [name, `${owner}@${ownerId}/${short}@${id}`] : [name];
  return {
    [claim(repository, 'sub')]: only(contexts.flatMap((context) => forms.map((form) => `repo:${form}:${context}`))),
  };
}

function claim(repository: Repository, name: string): string {
  return `${issuer(repository)}:${name}`;
}

/** https://docs.github.com/en/enterprise-server@latest/actions/concepts/security/openid-connect */
function issuer({ server }: Repository): string {
  return server === undefined ? GITHUB : `${server}/_services/token`;
}

function trust(
  repository: Repository,
  { partition, account }: Target,
  condition: Record<string, Record<string, Texts>>,
): Policy {
  const provider = `arn:${partition}:iam::${account}:oidc-provider/${issuer(repository)}`;
  return policyOf([
    {
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: condition,
    },
  ]);
}
