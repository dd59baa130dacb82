import type { AccessDocuments, NamedPolicy, RoleDocuments } from '../../model/access/access.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { mapped } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import type { Policy } from '../../model/access/policy.ts';
import { descriptionOf, idsOf, pathOf } from './names.ts';

/** The roles and policies in Terraform's language, one a step. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role */
export function* accessTerraform({ target, roles, iotPolicies, notes }: AccessDocuments): Steps<string> {
  const ids = idsOf(
    [...roles, ...iotPolicies].map(({ name }) => name),
    (name) =>
      name
        .replaceAll(/([a-z0-9])(?=[A-Z])/g, '$1_')
        .replaceAll(/[^A-Za-z0-9]+/g, '_')
        .replace(/^(?=\d|_|$)/, 'r_')
        .toLowerCase(),
  );
  const comments = [`Who may do what for the profiles of ${target}: written by defender-gitops iam`, ...notes];
  const identified = roles.map((role, index) => ({ id: String(ids[index]), role }));
  const others = iotPolicies.map((policy, index) => ({ id: String(ids[roles.length + index]), policy }));
  return [
    `${comments.map((line) => `# ${line.replaceAll(/[^ -~]/g, '?')}`).join('\n')}\n`,
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

function block(type: string, id: string, members: Readonly<Record<string, string>>): string {
  return `resource "${type}" "${id}" {\n${aligned(members, '  ')}\n}\n`;
}

function encoded(policy: Policy): string {
  return `jsonencode(${expression(policy as unknown as JsonObject, '  ')})`;
}

function expression(value: JsonValue, indent: string): string {
  const inner = `${indent}  `;
  if (isList(value)) {
    const items = value.map((item) => `${inner}${expression(item, inner)}`);
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${indent}]`;
  }
  if (!isObject(value)) return typeof value === 'string' ? text(value) : JSON.stringify(value);
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [[/^[A-Za-z]\w*$/.test(name) ? name : text(name), expression(member, inner)] as const],
  );
  return `{\n${aligned(Object.fromEntries(members), inner)}\n${indent}}`;
}

/** Members, with their equals signs one below the other where they stand on lines of their own, as `terraform fmt` has them. */
function aligned(members: Readonly<Record<string, string>>, indent: string): string {
  const entries = Object.entries(members);
  return entries
    .map(([name, value], index) => {
      let from = index;
      let to = index;
      const isLine = (at: number): boolean => !String(entries[at]?.[1]).includes('\n');
      if (isLine(index)) {
        while (from > 0 && isLine(from - 1)) from -= 1;
        while (to + 1 < entries.length && isLine(to + 1)) to += 1;
      }
      const width = Math.max(...entries.slice(from, to + 1).map(([one]) => one.length));
      return `${indent}${name.padEnd(width)} = ${value}`;
    })
    .join('\n');
}

/** A quoted text, in which nothing is a template. https://developer.hashicorp.com/terraform/language/expressions/strings */
function text(value: string): string {
  const quoted = JSON.stringify(value).replaceAll('\\b', '\\u0008').replaceAll('\\f', '\\u000c');
  return quoted.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}
