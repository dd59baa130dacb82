import type { PullRequest } from '../model/workflow/conversation.ts';
import type { Plan } from '../model/plan.ts';
import { OperatorError } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';
import type { Review } from '../model/review.ts';
import { annotateOutcomes } from '../render/annotations/annotations.ts';
import type { Comment } from '../render/markdown/about.ts';
import { renderDriftCleared } from '../render/markdown/drift.ts';
import { openHazards } from '../render/words/plan.ts';
import { carryOutAll, isDone, refuseOpenHazards, refuseUnreviewed, showApply } from '../commands/apply.ts';
import type { LoadedProfiles } from '../commands/planning/profiles.ts';
import { unreviewed } from '../commands/planning/reviewed.ts';
import { approvedBy, LOOK_BACK, mergedSince } from './approval.ts';
import type { Approval, Approved, Merged } from './approval.ts';
import { dropOutOfScope } from './out-of-scope.ts';
import type { Remainder } from './out-of-scope.ts';
import { aboutOf, loadFor, ownedTargets, planAllTargets, planKeyOf, showUndelivered } from './job.ts';
import type { Job, PlannedTargets } from './job.ts';
import { tellResult } from './result.ts';
import { withLeftTargets } from './target-left.ts';
import { outrun, outrunByAll, readTip } from './tip.ts';
import type { ExitCode } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** An apply: what it is told to do, and what was merged, once that is known. */
interface Apply {
  readonly job: Job;
  readonly approval: Approval;
  readonly loaded: LoadedProfiles;
  readonly merged: Merged;
}

/**
 * Plans afresh, and applies what was reviewed or what remains of it, as far as the tip of the branch still wants it. Anything
 * else is refused or left to a newer run, and told where it was reviewed.
 */
export async function onMerge(job: Job, approval: Approval): Promise<ExitCode> {
  const loaded = await loadFor(job);
  try {
    return await applyAs(job, approval, loaded);
  } catch (error) {
    if (error instanceof OperatorError && !REFUSALS.includes(error.code)) {
      const { pushed } = await mergedSince(job, loaded, approval, false).catch(() => ({ pushed: [] }));
      await tellFailure(job, loaded, pushed, error);
    }
    throw error;
  }
}

/** What is told already when it ends the run. */
const REFUSALS: readonly string[] = ['DG4102', 'DG4103'];

async function applyAs(job: Job, approval: Approval, loaded: LoadedProfiles): Promise<ExitCode> {
  const early = await readTip(job, approval.branch, loaded);
  if ([...early.changed.values()].includes(undefined)) return leave(job, approval, loaded, outrunByAll(early));
  const seen = await planAllTargets(job, loaded, { applies: true });
  const isInvalid = 'problems' in seen;
  const plans = isInvalid ? [] : seen.reviews.map(({ plan }) => plan);
  const why = outrun(early, plans);
  if (why !== undefined) return leave(job, approval, loaded, why);
  const isEmpty = plans.every(({ changes }) => changes.length === 0);
  const merged = await mergedSince(job, loaded, approval, !isEmpty);
  const apply: Apply = { job, approval, loaded, merged };
  if (isInvalid) return tellInvalidProfiles(apply, seen.problems);
  const base = merged.applied ?? (approval.by === 'push' ? approval.before : undefined);
  const left = leftPlans(await withLeftTargets(job, loaded, seen.reviews, base), plans);
  return isEmpty && openHazards(left).length === 0 ? settle(apply, plans) : decide(apply, seen, left);
}

async function tellInvalidProfiles({ job, loaded, merged }: Apply, problems: readonly Problem[]): Promise<ExitCode> {
  const comment: Comment = { ...aboutOf(job, job.run.commit), state: 'invalid', problems };
  await tellResult(job, loaded, merged.pushed, comment, { quiet: true });
  return EXIT.invalid;
}

/** The hazards of targets that are given up, as plans: of their own, or of the target that has another account now. */
function leftPlans(reviews: readonly Review[], plans: readonly Plan[]): readonly Plan[] {
  const own = new Set(plans.flatMap(({ hazards }) => hazards));
  return reviews
    .map(({ plan }) => ({ ...plan, changes: [], hazards: plan.hazards.filter((hazard) => !own.has(hazard)) }))
    .filter(({ hazards }) => hazards.length > 0);
}

/** Nothing is to be done: whatever was told before is corrected, and the commit is marked as applied. */
async function settle({ job, loaded, merged }: Apply, plans: readonly Plan[]): Promise<ExitCode> {
  const applied = plans.map((plan) => ({ plan, outcomes: [] }));
  const comment: Comment = { ...aboutOf(job, job.run.commit), state: 'applied', applied };
  const all = [...merged.pushed, ...merged.earlier];
  const rewritten = await tellResult(job, loaded, all, comment, { onlyAnew: true });
  await finish(job, loaded, rewritten);
  return EXIT.fine;
}

async function decide(apply: Apply, seen: PlannedTargets, left: readonly Plan[]): Promise<ExitCode> {
  const { job, approval, loaded, merged } = apply;
  const plans = seen.reviews.map(({ plan }) => plan);
  const approved = await approvedBy(job, loaded, approval, plans, merged);
  const remainder =
    approval.by === 'push' && job.options.onlyChanged === true && approved.why === undefined
      ? await dropOutOfScope(job, seen, approval.before, approved.reviewed)
      : { planned: seen.planned, left: [] };
  const remaining = remainder.planned.map(({ review }) => review.plan);
  try {
    refuseUnreviewed(remaining, approved.reviewed);
    refuseOpenHazards([...remaining, ...left]);
  } catch (error) {
    await tellRefusal(job, loaded, [...plans, ...left], approved, error as Error);
    throw error;
  }
  // Just before the first write: a run can wait long for its plan.
  const why = outrun(await readTip(job, approval.branch, loaded), remaining);
  return why === undefined ? carryOut(apply, remainder, approved) : leave(job, approval, loaded, why);
}

async function carryOut(
  { job, approval, loaded, merged }: Apply,
  { planned, left }: Remainder,
  { pullRequests }: Approved,
): Promise<ExitCode> {
  const applied = await carryOutAll(job.world, planned, showApply(job.world));
  job.conversation.annotate(applied.flatMap(({ plan, outcomes }) => annotateOutcomes(plan, outcomes)));
  const notes = [...left, ...byHand(job, approval)];
  await tellResult(job, loaded, pullRequests, { ...aboutOf(job, job.run.commit, notes), state: 'applied', applied });
  if (!isDone(applied)) return EXIT.failed;
  const others = [...merged.pushed, ...merged.earlier].filter((one) => !pullRequests.includes(one));
  const comment: Comment = { ...aboutOf(job, job.run.commit, notes), state: 'applied', applied };
  const rewritten = await tellResult(job, loaded, others, comment, { onlyAnew: true, quiet: true });
  await finish(job, loaded, [...pullRequests, ...rewritten]);
  if (left.length > 0) return EXIT.fine;
  // A job that applies need not be allowed to write issues: the next look for drift closes them.
  await job.conversation.closeDrift(ownedTargets(loaded), (target) => renderDriftCleared(target, job.run.runUrl));
  return EXIT.fine;
}

function byHand({ run }: Job, { by }: Approval): readonly string[] {
  return by === 'hand' ? [`Started by hand by ${run.actor}.`] : [];
}

/** Folds the plans away and marks the commit as applied. */
async function finish(job: Job, loaded: LoadedProfiles, pullRequests: readonly PullRequest[]): Promise<void> {
  const key = planKeyOf(loaded.owner, job.options.targets);
  for (const { number } of pullRequests) {
    const why = await job.conversation.retire({ pullRequest: number, key });
    showUndelivered(job, [['The plan comment was not folded away', why]]);
  }
  const why = await job.conversation.markApplied(job.run.commit, ownedTargets(loaded));
  showUndelivered(job, [['That all is applied was not marked on the commit', why]]);
}

/** Leaves the work to the run for a newer commit, and says so on what waits for that: what was applied meanwhile has been told. */
async function leave(job: Job, approval: Approval, loaded: LoadedProfiles, why: string): Promise<ExitCode> {
  const { branch } = approval;
  const { pushed } = await mergedSince(job, loaded, approval, false);
  const from = { commit: branch, branch, depth: LOOK_BACK, ...ownedTargets(loaded) };
  const waiting = (await job.conversation.unapplied(from)).merged.map(({ number }) => number);
  const comment: Comment = { ...aboutOf(job, job.run.commit, byHand(job, approval)), state: 'left', why };
  const told = pushed.filter(({ number }) => waiting.includes(number));
  await tellResult(job, loaded, told, comment);
  job.world.print(`${why}\n`);
  return approval.by === 'hand' ? EXIT.notReviewed : EXIT.fine;
}

async function tellRefusal(
  job: Job,
  loaded: LoadedProfiles,
  plans: readonly Plan[],
  approved: Approved,
  error: Error,
): Promise<void> {
  const { why = error instanceof OperatorError && error.exitCode !== EXIT.notReviewed ? error.message : undefined } =
    approved;
  const digests = plans.map(({ target, digest }) => `${target} ${digest}`).join(', ');
  const about = aboutOf(job, job.run.commit, [`Digests for running the workflow by hand: ${digests}.`]);
  const reviewed = new Map(plans.flatMap((plan) => reviewedOf(plan, approved)));
  const comment: Comment = { ...about, state: 'refused', plans, reviewed, ...(why !== undefined && { why }) };
  await tellResult(job, loaded, approved.pullRequests, comment);
}

/** What of a plan was reviewed, and what was reviewed and is not in it. */
function reviewedOf(plan: Plan, { reviewed }: Approved): [string, { digest: string; changes: string[] }][] {
  const mine = reviewed.filter(({ target }) => target === plan.target);
  const newest = mine[0];
  if (newest === undefined) return [];
  const unseen = new Set(unreviewed(plan, reviewed));
  const seen = plan.changes.filter((change) => !unseen.has(change)).map(({ digest }) => digest);
  const others = newest.changes.filter((one) => !plan.changes.some(({ digest }) => digest.startsWith(one)));
  const digest = unseen.size === 0 ? plan.digest : newest.digest;
  return [[plan.target, { digest, changes: [...seen, ...others] }]];
}

/** What stood in the way of planning or of asking GitHub; nothing was changed by then. */
async function tellFailure(
  job: Job,
  loaded: LoadedProfiles,
  pullRequests: readonly PullRequest[],
  error: OperatorError,
): Promise<void> {
  const again = 'Run this job again: it applies what was reviewed.';
  const ways = error.hint === undefined ? [again] : [error.hint, again];
  const common = { state: 'refused', plans: [], reviewed: new Map(), why: error.message, ways } as const;
  await tellResult(job, loaded, pullRequests, { ...aboutOf(job, job.run.commit), ...common });
}
