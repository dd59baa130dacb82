import type { Statement } from '../model/access/policy.ts';
import { listOf } from '../model/access/policy.ts';
import { only, policyOf } from '../model/access/allow.ts';
import type { NamedPolicy, RoleDocuments } from '../model/access/access.ts';

/**
 * Characters that a managed policy may have, and that all inline policies of a role may have together; blanks do not
 * count. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
 */
export const POLICY_LIMIT = { managed: 6_144, inline: 10_240, trust: 2_048 } as const;

/** How many characters of a limit a policy or a statement takes. */
export function sizeOf(value: object): number {
  return JSON.stringify(value).replaceAll(/\s/g, '').length;
}

/** Policies with these statements, each within the limit: one if it fits, else as few as can be filled one after the other. */
export function piecesOf(name: string, statements: readonly Statement[]): Pick<RoleDocuments, 'policies' | 'isInline'> {
  const pieces: Statement[][] = [];
  const empty = sizeOf(policyOf([]));
  let room = 0;
  for (const statement of statements.flatMap((one) => small(one, POLICY_LIMIT.managed - empty))) {
    const size = sizeOf(statement) + 1;
    if (size > room) {
      pieces.push([]);
      room = POLICY_LIMIT.managed - empty;
    }
    pieces.at(-1)?.push(statement);
    room -= size;
  }
  const policies: readonly NamedPolicy[] = pieces.map((piece, index) => ({
    name: pieces.length === 1 ? name : `${name}-${index + 1}`,
    document: policyOf(piece),
  }));
  const total = policies.reduce((sum, { document }) => sum + sizeOf(document), 0);
  return { policies, isInline: total <= POLICY_LIMIT.inline };
}

/** A statement that is too large for any policy, as several with some of the resources each. */
function small(statement: Statement, limit: number): readonly Statement[] {
  const resources = listOf(statement.Resource);
  if (sizeOf(statement) < limit || resources.length < 2) return [statement];
  const middle = Math.ceil(resources.length / 2);
  const { Sid: _, ...rest } = statement;
  return [resources.slice(0, middle), resources.slice(middle)].flatMap((half) =>
    small({ ...rest, Resource: only(half) }, limit),
  );
}
