import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Reviewed } from '../../model/workflow/conversation.ts';
import { type OwnComment, readComment } from './comments.ts';
import type { GitHub } from './connect.ts';
import { isFailure } from './errors.ts';
import { graphql } from './graphql.ts';
import { readStatuses } from './statuses.ts';

const SHA256 = 'sha256:';

/** How many changes are recorded one by one, at about 57 bytes each. With more, the digest of the whole alone counts. */
const CHANGES_LIMIT = 250;

/** What the plan comment's marker records. */
export function reviewRecord(head: string, targets: ReadonlyMap<string, Reviewed>): JsonObject {
  const count = [...targets.values()].reduce((sum, { changes }) => sum + changes.length, 0);
  const packed = [...targets].map(
    ([target, { digest, changes }]) =>
      [target, { digest, changes: pack(count > CHANGES_LIMIT ? [] : changes) }] as const,
  );
  return { head, targets: Object.fromEntries(packed) };
}

/**
 * What was reviewed on the head of a pull request, per target, as our own author recorded it. A status decides: nobody
 * can edit it. The changes come from the comment, which writers can edit, and count only where `digestOf` makes the
 * status's digest of them. Without any status the comment counts if no one but our author edited it last.
 * A target that is not in the answer was not reviewed.
 */
export async function readReviewed(
  github: GitHub,
  request: {
    readonly pullRequest: number;
    /** Of the comment that shows the plan. */
    readonly key: string;
    readonly head: string;
    readonly digestOf: (target: string, changes: readonly string[]) => string | undefined;
  },
): Promise<ReadonlyMap<string, Reviewed>> {
  const statuses = await readStatuses(github, request.head);
  const comment = await readComment(github, { pullRequest: request.pullRequest, key: request.key });
  const claimed = comment?.record?.head === request.head ? claims(comment.record) : new Map<string, Reviewed>();
  const whole = new Map(
    [...claimed].filter(([target, { digest, changes }]) => request.digestOf(target, changes) === digest),
  );
  const known = ([target, { digest }]: readonly [string, Reviewed]): readonly [string, Reviewed] => {
    const claim = whole.get(target);
    return [target, claim?.digest === digest ? claim : { digest, changes: [] }];
  };
  if (statuses.size === 0)
    return comment !== undefined && (await isUntouched(github, comment)) ? new Map([...claimed].map(known)) : new Map();
  const reviewed = [...statuses.values()].flatMap(({ target, digest }) =>
    digest === undefined ? [] : [known([target, { digest, changes: [] }])],
  );
  return new Map(reviewed);
}

/** Anyone with write access can edit a comment of ours; REST does not tell who did. */
async function isUntouched(github: GitHub, { nodeId }: OwnComment): Promise<boolean> {
  const query = 'query ($id: ID!) { node(id: $id) { ... on IssueComment { editor { __typename login } } } }';
  try {
    const { node } = await graphql<{
      node: { editor: { __typename: string; login: string } | null } | null;
    }>(github.octokit, query, { id: nodeId });
    if (node === null) return false;
    if (node.editor === null) return true;
    // GraphQL leaves out the suffix by which REST tells apps from people.
    const login = node.editor.__typename === 'Bot' ? `${node.editor.login}[bot]` : node.editor.login;
    return login === (await github.author());
  } catch (error) {
    if (isFailure(error, 'denied', 'missing')) return false;
    throw error;
  }
}

function claims({ targets }: JsonObject): ReadonlyMap<string, Reviewed> {
  const entries = Object.entries(isObject(targets) ? targets : {}).flatMap(([target, claim]) => {
    if (!isObject(claim) || typeof claim.digest !== 'string') return [];
    return [[target, { digest: claim.digest, changes: unpack(claim.changes) }] as const];
  });
  return new Map(entries);
}

function pack(digests: readonly string[]): string {
  return Buffer.concat(digests.map((digest) => Buffer.from(digest.slice(SHA256.length), 'hex'))).toString('base64url');
}

function unpack(packed: JsonValue | undefined): readonly string[] {
  const bytes = Buffer.from(typeof packed === 'string' ? packed : '', 'base64url');
  const count = Math.floor(bytes.length / 32);
  return Array.from(
    { length: count },
    (_, index) => SHA256 + bytes.subarray(index * 32, index * 32 + 32).toString('hex'),
  );
}
