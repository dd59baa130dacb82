import type { PullRequest, Push, PushRange } from '../../model/workflow/conversation.ts';
import type { GitHub } from './connect.ts';
import { isFailure } from './errors.ts';

const NOWHERE = /^0+$/;

/** GitHub's index of commits lags behind a merge. https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit */
const LAG = [1, 2, 4, 8];

/**
 * Finds the pull requests whose merge, squash or rebase made the commits of a push to `branch`.
 * Where `awaitsIndex`, asks again for up to 15 seconds while there are commits without one. Only the line of first parents
 * counts: what a merge commit brought in belongs to its pull request.
 */
export async function findMergedPullRequests(github: GitHub, push: PushRange, awaitsIndex = true): Promise<Push> {
  const line = await pushedLine(github, push);
  const found = new Map<string, PullRequest>();
  for (const pause of awaitsIndex ? [0, ...LAG] : [0]) {
    if (pause > 0) await github.sleep(pause);
    const missing = line.filter(({ sha }) => !found.has(sha));
    const answers = await Promise.all(missing.map((commit) => mergedAs(github, commit, line, push.branch)));
    for (const [index, pullRequest] of answers.entries()) {
      const commit = missing[index]?.sha;
      if (pullRequest !== undefined && commit !== undefined) found.set(commit, pullRequest);
    }
    if (found.size === line.length) break;
  }
  const byNumber = new Map(line.flatMap(({ sha }) => found.get(sha) ?? []).map((one) => [one.number, one]));
  return { merged: [...byNumber.values()], direct: line.map(({ sha }) => sha).filter((sha) => !found.has(sha)) };
}

/** The pull request that a commit of a line came with: by the index, or by the number in its message, where GitHub confirms that. */
export async function mergedAs(
  github: GitHub,
  { sha, message }: Commit,
  line: readonly Commit[],
  branch: string,
): Promise<PullRequest | undefined> {
  const isIt = ({ merged, base, mergeCommit }: PullRequest): boolean =>
    merged && base === branch && line.some((commit) => commit.sha === mergeCommit);
  const indexed = (await pullRequestsOf(github, sha)).find(isIt);
  if (indexed !== undefined) return indexed;
  const [number] = numbersIn(message);
  const hinted = number === undefined ? undefined : await pullRequestAt(github, number);
  return hinted !== undefined && hinted.mergeCommit === sha && isIt(hinted) ? hinted : undefined;
}

/** The pull requests whose commits a branch lacks and a commit has, by the numbers that a merge queue writes into their messages. */
export async function findQueuedPullRequests(
  github: GitHub,
  { head, branch }: { readonly head: string; readonly branch: string },
): Promise<readonly PullRequest[]> {
  const commits = await compare(github, branch, head);
  const numbers = new Set([...commits.values()].flatMap(({ message }) => numbersIn(message)));
  const pulls = await Promise.all([...numbers].map((number) => pullRequestAt(github, number)));
  return pulls.flatMap((pull) => (pull?.state === 'open' && pull.base === branch ? [pull] : []));
}

/** The commits of a branch from one backwards along first parents, that one first, as far as `depth` and GitHub's longest page go. */
export async function firstParents(github: GitHub, from: string, depth: number): Promise<readonly Commit[]> {
  const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/commits', {
    ...github.repository,
    sha: from,
    per_page: 100,
  });
  const known = new Map(data.map((commit) => [commit.sha, commitOf(commit)]));
  const line: Commit[] = [];
  for (let next = data[0]?.sha; next !== undefined && line.length < depth; next = line.at(-1)?.parent) {
    const commit = known.get(next);
    if (commit === undefined) break;
    line.push(commit);
  }
  return line;
}

/** The last commit of a branch. */
export async function tipOf(github: GitHub, branch: string): Promise<string> {
  const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/commits', {
    ...github.repository,
    sha: branch,
    per_page: 1,
  });
  return data[0]?.sha ?? '';
}

/** A commit, as far as it tells where it comes from. */
export interface Commit {
  readonly sha: string;
  readonly message: string;
  /** The first one. */
  readonly parent?: string;
}

/** A pull request as it is now. */
export async function readPullRequest(github: GitHub, number: number): Promise<PullRequest> {
  const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...github.repository,
    pull_number: number,
  });
  return pullRequestOf(data);
}

/** The pushed commits from oldest to newest, along first parents. */
async function pushedLine(github: GitHub, { before, after }: PushRange): Promise<readonly Commit[]> {
  const commits = NOWHERE.test(before) ? new Map<string, Commit>() : await compareIfKnown(github, before, after);
  const line = [commits.get(after) ?? { sha: after, message: '' }];
  for (let commit = line[0]; ;) {
    commit = commits.get(commit?.parent ?? '');
    if (commit === undefined) return line;
    line.unshift(commit);
  }
}

/** As `compare`; none where GitHub does not know `before` any more, because the branch was pushed over. */
async function compareIfKnown(github: GitHub, before: string, after: string): Promise<ReadonlyMap<string, Commit>> {
  try {
    return await compare(github, before, after);
  } catch (error) {
    if (isFailure(error, 'missing')) return new Map();
    throw error;
  }
}

/** The commits that are in `after` and not in `before`. */
async function compare(github: GitHub, before: string, after: string): Promise<ReadonlyMap<string, Commit>> {
  const commits = new Map<string, Commit>();
  for (let page = 1; ; page++) {
    const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
      ...github.repository,
      basehead: `${before}...${after}`,
      per_page: 100,
      page,
    });
    for (const commit of data.commits) commits.set(commit.sha, commitOf(commit));
    if (data.commits.length === 0 || commits.size >= data.total_commits) return commits;
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

async function pullRequestAt(github: GitHub, number: number): Promise<PullRequest | undefined> {
  try {
    return await readPullRequest(github, number);
  } catch (error) {
    if (isFailure(error, 'missing')) return undefined;
    throw error;
  }
}

/** As GitHub writes them into the messages of merges and squashes. Anyone can write so: what they say has to be confirmed. */
function numbersIn(message: string): readonly number[] {
  const [first = ''] = message.split('\n', 1);
  const [, squashed, merged] = /\(#(\d{1,9})\)$|^Merge pull request #(\d{1,9}) /.exec(first) ?? [];
  return [squashed ?? merged ?? []].flat().map(Number);
}

function commitOf(commit: {
  readonly sha: string;
  readonly commit: { readonly message: string };
  readonly parents: readonly { readonly sha: string }[];
}): Commit {
  const parent = commit.parents[0]?.sha;
  return { sha: commit.sha, message: commit.commit.message, ...(parent !== undefined && { parent }) };
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
    ...(body.merged_at !== null && { mergedAt: body.merged_at }),
    ...(body.merge_commit_sha !== null && { mergeCommit: body.merge_commit_sha }),
  };
}
