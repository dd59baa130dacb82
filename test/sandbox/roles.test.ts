import { GetRoleCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, refusalOf, ROLE, testAccount } from './clients.ts';

describe('a role of IAM', () => {
  const account = testAccount();
  const roleOf = async (RoleName: string) => (await account.iam.send(new GetRoleCommand({ RoleName }))).Role;
  const policyOf = async (RoleName: string) =>
    JSON.parse(decodeURIComponent((await roleOf(RoleName))?.AssumeRolePolicyDocument ?? ''));

  test('is there under every name, in the region that IAM signs for, and trusts both services', async () => {
    expect(await roleOf('any+=,.@-_')).toMatchObject({
      RoleName: 'any+=,.@-_',
      Arn: `arn:aws:iam::${ACCOUNT}:role/any+=,.@-_`,
      CreateDate: new Date('2026-01-01T00:00:00Z'),
      AssumeRolePolicyDocument: expect.stringMatching(/^%7B%22Version/),
    });
    expect(account.sandbox.calls.at(-1)).toMatchObject({ service: 'iam', region: 'us-east-1', readOnly: true });
    expect(await policyOf('any')).toMatchObject({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: ['iot.amazonaws.com', 'firehose.amazonaws.com'] },
          Action: 'sts:AssumeRole',
        },
      ],
    });
  });

  test('trusts no service where any region has it among those that cannot be assumed', async () => {
    account.region().unassumableRoles = [ROLE];
    expect(await policyOf('Devices')).toMatchObject({
      Statement: [{ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }],
    });
    expect(await policyOf('evices')).toMatchObject({ Statement: [{ Principal: { Service: expect.anything() } }] });
  });

  test.for([
    { RoleName: 'a/b', reason: 'a path is no part of the name' },
    { RoleName: 'r'.repeat(65), reason: '64 characters at most' },
  ])('is refused under the name $RoleName: $reason', async ({ RoleName }) => {
    const refused = await refusalOf(account.iam.send(new GetRoleCommand({ RoleName })));
    expect(refused).toMatchObject({ name: 'ValidationError', $metadata: { httpStatusCode: 400 } });
  });

  test('that is missing is an error that the SDK knows by its name', async () => {
    const { iam } = testAccount({
      intercept: () => ({ when: 'before', answer: { name: 'NoSuchEntity', message: 'not found.', status: 404 } }),
    });
    const refused = await refusalOf(iam.send(new GetRoleCommand({ RoleName: 'none' })));
    expect(refused).toMatchObject({ name: 'NoSuchEntityException', $metadata: { httpStatusCode: 404 } });
  });
});

test('AWS is asked over the wire what a role may do, list by list', async () => {
  const { iam } = testAccount({
    rolePolicies: {
      Devices: [
        {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'iot:*', Resource: '*' },
            { Effect: 'Deny', Action: 'iot:Connect', Resource: '*' },
            { Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { StringEquals: { 'kms:ViaService': 's3' } } },
          ],
        },
      ],
    },
  });
  const request = {
    PolicySourceArn: ROLE,
    ActionNames: ['iot:Publish', 'iot:Connect', 's3:PutObject'],
    ResourceArns: ['arn:aws:s3:::a', 'arn:aws:s3:::b<&>'],
  };
  const decisions = async (more: object = {}): Promise<readonly string[]> => {
    const { EvaluationResults = [] } = await iam.send(new SimulatePrincipalPolicyCommand({ ...request, ...more }));
    return EvaluationResults.map((one) =>
      [one.EvalActionName, one.EvalResourceName, one.EvalDecision, ...(one.MissingContextValues ?? [])].join(' '),
    );
  };
  expect(await decisions()).toEqual([
    'iot:Publish arn:aws:s3:::a allowed',
    'iot:Publish arn:aws:s3:::b<&> allowed',
    'iot:Connect arn:aws:s3:::a explicitDeny',
    'iot:Connect arn:aws:s3:::b<&> explicitDeny',
    's3:PutObject arn:aws:s3:::a implicitDeny kms:ViaService',
    's3:PutObject arn:aws:s3:::b<&> implicitDeny kms:ViaService',
  ]);
  const ContextEntries = [{ ContextKeyName: 'kms:ViaService', ContextKeyValues: ['s3'], ContextKeyType: 'string' }];
  expect(await decisions({ ContextEntries, ActionNames: ['s3:PutObject'], ResourceArns: [] })).toEqual([
    's3:PutObject * allowed',
  ]);
});
