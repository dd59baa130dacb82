import type { Post, PullRequest, Reviewed } from '../model/workflow/conversation.ts';
import type { Plan } from '../model/plan.ts';
import { OperatorError } from '../model/problem.ts';
import { digestOfPlan } from '../pipeline/plan/digest.ts';
import { annotateOutcomes } from '../render/annotations/annotations.ts';
import type { Comment } from '../render/markdown/about.ts';
import { renderComment } from '../render/markdown/comment.ts';
import { renderDriftCleared } from '../render/markdown/drift.ts';
import { carryOutAll, isDone, refuseOpenHazards, refuseUnreviewed, showApply } from '../commands/apply.ts';
import { dropOutOfScope } from './out-of-scope.ts';
import type { Remainder } from './out-of-scope.ts';
import type { LoadedProfiles } from '../commands/planning/profiles.ts';
import type { ReviewedPlan } from '../commands/planning/reviewed.ts';
import { aboutOf, planKeyOf, resultPost, showUndelivered, summarize, planAllTargets } from './job.ts';
import type { Job } from './job.ts';
import type { ExitCode } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** What says that a plan was reviewed: the pull requests of a push, or the digests that somebody wrote down by hand. */
export type Approval =
  | { readonly by: 'push'; readonly before: string; readonly after: string; readonly branch: string }
  | { readonly by: 'hand'; readonly digests: readonly string[] };

/** What was reviewed, and on which pull requests to tell what became of it. */
interface Approved {
  readonly pullRequests: readonly PullRequest[];
  readonly reviewed: ReadonlyMap<string, Reviewed>;
  /** Why there is nothing to compare with. */
  readonly why?: string;
}

/** A review, and the comment on its pull requests that tells what became of it. */
type Telling = Approved & { readonly place: Pick<Post, 'key' | 'part'> };

/** Plans afresh, and applies what was reviewed or what remains of it. Anything else is refused, and told where it was reviewed. */
export async function onMerge(job: Job, approval: Approval): Promise<ExitCode> {
  const seen = await planAllTargets(job, { applies: true });
  if (seen === undefined) return EXIT.invalid;
  const { loaded, planned } = seen;
  const plans = seen.reviews.map(({ plan }) => plan);
  if (plans.every(({ changes }) => changes.length === 0)) {
    await summarize(job, { ...aboutOf(job, job.run.commit), state: 'applied', applied: plans.map(untouched) });
    return EXIT.fine;
  }
  const approved = { ...(await approvedBy(job, loaded, approval, plans)), place: resultPost(loaded) };
  const reviewed = reviewedPlans(plans, approved);
  const remainder =
    approval.by === 'push' && job.options.onlyChanged === true && approved.why === undefined
      ? await dropOutOfScope(job, seen, approval.before, reviewed)
      : { planned, left: [] };
  const remaining = remainder.planned.map(({ review }) => review.plan);
  try {
    refuseUnreviewed(remaining, reviewed);
    refuseOpenHazards(remaining);
  } catch (error) {
    await tellRefusal(job, plans, approved, error as Error);
    throw error;
  }
  return carryOut(job, remainder, approved);
}

function untouched(plan: Plan): { readonly plan: Plan; readonly outcomes: [] } {
  return { plan, outcomes: [] };
}

async function carryOut(job: Job, { planned, left }: Remainder, approved: Telling): Promise<ExitCode> {
  const applied = await carryOutAll(job.world, planned, showApply(job.world));
  const done = isDone(applied);
  job.conversation.annotate(applied.flatMap(({ plan, outcomes }) => annotateOutcomes(plan, outcomes)));
  await tell(job, approved, { ...aboutOf(job, job.run.commit, left), state: 'applied', applied });
  if (!done) return EXIT.failed;
  const key = planKeyOf(job.options);
  for (const { number } of approved.pullRequests) {
    const why = await job.conversation.retire({ pullRequest: number, key });
    showUndelivered(job, [['The plan comment was not folded away', why]]);
  }
  if (left.length > 0) return EXIT.fine;
  for (const { plan } of applied)
    // A job that applies need not be allowed to write issues: the next look for drift closes it.
    await job.conversation.closeDrift(plan.target, renderDriftCleared(plan.target, job.run.runUrl));
  return EXIT.fine;
}

async function approvedBy(
  job: Job,
  loaded: LoadedProfiles,
  approval: Approval,
  plans: readonly Plan[],
): Promise<Approved> {
  if (approval.by === 'hand') return writtenDown(approval.digests, plans);
  const { after, branch } = approval;
  // Its pull request was reviewed when later ones were not there yet: to make its changes again would take theirs back.
  if (job.run.attempt > 1 && (await job.conversation.commitsSince(after, branch)) > 0)
    return { pullRequests: [], reviewed: new Map(), why: OUTDATED };
  const { merged } = await job.conversation.mergedBy(approval);
  if (merged.length === 0) return { pullRequests: [], reviewed: new Map(), why: DIRECT };
  const digestOf = (name: string, changes: readonly string[]): string | undefined => {
    const target = loaded.targets.find((one) => one.target.name === name)?.target;
    return (
      target &&
      digestOfPlan(
        target,
        changes.map((digest) => ({ digest })),
      )
    );
  };
  const records: ReadonlyMap<string, Reviewed>[] = [];
  // A job for one target may carry out what a job for all of them showed.
  const keys = new Set([planKeyOf(job.options), planKeyOf({ targets: [] })]);
  for (const { number, head } of merged)
    for (const key of keys) records.push(await job.conversation.reviewed({ pullRequest: number, key, head, digestOf }));
  const reviewed = new Map(plans.flatMap((plan) => combined(plan, records)));
  return { pullRequests: merged, reviewed, ...(reviewed.size === 0 && { why: NO_RECORD }) };
}

const DIRECT =
  'These commits came with no pull request, so nobody reviewed a plan. Bring changes in by pull request, or run the workflow by hand with the digest.';
const OUTDATED =
  'This run was started again after others were merged. Start the newest run of the branch again, or run the workflow by hand with the digest.';
const NO_RECORD = 'No plan was recorded on the last commit of the pull request, so nobody reviewed one.';

/** What a person looked at and wrote down counts as a whole; nothing is known of its parts. */
function writtenDown(digests: readonly string[], plans: readonly Plan[]): Approved {
  const given = digests.map((digest) => (digest.startsWith('sha256:') ? digest : `sha256:${digest}`));
  const same = plans.filter(({ digest }) => given.includes(digest));
  const reviewed = new Map(same.map(({ target, digest }) => [target, { digest, changes: [] }]));
  return {
    pullRequests: [],
    reviewed,
    ...(reviewed.size === 0 && { why: 'The digest that was given is of another plan.' }),
  };
}

/** What several pull requests of one push recorded for a target: any of the plans, or parts of all of them. */
function combined(plan: Plan, records: readonly ReadonlyMap<string, Reviewed>[]): [string, Reviewed][] {
  const mine = records.flatMap((record) => record.get(plan.target) ?? []);
  const one = mine.find(({ digest }) => digest === plan.digest) ?? mine.at(-1);
  return one === undefined
    ? []
    : [[plan.target, { digest: one.digest, changes: mine.flatMap(({ changes }) => changes) }]];
}

function reviewedPlans(plans: readonly Plan[], { reviewed }: Approved): readonly ReviewedPlan[] {
  return plans.flatMap(({ target }) => {
    const one = reviewed.get(target);
    return one === undefined ? [] : [{ target, digest: one.digest, changes: new Set(one.changes) }];
  });
}

async function tellRefusal(job: Job, plans: readonly Plan[], approved: Telling, error: Error): Promise<void> {
  const { why = error instanceof OperatorError && error.exitCode !== EXIT.notReviewed ? error.message : undefined } =
    approved;
  const digests = plans.map(({ target, digest }) => `${target} ${digest}`).join(', ');
  const about = aboutOf(job, job.run.commit, [`Digests for running the workflow by hand: ${digests}.`]);
  const { reviewed } = approved;
  await tell(job, approved, { ...about, state: 'refused', plans, reviewed, ...(why !== undefined && { why }) });
}

/** Says it on the pull requests and on the page of the run. The comment with the plan stays as it was reviewed. */
async function tell(job: Job, { pullRequests, place }: Telling, comment: Comment): Promise<void> {
  const undelivered: [string, string | undefined][] = [];
  for (const { number } of pullRequests) {
    const body = (bytes: number): string => renderComment(comment, bytes).body;
    const post = { pullRequest: number, ...place, body };
    undelivered.push(['The comment was not written', await job.conversation.comment(post)]);
  }
  const notes = [...(comment.notes ?? []), ...showUndelivered(job, undelivered)];
  await summarize(job, { ...comment, notes });
}
