import type { PullRequest } from '../../model/workflow/conversation.ts';
import type { GitHub } from './connect.ts';

/** When the head of a pull request was approved last, as ISO 8601; undefined where nobody approved it. Withdrawn approvals do not count. */
export async function approvedAt(
  github: GitHub,
  { number, head }: Pick<PullRequest, 'number' | 'head'>,
): Promise<string | undefined> {
  const reviews = await github.octokit.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
    ...github.repository,
    pull_number: number,
    per_page: 100,
  });
  const approvals = reviews.filter(({ state, commit_id: commit }) => state === 'APPROVED' && commit === head);
  return approvals
    .flatMap(({ submitted_at: at }) => at ?? [])
    .sort()
    .at(-1);
}
