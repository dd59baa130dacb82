import type { PullRequest, Push } from '../../model/workflow/conversation.ts';
import type { GitHub } from './connect.ts';
import { isFailure } from './errors.ts';

/** A file that a pull request touches. */
export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
  readonly previousPath?: string;
}

const NOWHERE = /^0+$/;

/** GitHub's index of commits lags behind a merge. https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit */
const LAG = [1, 2, 4, 8];

/**
 * Finds the pull requests whose merge, squash or rebase made the commits of a push to `branch`.
 * Asks again for up to 15 seconds while there are commits without one. Only the line of first parents counts: what a
 * merge commit brought in belongs to its pull request.
 */
export async function findMergedPullRequests(
  github: GitHub,
  push: { readonly before: string; readonly after: string; readonly branch: string },
): Promise<Push> {
  const line = await pushedLine(github, push);
  const found = new Map<string, PullRequest>();
  for (const pause of [0, ...LAG]) {
    if (pause > 0) await github.sleep(pause);
    const missing = line.filter((commit) => !found.has(commit));
    const answers = await Promise.all(missing.map((commit) => pullRequestsOf(github, commit)));
    for (const [index, pullRequests] of answers.entries()) {
      const pullRequest = pullRequests.find(
        ({ merged, base, mergeCommit }) =>
          merged && base === push.branch && mergeCommit !== undefined && line.includes(mergeCommit),
      );
      const commit = missing[index];
      if (pullRequest !== undefined && commit !== undefined) found.set(commit, pullRequest);
    }
    if (found.size === line.length) break;
  }
  const byNumber = new Map(line.flatMap((commit) => found.get(commit) ?? []).map((one) => [one.number, one]));
  return { merged: [...byNumber.values()], direct: line.filter((commit) => !found.has(commit)) };
}

/** A pull request as it is now. */
export async function readPullRequest(github: GitHub, number: number): Promise<PullRequest> {
  const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...github.repository,
    pull_number: number,
  });
  return pullRequestOf(data);
}

/** The files that a pull request touches; GitHub tells of the first 3,000. */
export async function changedFiles(github: GitHub, number: number): Promise<readonly ChangedFile[]> {
  const files = await github.octokit.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
    ...github.repository,
    pull_number: number,
    per_page: 100,
  });
  return files.map(({ filename: path, status, previous_filename: previousPath }) => ({
    path,
    status,
    ...(previousPath !== undefined && { previousPath }),
  }));
}

/** How many commits a branch has that a commit does not know. */
export async function commitsSince(github: GitHub, commit: string, branch: string): Promise<number> {
  const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
    ...github.repository,
    basehead: `${commit}...${branch}`,
    per_page: 1,
  });
  return data.total_commits;
}

/** The pushed commits from oldest to newest, along first parents. */
async function pushedLine(
  github: GitHub,
  { before, after }: { readonly before: string; readonly after: string },
): Promise<readonly string[]> {
  const parents = NOWHERE.test(before) ? new Map<string, string>() : await compare(github, before, after);
  const line = [after];
  for (let parent = parents.get(after); parent !== undefined && parents.has(parent); parent = parents.get(parent)) {
    line.unshift(parent);
  }
  return line;
}

/** First parents of the commits that are in `after` and not in `before`. */
async function compare(github: GitHub, before: string, after: string): Promise<ReadonlyMap<string, string>> {
  const parents = new Map<string, string>();
  for (let page = 1; ; page++) {
    const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
      ...github.repository,
      basehead: `${before}...${after}`,
      per_page: 100,
      page,
    });
    for (const { sha, parents: of } of data.commits) parents.set(sha, of[0]?.sha ?? '');
    if (data.commits.length === 0 || parents.size >= data.total_commits) return parents;
  }
}

async function pullRequestsOf(github: GitHub, commit: string): Promise<readonly PullRequest[]> {
  try {
    const found = await github.octokit.paginate('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
      ...github.repository,
      commit_sha: commit,
      per_page: 100,
    });
    return found.map(pullRequestOf);
  } catch (error) {
    // So it answers for a commit that it has not taken in yet.
    if (isFailure(error, 'missing', 'refused')) return [];
    throw error;
  }
}

interface PullRequestBody {
  readonly number: number;
  readonly title: string;
  readonly html_url: string;
  readonly state: string;
  readonly head: { readonly sha: string };
  readonly base: { readonly ref: string };
  readonly merged_at: string | null;
  readonly merge_commit_sha: string | null;
}

function pullRequestOf(body: PullRequestBody): PullRequest {
  return {
    number: body.number,
    title: body.title,
    url: body.html_url,
    state: body.state === 'open' ? 'open' : 'closed',
    head: body.head.sha,
    base: body.base.ref,
    merged: body.merged_at !== null,
    ...(body.merge_commit_sha !== null && { mergeCommit: body.merge_commit_sha }),
  };
}
