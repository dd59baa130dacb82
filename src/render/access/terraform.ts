import type { AccessDocuments, NamedPolicy, RoleDocuments } from '../../model/access/access.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { mapped } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import type { Policy } from '../../model/access/policy.ts';
import { block, comments, expression, identifier, text } from '../text/hcl.ts';
import { idsOf } from '../text/ids.ts';
import { descriptionOf, pathOf } from './names.ts';

/** The roles and policies in Terraform's language, one a step. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role */
export function* accessTerraform({ target, roles, iotPolicies, notes }: AccessDocuments): Steps<string> {
  const ids = idsOf(
    [...roles, ...iotPolicies].map(({ name }) => name),
    identifier,
  );
  const identified = roles.map((role, index) => ({ id: String(ids[index]), role }));
  const others = iotPolicies.map((policy, index) => ({ id: String(ids[roles.length + index]), policy }));
  return [
    comments([`Who may do what for the profiles of ${target}: written by defender-gitops iam`, ...notes]),
    ...(yield* mapped(identified, ({ id, role }) => roleBlocks(id, role))).flat(),
    ...(yield* mapped(others, ({ id, policy }) => iotPolicy(id, policy))),
  ].join('\n');
}

function roleBlocks(id: string, role: RoleDocuments): readonly string[] {
  const { name, trust, policies, isInline } = role;
  const body = {
    name: text(name),
    path: text(pathOf(role)),
    description: text(descriptionOf(role)),
    assume_role_policy: encoded(trust),
  };
  const pieces = idsOf(
    policies.map((policy) => policy.name),
    (piece) => `${id}_${piece.replaceAll(/\W/g, '_')}`,
  );
  return [
    block('aws_iam_role', id, body),
    ...policies.flatMap((policy, index) =>
      isInline
        ? [inlinePolicy(id, String(pieces[index]), policy)]
        : managedPolicy(id, String(pieces[index]), name, policy),
    ),
  ];
}

function inlinePolicy(role: string, id: string, { name, document }: NamedPolicy): string {
  return block('aws_iam_role_policy', id, {
    name: text(name),
    role: `aws_iam_role.${role}.id`,
    policy: encoded(document),
  });
}

function managedPolicy(role: string, id: string, roleName: string, { name, document }: NamedPolicy): readonly string[] {
  return [
    block('aws_iam_policy', id, { name: text(`${roleName}-${name}`), policy: encoded(document) }),
    block('aws_iam_role_policy_attachment', id, {
      role: `aws_iam_role.${role}.name`,
      policy_arn: `aws_iam_policy.${id}.arn`,
    }),
  ];
}

function iotPolicy(id: string, { name, document }: NamedPolicy): string {
  return block('aws_iot_policy', id, { name: text(name), policy: encoded(document) });
}

function encoded(policy: Policy): string {
  return `jsonencode(${expression(policy as unknown as JsonObject, '  ')})`;
}
