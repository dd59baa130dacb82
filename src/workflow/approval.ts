import type { PullRequest, PushRange, Reviewed } from '../model/workflow/conversation.ts';
import type { Plan } from '../model/plan.ts';
import type { LoadedProfiles } from '../commands/planning/profiles.ts';
import { isSameDigest } from '../commands/planning/reviewed.ts';
import type { ReviewedPlan } from '../commands/planning/reviewed.ts';
import { ownedTargets, planKeyOf } from './job.ts';
import type { Job } from './job.ts';

/** What says that a plan was reviewed: the pull requests of a push, or the digests that somebody wrote down by hand. */
export type Approval =
  | ({ readonly by: 'push' } & PushRange)
  | { readonly by: 'hand'; readonly digests: readonly string[]; readonly branch: string };

/** What was merged and may be carried out by this run. */
export interface Merged {
  /** The pull requests of this push. */
  readonly pushed: readonly PullRequest[];
  /** Those that were merged before and have not been applied yet. */
  readonly earlier: readonly PullRequest[];
  /** Commits that came with no pull request. */
  readonly direct: readonly string[];
  /** The last commit that was fully applied, where it is known. */
  readonly applied?: string;
}

/** What was reviewed, and on which pull requests to tell what became of it. */
export interface Approved {
  readonly pullRequests: readonly PullRequest[];
  readonly reviewed: readonly ReviewedPlan[];
  /** Why there is nothing to compare with, as a sentence. */
  readonly why?: string;
}

/** How many commits are looked back for what was merged and not applied. */
export const LOOK_BACK = 50;

/** Finds what was merged with a push and since the last commit that was fully applied. */
export async function mergedSince(
  job: Job,
  loaded: LoadedProfiles,
  approval: Approval,
  awaitsIndex: boolean,
): Promise<Merged> {
  const { conversation, run } = job;
  const { branch } = approval;
  const none = { merged: [], direct: [] };
  const push = approval.by === 'push' ? await conversation.mergedBy(approval, awaitsIndex) : none;
  const commit = approval.by === 'push' ? approval.before : run.commit;
  const before = await conversation.unapplied({ commit, branch, depth: LOOK_BACK, ...ownedTargets(loaded) });
  const numbers = new Set(push.merged.map(({ number }) => number));
  return {
    pushed: push.merged,
    earlier: before.merged.filter(({ number }) => !numbers.has(number)),
    direct: push.direct,
    ...(before.applied !== undefined && { applied: before.applied }),
  };
}

/** What was reviewed of these plans, and why not where nothing was. */
export async function approvedBy(
  job: Job,
  loaded: LoadedProfiles,
  approval: Approval,
  plans: readonly Plan[],
  merged: Merged,
): Promise<Approved> {
  const pushed = await recordsOf(job, loaded, merged.pushed);
  const earlier = await recordsOf(job, loaded, merged.earlier);
  const told = [...merged.pushed, ...earlier.filter(isAbout).map(({ pullRequest }) => pullRequest)];
  if (approval.by === 'hand') return { pullRequests: told, ...writtenDown(approval.digests, plans) };
  const reviewed = [...pushed, ...earlier].flatMap(({ records }) => records);
  if (reviewed.length > 0) return { pullRequests: told, reviewed };
  return { pullRequests: told, reviewed, why: whyNothing(merged, pushed) };
}

/** The records of a pull request. */
export interface Records {
  readonly pullRequest: PullRequest;
  readonly records: readonly ReviewedPlan[];
  readonly why?: string;
}

/** Reads what was reviewed on pull requests, for the targets of this run. */
export async function recordsOf(
  { conversation, options }: Job,
  { owner, targets }: LoadedProfiles,
  pullRequests: readonly PullRequest[],
): Promise<readonly Records[]> {
  const names = new Set(targets.map(({ target }) => target.name));
  // A job for one target may carry out what a job for all of them showed.
  const keys = new Set([planKeyOf(owner, options.targets), planKeyOf(owner, [])]);
  const all: Records[] = [];
  for (const pullRequest of pullRequests) {
    const found = [];
    for (const key of keys) found.push(await conversation.reviewed({ pullRequest, owner, key }));
    const records = found
      .flatMap((one) => [...one.targets])
      .filter(([target]) => names.has(target))
      .map(([target, reviewed]: [string, Reviewed]): ReviewedPlan => ({ target, ...reviewed }));
    const why = found.find((one) => one.why !== undefined)?.why;
    all.push({ pullRequest, records, ...(why !== undefined && { why }) });
  }
  return all;
}

/** Whether a pull request changed anything of the targets. */
export function isAbout({ records }: Records): boolean {
  return records.some(({ changes, states = [] }) => changes.length + states.length > 0);
}

function whyNothing({ pushed, direct }: Merged, records: readonly Records[]): string {
  if (pushed.length === 0)
    return `GitHub names no pull request for ${direct.map((sha) => sha.slice(0, 7)).join(', ')}. Where there is one, its index lags behind: run this job again in a minute. Commits that came with no pull request were reviewed by nobody.`;
  const whys = records.map(
    ({ pullRequest, why = 'it has no plan for these targets' }) => `#${pullRequest.number}: ${why}`,
  );
  return `Nothing was reviewed. ${whys.join('; ')}.`;
}

/** What a person looked at and wrote down counts as a whole; nothing is known of its parts. */
function writtenDown(given: readonly string[], plans: readonly Plan[]): Pick<Approved, 'reviewed' | 'why'> {
  const reviewed = plans
    .filter(({ digest }) => given.some((one) => isSameDigest(digest, one)))
    .map(({ target, digest }) => ({ target, digest, changes: [] }));
  return { reviewed, ...(reviewed.length === 0 && { why: 'The digest that was given is of another plan.' }) };
}
