import { createHash } from 'node:crypto';
import { canonical, isObject, type JsonObject, type JsonValue } from '../../model/values/json.ts';
import type {
  CommentKey,
  PlanRecord,
  PullRequest,
  Reviewed,
  ReviewedTargets,
} from '../../model/workflow/conversation.ts';
import { approvedAt } from './approvals.ts';
import { type OwnComment, readComment } from './comments.ts';
import type { GitHub } from './connect.ts';
import { isFailure } from './errors.ts';
import { graphql } from './graphql.ts';
import { textBelow } from './marker.ts';
import { contextsOf, readStatuses, type Status } from './statuses.ts';

/** Bytes of a digest that are recorded: enough to tell any two apart. */
const BYTES = 16;

/** Bytes that the digests of changes and states may take; with more the digest of the whole alone counts. */
const CHANGES_LIMIT = 20_000;

/** What the plan comment's marker records: what the plan is of, and what the text says. */
export function reviewRecord({ head, base, folder, targets }: PlanRecord, text: string): JsonObject {
  const all = [...targets.values()];
  const entries = all.reduce((sum, { changes, states = [] }) => sum + changes.length + 2 * states.length, 0);
  const isRoom = entries * BYTES <= CHANGES_LIMIT;
  const packed = [...targets].map(([target, { digest, changes, states = [] }]): [string, JsonValue] => {
    const from = pack(states.map((state) => state.from));
    const to = pack(states.map((state) => state.to));
    const parts = isRoom ? [pack(changes), from, to] : [];
    return [target, [pack([digest]), ...parts.filter((_, index) => parts.slice(index).some((part) => part !== ''))]];
  });
  return { head, base, folder, text: hash(text), targets: Object.fromEntries(packed) };
}

/** What a status says of the record of a pull request's plan comment, so that nobody can change it unseen. */
export function proofOf(pullRequest: number, record: JsonObject): string {
  return hash(canonical([pullRequest, record]));
}

/**
 * What was reviewed on the head of a merged pull request, per target. The comment that people read decides, where its text
 * and its record are what a status of ours on the head proves; without any status it counts if no one but our author
 * edited it. What changed after the last approval, or after the merge, was seen by nobody. `why` says why a target is missing.
 */
export async function readReviewed(
  github: GitHub,
  request: {
    readonly pullRequest: PullRequest;
    /** Of the comment that shows the plan. */
    readonly key: CommentKey;
    readonly owner: string;
  },
): Promise<ReviewedTargets> {
  const { pullRequest, key, owner } = request;
  const comment = await readComment(github, { pullRequest: pullRequest.number, key });
  const record = comment?.record;
  if (comment === undefined || record === undefined) return nothing('it has no plan');
  if (record.head !== pullRequest.head) return nothing('No plan was recorded on the last commit of the pull request');
  if (record.base !== pullRequest.base) return nothing('its plan was made for another base branch');
  if (record.text !== hash(textBelow(comment.body))) return nothing('somebody changed the comment with its plan');
  const statuses = (await readStatuses(github, pullRequest.head)).filter(
    ({ shown }) => shown?.pullRequest === pullRequest.number,
  );
  const claimed = claims(record);
  if (statuses.length === 0)
    return (await isUntouched(github, comment))
      ? { targets: claimed }
      : nothing('no commit status proves its plan, and who edited the comment is not known');
  const approved = await approvedAt(github, pullRequest);
  const proof = proofOf(pullRequest.number, record);
  const judged = [...claimed].map(([target, reviewed]) => {
    const own = statuses.filter(({ context }) => contextsOf(github, owner, target).includes(context));
    return { target, reviewed, why: doubt(own, proof, approved, pullRequest.mergedAt) };
  });
  const why = judged.find((one) => one.why !== undefined)?.why;
  const proven = judged.filter((one) => one.why === undefined);
  return {
    targets: new Map(proven.map(({ target, reviewed }) => [target, reviewed])),
    ...(why !== undefined && { why }),
  };
}

/** Why the newest status of a target does not stand for what people approved; undefined where it does. */
function doubt(
  [newest, ...earlier]: readonly Status[],
  proof: string,
  approved: string | undefined,
  merged: string | undefined,
): string | undefined {
  if (newest?.shown?.proof !== proof) return 'its comment and its commit status are of different plans';
  if (merged !== undefined && newest.at > merged) return 'its plan was made after it was merged';
  const seen = approved === undefined ? undefined : [newest, ...earlier].find(({ at }) => at <= approved);
  return seen !== undefined && seen.digest !== newest.digest ? 'its plan changed after it was approved' : undefined;
}

function nothing(why: string): ReviewedTargets {
  return { targets: new Map(), why };
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
    if (!Array.isArray(claim)) return [];
    const [[digest] = [], changes = [], from = [], to = []] = claim.map(unpack);
    if (digest === undefined) return [];
    const states = from.map((one, index) => ({ from: one, to: to[index] ?? '' }));
    return [[target, { digest, changes, states }] as const];
  });
  return new Map(entries);
}

const SHA256 = 'sha256:';

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function pack(digests: readonly string[]): string {
  const bytes = digests.map((digest) => Buffer.from(digest.slice(SHA256.length, SHA256.length + 2 * BYTES), 'hex'));
  return Buffer.concat(bytes).toString('base64url');
}

function unpack(packed: JsonValue | undefined): readonly string[] {
  const bytes = Buffer.from(typeof packed === 'string' ? packed : '', 'base64url');
  const count = Math.floor(bytes.length / BYTES);
  return Array.from(
    { length: count },
    (_, index) => SHA256 + bytes.subarray(index * BYTES, (index + 1) * BYTES).toString('hex'),
  );
}
