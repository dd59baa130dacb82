import type { CommentKey } from '../../model/workflow/conversation.ts';
import { type Thread, writeComment } from './comments.ts';
import type { GitHub } from './connect.ts';
import { type Denied, isFailure, orDenied } from './errors.ts';
import {
  createIssue,
  type Issue,
  type Label,
  openBodies,
  ownIssues,
  PERMISSION,
  updateIssue,
} from './issue-requests.ts';
import { isMarked, isSameBody, withMarker } from './marker.ts';

/** What an issue is to say. */
export interface IssueText extends CommentKey {
  readonly title: string;
  readonly body: string;
  readonly label: Label;
  /** Recognises what the issue reports: people are notified only where it changes. */
  readonly digest: string;
  /** The comment that tells of the change. */
  readonly news: string;
}

/**
 * What became of an issue. `declined`: people closed it as not planned, and it would say nothing new, so it stays closed.
 * `none`: there was none to close.
 */
export type IssueWritten =
  | {
      readonly status: 'created' | 'updated' | 'unchanged' | 'reopened' | 'closed' | 'declined';
      readonly number: number;
      readonly url: string;
    }
  | { readonly status: 'none' }
  | { readonly status: 'too-long' }
  | Denied;

const ATTEMPTS = 4;

/**
 * Writes the one issue of this key, found by our author, the marker and the label: rewritten in place, commented on only
 * where the digest changed, reopened where it was closed, made where there is none. Of several open ones the oldest stays.
 */
export function upsertIssue(github: GitHub, text: IssueText): Promise<IssueWritten> {
  return settle(async () => {
    const { issue, isNew } = await findOrCreate(github, text);
    const changed = issue.digest !== text.digest;
    if (isNew && !changed) return outcome('created', issue);
    if (!issue.open && issue.reason === 'not_planned' && !changed) return outcome('declined', issue);
    const revision = issue.revision + (changed || !issue.open ? 1 : 0);
    const body = bodyOf(text, revision);
    const labels = [...new Set([...issue.labels, text.label.name])];
    if (
      issue.open &&
      issue.title === text.title &&
      labels.length === issue.labels.length &&
      isSameBody(issue.body, body)
    ) {
      return outcome('unchanged', issue);
    }
    // Before the body: a run that dies in between says it again under the same key, so it is said once.
    if (revision !== issue.revision) await comment(github, issue, `news-${revision}`, text.news);
    const reopen = issue.open ? {} : ({ state: 'open', state_reason: 'reopened' } as const);
    await updateIssue(github, issue.number, { title: text.title, body, labels, ...reopen });
    return outcome(issue.open ? 'updated' : 'reopened', issue);
  });
}

/** Closes the open issues of these keys, as `closeIssue` does. Looks for all of them at once. */
export async function closeIssues(
  github: GitHub,
  label: string,
  all: readonly (CommentKey & { readonly news: string })[],
): Promise<IssueWritten> {
  return settle(async () => {
    const bodies = await openBodies(github, label);
    for (const one of all.filter((key) => bodies.some((body) => isMarked(body, key)))) {
      const closed = await closeIssue(github, { ...one, label });
      if (closed.status === 'denied') return closed;
    }
    return { status: 'none' };
  });
}

/** Closes the open issue of this key as completed, with a last comment. */
export function closeIssue(
  github: GitHub,
  request: CommentKey & { readonly label: string; readonly news: string },
): Promise<IssueWritten> {
  return settle(async () => {
    const [issue, ...spare] = (await ownIssues(github, request, request.label)).filter(({ open }) => open);
    if (issue === undefined) return { status: 'none' };
    await closeDuplicates(github, spare);
    await comment(github, issue, `closed-${issue.revision}`, request.news);
    await updateIssue(github, issue.number, { state: 'closed', state_reason: 'completed' });
    return outcome('closed', issue);
  });
}

async function settle(work: () => Promise<IssueWritten>): Promise<IssueWritten> {
  try {
    return await orDenied(work);
  } catch (error) {
    if (isFailure(error, 'too-long')) return { status: 'too-long' };
    throw error;
  }
}

/** Looks first, and again after making one or losing the answer, so that there is one in the end. */
async function findOrCreate(github: GitHub, text: IssueText): Promise<{ issue: Issue; isNew: boolean }> {
  let made: Issue | undefined;
  for (let attempt = 1; ; attempt++) {
    const own = withMade(await ownIssues(github, text, text.label.name), made);
    const [oldest, ...spare] = own.filter(({ open }) => open);
    await closeDuplicates(github, spare);
    const issue = oldest ?? own.findLast(({ reason }) => reason !== 'duplicate');
    if (issue !== undefined) return { issue, isNew: attempt > 1 };
    try {
      made = await createIssue(github, text.title, bodyOf(text, 0), text.label);
    } catch (error) {
      if (attempt === ATTEMPTS || !isFailure(error, 'unreachable', 'broken')) throw error;
      await github.sleep(2 ** (attempt - 1));
    }
  }
}

/** REST cannot delete issues. */
async function closeDuplicates(github: GitHub, issues: readonly Issue[]): Promise<void> {
  for (const { number } of issues) await updateIssue(github, number, { state: 'closed', state_reason: 'duplicate' });
}

async function comment(github: GitHub, { number }: Issue, key: string, body: string): Promise<void> {
  const thread: Thread = { number, permission: PERMISSION };
  await writeComment(github, thread, { key }, body);
}

function bodyOf({ key, digest, body }: IssueText, revision: number): string {
  return withMarker({ key, record: { digest, revision } }, body);
}

function withMade(listed: readonly Issue[], made: Issue | undefined): readonly Issue[] {
  return made === undefined || listed.some(({ number }) => number === made.number) ? listed : [...listed, made];
}

function outcome(
  status: 'created' | 'updated' | 'unchanged' | 'reopened' | 'closed' | 'declined',
  { number, url }: Issue,
): IssueWritten {
  return { status, number, url };
}
