import { describe, expect, test } from 'vitest';
import type { Target } from '../../src/model/settings.ts';
import { applyTrust, planTrust, roleTrust } from '../../src/roles/github-trust.ts';
import { TARGET } from '../arbitraries/target.ts';
import { REPOSITORY } from './documents.ts';

const GITHUB = 'token.actions.githubusercontent.com';
const SERVER = { ...REPOSITORY, server: 'github.acme.example' };
const CHINA: Target = { ...TARGET, partition: 'aws-cn', region: 'cn-north-1' };

/** Who a policy trusts, and what their token has to say. */
function trusted({ Statement: [statement] }: ReturnType<typeof planTrust>) {
  expect(statement).toMatchObject({ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity' });
  return { who: statement?.Principal, when: statement?.Condition };
}

/** Both forms of a subject. */
const subjects = (context: string): readonly string[] => [
  `repo:acme/iot-security:${context}`,
  `repo:acme@123456/iot-security@987654321:${context}`,
];

describe('a job that plans', () => {
  test('is of the repository, for a pull request, the branch or its merge queue', () => {
    expect(trusted(planTrust({ ...REPOSITORY, branch: 'trunk' }, TARGET))).toEqual({
      who: { Federated: `arn:aws:iam::111122223333:oidc-provider/${GITHUB}` },
      when: {
        StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com', [`${GITHUB}:repository_id`]: '987654321' },
        StringLike: {
          [`${GITHUB}:sub`]: [
            ...subjects('pull_request'),
            ...subjects('ref:refs/heads/trunk'),
            ...subjects('ref:refs/heads/gh-readonly-queue/trunk/*'),
          ],
        },
      },
    });
  });

  test('is known by audience and subject alone on a server, whose subjects have one form', () => {
    const issuer = 'github.acme.example/_services/token';
    expect(trusted(planTrust(SERVER, TARGET))).toEqual({
      who: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
      when: {
        StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' },
        StringLike: {
          [`${issuer}:sub`]: [
            'repo:acme/iot-security:pull_request',
            'repo:acme/iot-security:ref:refs/heads/main',
            'repo:acme/iot-security:ref:refs/heads/gh-readonly-queue/main/*',
          ],
        },
      },
    });
  });

  test('has an audience of its own in China', () => {
    const { who, when } = trusted(planTrust(REPOSITORY, CHINA));
    expect(who).toEqual({ Federated: `arn:aws-cn:iam::111122223333:oidc-provider/${GITHUB}` });
    expect(when).toMatchObject({ StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com.cn' } });
  });
});

describe('a job that applies', () => {
  const exact = { [`${GITHUB}:aud`]: 'sts.amazonaws.com', [`${GITHUB}:repository_id`]: '987654321' };

  test('is that of one workflow on the branch', () => {
    expect(trusted(applyTrust(REPOSITORY, TARGET)).when).toEqual({
      StringEquals: {
        ...exact,
        [`${GITHUB}:job_workflow_ref`]: REPOSITORY.workflow,
        [`${GITHUB}:sub`]: subjects('ref:refs/heads/main'),
      },
    });
  });

  test('is that of one workflow on the branch and in an environment', () => {
    expect(trusted(applyTrust({ ...REPOSITORY, environment: 'production' }, TARGET)).when).toEqual({
      StringEquals: {
        ...exact,
        [`${GITHUB}:ref`]: 'refs/heads/main',
        [`${GITHUB}:job_workflow_ref`]: REPOSITORY.workflow,
        [`${GITHUB}:sub`]: subjects('environment:production'),
      },
    });
  });

  test('is any job on the branch of a server, or in the environment: AWS knows no more of it', () => {
    const issuer = 'github.acme.example/_services/token';
    const when = (environment?: string): unknown =>
      trusted(applyTrust({ ...SERVER, ...(environment !== undefined && { environment }) }, TARGET)).when;
    const audience = { [`${issuer}:aud`]: 'sts.amazonaws.com' };
    expect(when()).toEqual({
      StringEquals: { ...audience, [`${issuer}:sub`]: 'repo:acme/iot-security:ref:refs/heads/main' },
    });
    expect(when('production')).toEqual({
      StringEquals: { ...audience, [`${issuer}:sub`]: 'repo:acme/iot-security:environment:production' },
    });
  });
});

test('the role that jobs got into is trusted by its ARN', () => {
  expect(roleTrust('arn:aws:iam::1:role/r')).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::1:role/r' }, Action: 'sts:AssumeRole' }],
  });
});
