import type { TargetStatus } from '../model/workflow/conversation.ts';
import type { Plan } from '../model/plan.ts';
import { OperatorError } from '../model/problem.ts';
import { annotateRun } from '../render/annotations/annotations.ts';
import { openHazards } from '../render/words/plan.ts';
import { unreviewed } from '../commands/planning/reviewed.ts';
import type { ReviewedPlan } from '../commands/planning/reviewed.ts';
import { recordsOf } from './approval.ts';
import { aboutOf, loadFor, ownedTargets, planAllTargets, showUndelivered, summarize } from './job.ts';
import type { Job } from './job.ts';
import type { ExitCode } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** How far back a queue looks for what is merged and not applied. */
const DEPTH = 10;

/**
 * Plans what a merge queue is about to push, and compares it with what was reviewed on its pull requests, as the push will.
 * The status on the queue's commit says so: a queue waits for each that is required.
 */
export async function onMergeGroup(
  job: Job,
  group: { readonly head: string; readonly branch: string },
): Promise<ExitCode> {
  const loaded = await loadFor(job);
  const { owner, targets } = ownedTargets(loaded);
  const say = async (statuses: readonly TargetStatus[]): Promise<void> => {
    const why = await job.conversation.setStatuses(group.head, owner, statuses);
    showUndelivered(job, [['The commit status was not set', why]]);
  };
  const fail = (summary: string): Promise<void> =>
    say(targets.map((target): TargetStatus => ({ target, state: 'failure', summary })));
  try {
    const seen = await planAllTargets(job, loaded);
    if ('problems' in seen) {
      await fail('the profiles are invalid');
      return EXIT.invalid;
    }
    const plans = seen.reviews.map(({ plan }) => plan);
    const isEmpty = plans.every(({ changes }) => changes.length === 0);
    const reviewed = isEmpty ? [] : await reviewedIn(job, loaded, group);
    const statuses = plans.map((plan) => statusOf(plan, reviewed));
    await say(statuses);
    await summarize(job, { ...aboutOf(job, job.run.commit), state: 'planned', reviews: seen.reviews });
    const bad = statuses.filter(({ state }) => state !== 'success');
    job.conversation.annotate(bad.map(({ target, summary }) => annotateRun('error', `${target}: ${summary}.`)));
    return bad.length === 0 ? EXIT.fine : EXIT.notReviewed;
  } catch (error) {
    if (error instanceof OperatorError) await fail('no plan could be made');
    throw error;
  }
}

async function reviewedIn(
  job: Job,
  loaded: Parameters<typeof recordsOf>[1],
  group: { readonly head: string; readonly branch: string },
): Promise<readonly ReviewedPlan[]> {
  const { branch } = group;
  const queued = await job.conversation.queuedIn(group);
  const { merged } = await job.conversation.unapplied({
    commit: branch,
    branch,
    depth: DEPTH,
    ...ownedTargets(loaded),
  });
  return (await recordsOf(job, loaded, [...queued, ...merged])).flatMap(({ records }) => records);
}

function statusOf(plan: Plan, reviewed: readonly ReviewedPlan[]): TargetStatus {
  const { target, digest } = plan;
  const unseen = unreviewed(plan, reviewed).length;
  if (unseen > 0) return { target, state: 'failure', summary: `${unseen} not reviewed: plan again`, digest };
  const open = openHazards([plan]).length;
  if (open > 0) return { target, state: 'failure', summary: `${open} open: settle what is hazardous first`, digest };
  return { target, state: 'success', summary: 'as it was reviewed', digest };
}
