import { OperatorError } from '../../model/problem.ts';
import type { PlanPost, TargetStatus, Undelivered } from '../../model/workflow/conversation.ts';
import { COMMENT_BYTES } from '../../render/markdown/comment.ts';
import { readComment, upsertComment, type Written } from './comments.ts';
import type { GitHub } from './connect.ts';
import { type Denied, orDenied } from './errors.ts';
import { textBelow, withMarker } from './marker.ts';
import { readPullRequest } from './pull-requests.ts';
import { proofOf, reviewRecord } from './review.ts';
import { setStatuses, type StatusPlace } from './statuses.ts';

/** A compressed record is not of the same length with another digest in it. */
const SLACK = 200;

/**
 * Shows a plan on a pull request, for people and for when it is applied: the comment first, and the statuses, which prove
 * it, once it stands there. Nothing is said where the pull request is not what was planned any more, and no status is
 * green where the comment cannot be written. Gives what could not be said. Throws an OperatorError where another folder's
 * plan of the same head has the same place.
 */
export async function postPlan(github: GitHub, post: PlanPost, runUrl: string): Promise<readonly Undelivered[]> {
  const moved = await whyNotNow(github, post);
  if (moved !== undefined) return [['Nothing was said on the pull request', moved]];
  const { pullRequest, key, record, statuses, owner, onlyAnew = false } = post;
  const room = COMMENT_BYTES - Buffer.byteLength(withMarker({ key, record: reviewRecord(record, '') }, '')) - SLACK;
  const body = post.body(room);
  const kept = reviewRecord(record, textBelow(withMarker({ key }, body)));
  const written = await upsertComment(github, {
    pullRequest,
    key,
    folder: record.folder,
    body,
    record: kept,
    onlyAnew,
  });
  const why = whyUnwritten(written);
  const place: StatusPlace = { commit: record.head, owner, runUrl };
  const shown = written.status === 'none' ? undefined : { pullRequest, proof: proofOf(pullRequest, kept) };
  const set =
    why === undefined
      ? await setStatuses(github, place, statuses, shown)
      : await setStatuses(github, place, statuses.map(unshown));
  return [
    ...(why === undefined ? [] : [['The comment was not written', why] as const]),
    ...(set.status === 'denied' ? [['The commit status was not set', set.reason] as const] : []),
  ];
}

/** Why a plan is not to be shown on the pull request any more; undefined where it is. */
async function whyNotNow(
  github: GitHub,
  { pullRequest: number, record: { head, base, folder }, key }: PlanPost,
): Promise<string | undefined> {
  const now = await orDenied(() => readPullRequest(github, number));
  if ('status' in now) return now.reason;
  if (now.state === 'closed') return 'It is closed.';
  if (now.head !== head) return `Its last commit is ${now.head.slice(0, 7)} by now.`;
  if (now.base !== base) return 'It goes into another branch by now.';
  const there = await readComment(github, { pullRequest: number, key: { key } });
  const other = there?.record?.folder;
  if (there?.record?.head === head && typeof other === 'string' && other !== folder)
    throw new OperatorError('DG6013', `The profiles in ${other} and in ${folder} have the same owner and target.`, {
      hint: 'Each would delete what the other declares. Give one of them another `owner` in its settings.',
    });
  return undefined;
}

function unshown({ target }: TargetStatus): TargetStatus {
  return { target, state: 'failure', summary: 'the plan could not be shown on the pull request' };
}

function whyUnwritten(written: Written | Denied): string | undefined {
  if (written.status === 'too-long') return 'GitHub finds the text too long.';
  return written.status === 'denied' ? written.reason : undefined;
}
