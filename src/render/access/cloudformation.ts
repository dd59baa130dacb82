import type { AccessDocuments, NamedPolicy, RoleDocuments } from '../../model/access/access.ts';
import type { Writing } from '../../model/steps.ts';
import { idsOf } from '../text/ids.ts';
import { writingJson } from '../text/json.ts';
import { descriptionOf, pathOf } from './names.ts';

/** A template of CloudFormation, in JSON, with the roles and policies, in pieces. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export function accessTemplate({ target, roles, iotPolicies, notes }: AccessDocuments): Writing {
  const ids = idsOf(
    [...roles, ...iotPolicies].map(({ name }) => name),
    (name) => name.replaceAll(/[^A-Za-z0-9]/g, '') || 'Policy',
  );
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Who may do what for the profiles of ${target}: written by defender-gitops iam`,
    ...(notes.length === 0 ? {} : { Metadata: { Notes: notes } }),
    Resources: Object.fromEntries([
      ...roles.flatMap((role, index) => roleResources(String(ids[index]), role)),
      ...iotPolicies.map((policy, index) => [String(ids[roles.length + index]), iotPolicy(policy)] as const),
    ]),
  };
  return writingJson(template);
}

function roleResources(id: string, role: RoleDocuments): readonly (readonly [string, object])[] {
  const { name, trust, policies, isInline } = role;
  const inline = policies.map(({ name: PolicyName, document }) => ({ PolicyName, PolicyDocument: document }));
  const properties = {
    RoleName: name,
    Path: pathOf(role),
    Description: descriptionOf(role),
    AssumeRolePolicyDocument: trust,
    ...(isInline && inline.length > 0 ? { Policies: inline } : {}),
  };
  const managed = isInline ? [] : policies;
  return [
    [id, { Type: 'AWS::IAM::Role', Properties: properties }],
    ...managed.map((policy, index) => [`${id}Policy${index + 1}`, managedPolicy(id, name, policy)] as const),
  ];
}

function managedPolicy(role: string, roleName: string, { name, document }: NamedPolicy): object {
  return {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { ManagedPolicyName: `${roleName}-${name}`, PolicyDocument: document, Roles: [{ Ref: role }] },
  };
}

function iotPolicy({ name, document }: NamedPolicy): object {
  return { Type: 'AWS::IoT::Policy', Properties: { PolicyName: name, PolicyDocument: document } };
}
