import type { PullRequest } from '../model/workflow/conversation.ts';
import type { Comment } from '../render/markdown/about.ts';
import { renderComment } from '../render/markdown/comment.ts';
import type { LoadedProfiles } from '../commands/planning/profiles.ts';
import { resultPost, showUndelivered, summarize } from './job.ts';
import type { Job } from './job.ts';

/**
 * Says what became of it on pull requests and on the page of the run. The comment with the plan stays as it was reviewed.
 * `onlyAnew`: only where a result stands already. `quiet`: not on the page. Gives where it was said.
 */
export async function tellResult(
  job: Job,
  loaded: LoadedProfiles,
  pullRequests: readonly PullRequest[],
  comment: Comment,
  choice: { readonly onlyAnew?: true; readonly quiet?: true } = {},
): Promise<readonly PullRequest[]> {
  const { onlyAnew, quiet } = choice;
  const body = (bytes: number): string => renderComment(comment, bytes).body;
  const undelivered: [string, string | undefined][] = [];
  const said: PullRequest[] = [];
  for (const pullRequest of pullRequests) {
    const { number } = pullRequest;
    const post = { pullRequest: number, ...resultPost(loaded), body, ...(onlyAnew && { onlyAnew }) };
    const outcome = await job.conversation.comment(post);
    if (outcome === 'said') said.push(pullRequest);
    else if (outcome !== 'none') undelivered.push(['The comment was not written', outcome.why]);
  }
  const notes = [...(comment.notes ?? []), ...showUndelivered(job, undelivered)];
  if (quiet !== true) await summarize(job, { ...comment, notes });
  return said;
}
