import { commitBody, gitCommitBody, pullBody, reviewBody } from './bodies.ts';
import { sample } from './contract.ts';
import type { Answer } from './faults.ts';
import { reachable } from './history.ts';
import { found, NOT_FOUND, type Request, type Route } from './route.ts';
import { blobBody, treeBody } from './trees.ts';
import { commitAt, type World } from './world.ts';

const contents = () => ['contents', 'read'] as const;
const reads = () => ['pull_requests', 'read'] as const;

/** Operations on pull requests, commits and files, as openapi.json names them. */
export const GIT_ROUTES: Readonly<Record<string, Route>> = {
  'GET /repos/{owner}/{repo}/pulls/{pull_number}': {
    needs: reads,
    answer: (world, { values }) =>
      found(world.pulls.get(Number(values.pull_number)), (pull) => pullBody(world, pull, 'pull-request')),
  },
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls': {
    needs: reads,
    answer: (world, { values }) => {
      const sha = values.commit_sha ?? '';
      if (!world.commits.has(sha)) return { status: 422, body: { message: `No commit found for SHA: ${sha}` } };
      const onDefault = reachable(world, commitAt(world, world.defaultBranch).sha).has(sha);
      const pulls = [...world.pulls.values()].filter(({ introduced, commits, mergedAt }) =>
        mergedAt === null ? !onDefault && commits.includes(sha) : introduced.includes(sha),
      );
      return { status: 200, body: pulls.map((pull) => pullBody(world, pull, 'pull-request-simple')) };
    },
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews': {
    needs: reads,
    answer: (world, { values }) => {
      const number = Number(values.pull_number);
      if (!world.pulls.has(number)) return NOT_FOUND;
      return { status: 200, body: world.reviews.filter((one) => one.number === number).map(reviewBody) };
    },
  },
  'GET /repos/{owner}/{repo}/commits': {
    needs: contents,
    answer: (world, { query }) => {
      const sha = world.branches.get(query.sha ?? '') ?? query.sha ?? '';
      if (!world.commits.has(sha)) return { status: 404, body: { message: `No commit found for SHA: ${sha}` } };
      const known = reachable(world, sha);
      const newestFirst = [...world.commits.values()].filter((commit) => known.has(commit.sha)).toReversed();
      return { status: 200, body: newestFirst.map(commitBody) };
    },
  },
  'GET /repos/{owner}/{repo}/compare/{basehead}': { needs: contents, answer: compare },
  'GET /repos/{owner}/{repo}/git/commits/{commit_sha}': {
    needs: contents,
    answer: (world, { values }) => found(world.commits.get(values.commit_sha ?? ''), gitCommitBody),
  },
  'GET /repos/{owner}/{repo}/git/trees/{tree_sha}': {
    needs: contents,
    answer: (world, { values, query }) =>
      found(treeBody(world, values.tree_sha ?? '', query.recursive !== undefined), (body) => body),
  },
  'GET /repos/{owner}/{repo}/git/blobs/{file_sha}': {
    needs: contents,
    answer: (world, { values }) => found(blobBody(world, values.file_sha ?? ''), (body) => body),
  },
};

/** Commits come oldest first; only they are paged, so it pages by itself. */
function compare(world: World, { values, query }: Request): Answer {
  const shas = (values.basehead ?? '').split('...').map((ref) => world.branches.get(ref) ?? ref);
  const [before = '', after = ''] = shas;
  if (!world.commits.has(before) || !world.commits.has(after)) return NOT_FOUND;
  const known = reachable(world, before);
  const commits = [...reachable(world, after)].filter((sha) => !known.has(sha)).map((sha) => commitAt(world, sha));
  const ordered = [...world.commits.values()].filter((commit) => commits.includes(commit));
  const size = Number(query.per_page ?? 250);
  const start = (Number(query.page ?? 1) - 1) * size;
  const page = ordered.slice(start, start + size).map(commitBody);
  return { status: 200, body: sample('commit-comparison', { total_commits: ordered.length, commits: page }) };
}
