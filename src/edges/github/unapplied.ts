import type { OwnedTargets, PullRequest, Unapplied } from '../../model/workflow/conversation.ts';
import type { GitHub } from './connect.ts';
import { isFailure } from './errors.ts';
import { type Commit, firstParents, mergedAs } from './pull-requests.ts';
import { isApplied } from './statuses.ts';

/**
 * What was merged into a branch since the last commit that bears the mark of having been applied, from a commit backwards
 * along first parents, that one included. Looks at `depth` commits at most.
 */
export async function findUnapplied(
  github: GitHub,
  from: { readonly commit: string; readonly branch: string; readonly depth: number } & OwnedTargets,
): Promise<Unapplied> {
  const line = await lineFrom(github, from.commit, from.depth);
  const open: Commit[] = [];
  let applied: string | undefined;
  for (const commit of line) {
    if (await isApplied(github, commit.sha, from.owner, from.targets)) {
      applied = commit.sha;
      break;
    }
    open.push(commit);
  }
  const merged = new Map<number, PullRequest>();
  for (const commit of open) {
    const pullRequest = await mergedAs(github, commit, line, from.branch);
    if (pullRequest !== undefined) merged.set(pullRequest.number, pullRequest);
  }
  return { merged: [...merged.values()], ...(applied !== undefined && { applied }) };
}

/** A branch that is new, or was pushed over, has nothing before that could be asked about. */
async function lineFrom(github: GitHub, commit: string, depth: number): Promise<readonly Commit[]> {
  if (/^0+$/.test(commit)) return [];
  try {
    return await firstParents(github, commit, depth);
  } catch (error) {
    if (isFailure(error, 'missing', 'refused')) return [];
    throw error;
  }
}
