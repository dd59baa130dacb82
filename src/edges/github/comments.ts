import type { JsonObject } from '../../model/values/json.ts';
import type { CommentKey } from '../../model/workflow/conversation.ts';
import type { GitHub } from './connect.ts';
import { type Denied, isFailure, orDenied } from './errors.ts';
import { graphql } from './graphql.ts';
import { isMarked, isSameBody, type Marker, readMarker, withMarker } from './marker.ts';

/** What became of a comment that was to be written. */
export type Written =
  | { readonly status: 'created' | 'updated' | 'unchanged'; readonly url: string }
  | { readonly status: 'none' }
  | { readonly status: 'too-long' }
  | Denied;

/** A comment of ours. */
export interface OwnComment {
  readonly id: number | bigint;
  readonly nodeId: string;
  readonly url: string;
  readonly body: string;
  readonly record?: JsonObject;
}

/** What is commented on: GitHub counts pull requests among the issues, but asks for another permission. */
export interface Thread {
  readonly number: number;
  readonly permission: 'pull-requests: write' | 'issues: write';
}

const ATTEMPTS = 4;

/**
 * Writes the one comment of this key on a pull request: the oldest that is by our own author and begins with the marker
 * is rewritten, else one is made; further ones are deleted. Neither a lost answer nor a second run at the same time
 * leaves two.
 */
export function upsertComment(
  github: GitHub,
  request: { readonly pullRequest: number; readonly body: string; readonly onlyAnew?: boolean } & CommentKey & Marker,
): Promise<Written> {
  const whole = withMarker(request, request.body);
  const { pullRequest, onlyAnew = false } = request;
  return composeComment(github, pullRequestThread(pullRequest), request, (found) =>
    onlyAnew && found.length === 0 ? undefined : whole,
  );
}

/** Hides our comments of this key as outdated, so that the next one is a new comment. */
export function retireComment(
  github: GitHub,
  request: { readonly pullRequest: number } & CommentKey,
): Promise<{ readonly status: 'retired'; readonly count: number } | Denied> {
  return orDenied(async () => {
    const own = await ownComments(github, pullRequestThread(request.pullRequest), request);
    const mutation =
      'mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } } }';
    for (const { nodeId: id } of own) await graphql(github.octokit, mutation, { id });
    return { status: 'retired', count: own.length };
  });
}

/** The comment of this key that `upsertComment` would rewrite. */
export async function readComment(
  github: GitHub,
  request: { readonly pullRequest: number; readonly key: CommentKey },
): Promise<OwnComment | undefined> {
  const [oldest] = await ownComments(github, pullRequestThread(request.pullRequest), request.key);
  return oldest;
}

/** As `upsertComment`, on issues too. */
export function writeComment(github: GitHub, thread: Thread, marker: Marker, body: string): Promise<Written> {
  const whole = withMarker(marker, body);
  return composeComment(github, thread, marker, () => whole);
}

/** As `writeComment`, with a text that is made of what stands there: the bodies of our comments of this key, oldest first. Undefined leaves it. */
export function composeComment(
  github: GitHub,
  thread: Thread,
  key: CommentKey,
  compose: (found: readonly string[]) => string | undefined,
): Promise<Written> {
  return orDenied(async () => {
    try {
      return await converge(github, thread, key, compose);
    } catch (error) {
      if (isFailure(error, 'too-long')) return { status: 'too-long' };
      throw error;
    }
  });
}

/** Looks, acts on what it sees, and looks again until there is nothing left to do. */
async function converge(
  github: GitHub,
  thread: Thread,
  key: CommentKey,
  compose: (found: readonly string[]) => string | undefined,
): Promise<Written> {
  let made: OwnComment | undefined;
  let status: 'created' | 'updated' | 'unchanged' = 'unchanged';
  for (let attempt = 1; ; attempt++) {
    const found = withMade(await ownComments(github, thread, key), made);
    const [kept, ...spare] = found;
    const body = compose(found.map((comment) => comment.body));
    if (body === undefined) return { status: 'none' };
    const same = kept !== undefined && isSameBody(kept.body, body);
    if (!same) status = kept === undefined ? 'created' : 'updated';
    try {
      if (kept === undefined) {
        made = await createComment(github, thread, body);
        continue;
      }
      if (!same) await updateComment(github, thread, kept.id, body);
    } catch (error) {
      const deleted = kept !== undefined && isFailure(error, 'missing');
      const unsure = isFailure(error, 'unreachable', 'broken');
      if (attempt === ATTEMPTS || !(deleted || unsure)) throw error;
      if (unsure) await github.sleep(2 ** (attempt - 1));
      continue;
    }
    // Only now: they may hold what is in no other comment.
    for (const { id } of spare) await deleteComment(github, thread, id);
    return { status, url: kept.url };
  }
}

/** Ours of this key, oldest first. Others may write our marker, and people may hide ours: neither counts. */
async function ownComments(github: GitHub, thread: Thread, key: CommentKey): Promise<readonly OwnComment[]> {
  const author = await github.author();
  const all = await github.octokit.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    ...github.repository,
    issue_number: thread.number,
    per_page: 100,
  });
  return all
    .filter((comment) => comment.user?.login === author && !isMinimized(comment))
    .map(commentOf)
    .filter((comment) => isMarked(comment.body, key))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

async function createComment(github: GitHub, thread: Thread, body: string): Promise<OwnComment> {
  const { data } = await github.octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    ...github.repository,
    issue_number: thread.number,
    body,
    request: { permission: thread.permission },
  });
  return commentOf(data);
}

async function updateComment(github: GitHub, thread: Thread, id: OwnComment['id'], body: string): Promise<void> {
  await github.octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    ...github.repository,
    comment_id: id,
    body,
    // Sent again as it is, it could take away what others wrote meanwhile.
    request: { permission: thread.permission, repeatable: false },
  });
}

async function deleteComment(github: GitHub, thread: Thread, id: OwnComment['id']): Promise<void> {
  try {
    await github.octokit.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...github.repository,
      comment_id: id,
      request: { permission: thread.permission },
    });
  } catch (error) {
    if (!isFailure(error, 'missing')) throw error;
  }
}

interface CommentBody {
  readonly id: number | bigint;
  readonly node_id: string;
  readonly html_url: string;
  readonly body?: string | undefined;
}

function commentOf({ id, node_id: nodeId, html_url: url, body = '' }: CommentBody): OwnComment {
  const record = readMarker(body)?.record;
  return { id, nodeId, url, body, ...(record && { record }) };
}

function withMade(listed: readonly OwnComment[], made: OwnComment | undefined): readonly OwnComment[] {
  return made === undefined || listed.some(({ id }) => id === made.id) ? listed : [...listed, made];
}

/** GitHub Enterprise Server and octokit's types know no such member yet. */
function isMinimized(comment: { readonly minimized?: unknown }): boolean {
  return (comment.minimized ?? null) !== null;
}

function pullRequestThread(number: number): Thread {
  return { number, permission: 'pull-requests: write' };
}
