import type { Aws } from '../../model/aws.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { JsonValue } from '../../model/values/json.ts';
import type { Policy } from '../../model/access/policy.ts';
import { ask } from './diagnostic.ts';
import type { Answer } from './diagnostic.ts';

/** What limits a role: what its policies allow, and its boundary where it has one. */
export interface RolePolicies {
  readonly policies: readonly Policy[];
  readonly boundary?: readonly Policy[];
}

/** The policies of a role, in it and attached to it. For where AWS may not be asked what they come to. */
export function readPolicies(aws: Aws, RoleName: string): Promise<Answer<RolePolicies>> {
  return ask(async () => {
    const [inline, attached, role] = await Promise.all([
      inlinePolicies(aws, RoleName),
      attachedPolicies(aws, RoleName),
      aws.iam('GetRole', { RoleName }),
    ]);
    const boundary = role.Role?.PermissionsBoundary?.PermissionsBoundaryArn;
    const policies = [...inline, ...attached];
    return boundary === undefined ? { policies } : { policies, boundary: [await managedPolicy(aws, boundary)] };
  });
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
async function inlinePolicies(aws: Aws, RoleName: string): Promise<readonly Policy[]> {
  const names = await listed((Marker) => aws.iam('ListRolePolicies', { RoleName, Marker }), 'PolicyNames');
  return Promise.all(
    names.map(async (PolicyName) =>
      policyIn((await aws.iam('GetRolePolicy', { RoleName, PolicyName })).PolicyDocument),
    ),
  );
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
async function attachedPolicies(aws: Aws, RoleName: string): Promise<readonly Policy[]> {
  const found = await listed((Marker) => aws.iam('ListAttachedRolePolicies', { RoleName, Marker }), 'AttachedPolicies');
  return Promise.all(found.map(({ PolicyArn = '' }) => managedPolicy(aws, PolicyArn)));
}

async function managedPolicy(aws: Aws, PolicyArn: string): Promise<Policy> {
  const { Policy } = await aws.iam('GetPolicy', { PolicyArn });
  const VersionId = Policy?.DefaultVersionId;
  return policyIn((await aws.iam('GetPolicyVersion', { PolicyArn, VersionId })).PolicyVersion?.Document);
}

async function listed<Member extends string, Item>(
  page: (
    marker: string | undefined,
  ) => Promise<
    { IsTruncated?: boolean | undefined; Marker?: string | undefined } & { [key in Member]?: Item[] | undefined }
  >,
  member: Member,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let marker: string | undefined;
  do {
    const found = await page(marker);
    items.push(...(found[member] ?? []));
    marker = found.IsTruncated === true ? found.Marker : undefined;
  } while (marker !== undefined);
  return items;
}

/** A document as IAM returns it, which is percent-encoded JSON; a single statement stands for a list of one. */
function policyIn(document = '{}'): Policy {
  const policy = JSON.parse(decodeURIComponent(document)) as JsonValue;
  const statement = isObject(policy) ? policy['Statement'] : undefined;
  const statements = isList(statement) ? statement : statement === undefined ? [] : [statement];
  return { Version: '2012-10-17', Statement: statements as unknown as Policy['Statement'] };
}
