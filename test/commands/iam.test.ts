import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { iam } from '../../src/commands/iam.ts';
import type { IamOptions } from '../../src/commands/iam.ts';
import type { AccessDocuments } from '../../src/model/access/access.ts';
import { testWorld } from '../world.ts';
import { HUB_AND_SPOKE } from '../roles/documents.ts';

const EXAMPLE = Object.fromEntries(
  ['defender.yaml', 'soundbox.yaml'].map((name) => [
    `profiles/${name}`,
    readFileSync(new URL(`../../profiles/${name}`, import.meta.url), 'utf8'),
  ]),
);
const MANY = `${HUB_AND_SPOKE}dimensions: {}\n`;

const printed = async (files: Record<string, string>, options: Partial<IamOptions> = {}): Promise<string> => {
  const world = testWorld(files);
  expect(await iam(world, { folder: 'profiles', ...options })).toBe(0);
  expect(world.sandbox.calls).toEqual([]);
  return world.printed();
};
const documents = async (files: Record<string, string>, options: Partial<IamOptions> = {}): Promise<AccessDocuments> =>
  JSON.parse(await printed(files, options)) as AccessDocuments;
const conditionOf = ({ roles }: AccessDocuments, name: string): unknown =>
  roles.find((role) => role.name === name)?.trust.Statement[0]?.Condition;

const CALLED = 'defender-gitops/defender-gitops/.github/workflows/targets.yml@refs/tags/v1';
const CLAIM = 'token.actions.githubusercontent.com:';

describe('iam', () => {
  test('prints every role that the profiles name and the two of the program, without asking AWS', async () => {
    const { roles, iotPolicies, notes } = await documents(EXAMPLE, { githubIds: '123456/987654321' });
    expect(roles).toHaveLength(7);
    expect(iotPolicies).toHaveLength(1);
    expect(notes).toEqual([expect.stringContaining('kms:GenerateDataKey')]);
  });

  test('trusts the branch in both forms of the subject, and an environment in its place', async () => {
    const ids = { githubIds: '123456/987654321' };
    expect(conditionOf(await documents(EXAMPLE, ids), 'defender-gitops-apply')).toEqual({
      StringEquals: {
        [`${CLAIM}aud`]: 'sts.amazonaws.com',
        [`${CLAIM}repository_id`]: '987654321',
        [`${CLAIM}job_workflow_ref`]: 'acme/iot-security/.github/workflows/defender.yml@refs/heads/main',
        [`${CLAIM}sub`]: [
          'repo:acme/iot-security:ref:refs/heads/main',
          'repo:acme@123456/iot-security@987654321:ref:refs/heads/main',
        ],
      },
    });
    const more = { ...ids, environment: 'production', branch: 'trunk' };
    expect(conditionOf(await documents(EXAMPLE, more), 'defender-gitops-apply')).toEqual({
      StringEquals: {
        [`${CLAIM}aud`]: 'sts.amazonaws.com',
        [`${CLAIM}repository_id`]: '987654321',
        [`${CLAIM}ref`]: 'refs/heads/trunk',
        [`${CLAIM}job_workflow_ref`]: 'acme/iot-security/.github/workflows/defender.yml@refs/heads/trunk',
        [`${CLAIM}sub`]: [
          'repo:acme/iot-security:environment:production',
          'repo:acme@123456/iot-security@987654321:environment:production',
        ],
      },
    });
  });

  test.each([
    [
      'iot.yml of the repository',
      '.github/workflows/iot.yml',
      'acme/iot-security/.github/workflows/iot.yml@refs/heads/main',
    ],
    ['a workflow that ours calls', CALLED, CALLED],
  ])('trusts with the apply role %s alone', async (_, workflow, wanted) => {
    const access = await documents(EXAMPLE, { workflow });
    expect(conditionOf(access, 'defender-gitops-apply')).toMatchObject({
      StringEquals: { [`${CLAIM}job_workflow_ref`]: wanted },
    });
    expect(JSON.stringify(conditionOf(access, 'defender-gitops-plan'))).not.toContain('job_workflow_ref');
  });

  test('trusts a GitHub Enterprise Server by what AWS knows of it: audience and subject; and says what that leaves open', async () => {
    const options = { githubServer: 'github.acme.example', environment: 'production' };
    const access = await documents(EXAMPLE, options);
    const issuer = 'github.acme.example/_services/token';
    expect(conditionOf(access, 'defender-gitops-apply')).toEqual({
      StringEquals: {
        [`${issuer}:aud`]: 'sts.amazonaws.com',
        [`${issuer}:sub`]: 'repo:acme/iot-security:environment:production',
      },
    });
    expect(access.roles.find(({ name }) => name === 'defender-gitops-plan')?.trust.Statement[0]).toMatchObject({
      Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
      Condition: { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' } },
    });
    expect(access.notes[0]).toMatch(/^For tokens of github\.acme\.example AWS checks .* every workflow on the branch/);
  });

  test('without the ids lets nobody in, and says so in every format', async () => {
    const { notes, ...rest } = await documents(EXAMPLE);
    expect(JSON.stringify(conditionOf({ notes, ...rest }, 'defender-gitops-plan'))).toContain('"REPOSITORY_ID"');
    const [note = ''] = notes;
    expect(note).toMatch(/^Nobody gets the roles of defender-gitops before REPOSITORY_ID is filled in/);
    expect(await printed(EXAMPLE, { format: 'terraform' })).toContain(`# ${note}\n`);
    expect(await printed(EXAMPLE, { format: 'cloudformation' })).toContain(JSON.stringify(note));
  });

  test.each([
    {
      reason: 'ids that are names',
      options: { githubIds: 'acme/iot' },
      says: '"acme/iot" is not a pair of GitHub ids.',
    },
    { reason: 'a server with its scheme', options: { githubServer: 'https://x' }, says: '"https://x" is no host.' },
    { reason: 'a workflow without a path', options: { workflow: 'iot.yml' }, says: '"iot.yml" is no workflow.' },
    {
      reason: 'a called workflow of no version',
      options: { workflow: CALLED.split('@')[0] ?? '' },
      says: 'is no workflow.',
    },
    {
      reason: 'a workflow of ours at a version',
      options: { workflow: '.github/workflows/a.yml@v1' },
      says: 'is no workflow.',
    },
    { reason: 'a role that nobody needs', options: { role: ['Nobody'] }, says: 'The profiles need no role Nobody.' },
    {
      reason: 'an account that is not chosen',
      options: {},
      says: 'iam needs one target, and the settings have several.',
    },
  ])('refuses $reason', async ({ options, says }) => {
    const one = { target: 'hub', ...options };
    const given = says.startsWith('iam needs') ? options : one;
    await expect(printed({ 'profiles/a.yaml': MANY }, given)).rejects.toThrow(says);
  });

  test('says what is wrong with the profiles instead', async () => {
    const world = testWorld({ 'profiles/a.yaml': 'rules: { A: {} }\n' });
    expect(await iam(world, { folder: 'profiles' })).toBe(3);
    expect(world.printed()).toContain('DG1102');
  });
});
