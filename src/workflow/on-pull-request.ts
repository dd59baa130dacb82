import type { Reviewed, TargetStatus } from '../model/workflow/conversation.ts';
import type { Plan } from '../model/plan.ts';
import type { Review } from '../model/review.ts';
import { OperatorError } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';
import { annotatePlans, annotateRun } from '../render/annotations/annotations.ts';
import type { Comment } from '../render/markdown/about.ts';
import { renderComment } from '../render/markdown/comment.ts';
import { countsText, openHazards, partWords, readingWords } from '../render/words/plan.ts';
import { isForAws } from '../commands/planning/behavior-verdicts.ts';
import { SAMPLE_THINGS } from '../commands/back-test/back-test.ts';
import { planTargets } from '../commands/planning/plan-targets.ts';
import type { PlannedTarget } from '../commands/planning/plan-targets.ts';
import { baseOf, beforeOf, preExistingDrift } from './drift-in-plan.ts';
import type { Base } from './drift-in-plan.ts';
import type { LoadedProfiles, TargetProfiles } from '../commands/planning/profiles.ts';
import { changedStates } from '../commands/planning/reviewed.ts';
import { aboutOf, planKeyOf, loadFor, showPlans, showProblems, showUndelivered, summarize } from './job.ts';
import type { Job } from './job.ts';
import { pendingNotes } from './pending.ts';
import { addLeftTargets } from './target-left.ts';
import type { ExitCode } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** The pull request that a plan is made for. */
export interface Proposal {
  readonly number: number;
  readonly head: string;
  /** The branch that it goes into, and whether that is the one that is applied. */
  readonly base: string;
  readonly isApplied: boolean;
  readonly restricted?: 'fork' | 'dependabot';
}

/** Why an account was not looked at that no author of a pull request can fix. */
const NO_ACCESS: readonly string[] = ['DG4001', 'DG4002', 'DG4003', 'DG4004', 'DG4005', 'DG4011', 'DG4012', 'DG4014'];

/**
 * Plans what is proposed and shows it: in the log, at the lines, on the page of the run, and on the pull request where
 * there is one. An error that ends the run takes back what stood on the pull request.
 */
export async function onPullRequest(job: Job, proposal: Proposal | undefined): Promise<ExitCode> {
  const loaded = await loadOrTell(job, proposal);
  try {
    return await propose(job, proposal, loaded);
  } catch (error) {
    if (error instanceof OperatorError && error.code !== 'DG6013') {
      const why = `This run could not make a plan: ${error.message}`;
      const statuses = statusesOf(loaded, { state: 'failure', summary: 'no plan could be made' });
      await tell(job, proposal, loaded, { ...headOf(job, proposal), state: 'stale', why }, { statuses });
    }
    throw error;
  }
}

/** A target that there is not was asked for by the workflow: what stood on the pull request is no matter of it. */
async function loadOrTell(job: Job, proposal: Proposal | undefined): Promise<LoadedProfiles> {
  try {
    return await loadFor(job);
  } catch (error) {
    if (error instanceof OperatorError && error.code !== 'DG2102') {
      const why = `This run could not make a plan: ${error.message}`;
      const { repository: owner } = job.run;
      await tell(job, proposal, { owner }, { ...headOf(job, proposal), state: 'stale', why }, { statuses: [] });
    }
    throw error;
  }
}

async function propose(job: Job, proposal: Proposal | undefined, loaded: LoadedProfiles): Promise<ExitCode> {
  const base = proposal !== undefined && loaded.problems.every(isForAws) ? await baseOf(job, loaded) : undefined;
  const only = job.options.onlyChanged === true && base !== undefined && 'loaded' in base ? { base: base.loaded } : {};
  const seen = await planOrWhyNot(job, loaded, proposal?.restricted, only);
  if ('why' in seen) return tellNotChecked(job, proposal, loaded, seen.why);
  if (seen.problems.length > 0) return tellProblems(job, proposal, loaded, seen.problems);
  return tellPlans(job, proposal, { loaded, base }, seen.planned);
}

type Seen = { readonly problems: readonly Problem[]; readonly planned: readonly PlannedTarget[] };

/** Plans for every target, or says why the account could not be looked at. */
async function planOrWhyNot(
  job: Job,
  loaded: LoadedProfiles,
  restricted: Proposal['restricted'],
  base: { readonly base?: LoadedProfiles },
): Promise<Seen | { readonly why: string }> {
  if (!loaded.problems.every(isForAws)) return { problems: loaded.problems, planned: [] };
  // A runner of one's own may have credentials all the same: they are not for strangers.
  if (restricted === 'fork' && !job.options.sandbox)
    return loaded.problems.length > 0 ? { problems: loaded.problems, planned: [] } : { why: STRANGER };
  try {
    const backTest = job.options.backTest === true ? { backTest: SAMPLE_THINGS } : {};
    return await planTargets(job.world, loaded, { accept: [], only: [], ...base, ...backTest });
  } catch (error) {
    if (!(error instanceof OperatorError && NO_ACCESS.includes(error.code))) throw error;
    if (restricted !== undefined) return { why: DEPENDABOT };
    return { why: [error.message, error.hint ?? ''].join(' ').trim() };
  }
}

const STRANGER =
  'This pull request comes from a fork, so its runs have no credentials for AWS. To have it planned, a maintainer can push its commits to a branch of this repository.';
const DEPENDABOT =
  'Runs for pull requests by Dependabot have no credentials for AWS. To have it planned, a maintainer can push its commits to a branch of their own.';

async function tellNotChecked(
  job: Job,
  proposal: Proposal | undefined,
  loaded: LoadedProfiles,
  reason: string,
): Promise<ExitCode> {
  const { targets, texts, findings } = loaded;
  const counts = targets.map(({ target, desired }) => `${desired.resources.size} for ${target.name}`).join(', ');
  const why = `${reason} The profiles are valid (${texts.size} read; resources: ${counts}). Merged as it is, this pull request applies nothing.`;
  if (findings.length > 0) await showProblems(job, { texts }, findings);
  job.conversation.annotate([annotateRun('warning', reason, 'Not checked against the account')]);
  const statuses = statusesOf(loaded, { state: 'pending', summary: 'not checked against the account' });
  await tell(job, proposal, loaded, { ...headOf(job, proposal), state: 'not-checked', why }, { statuses });
  return EXIT.fine;
}

async function tellProblems(
  job: Job,
  proposal: Proposal | undefined,
  loaded: LoadedProfiles,
  problems: readonly Problem[],
): Promise<ExitCode> {
  await showProblems(job, loaded, problems);
  const statuses = statusesOf(loaded, { state: 'failure', summary: 'the profiles are invalid' });
  await tell(job, proposal, loaded, { ...headOf(job, proposal), state: 'invalid', problems }, { statuses });
  return EXIT.invalid;
}

async function tellPlans(
  job: Job,
  proposal: Proposal | undefined,
  { loaded, base }: { readonly loaded: LoadedProfiles; readonly base: Base | undefined },
  planned: readonly PlannedTarget[],
): Promise<ExitCode> {
  const before = base !== undefined && 'loaded' in base ? base.loaded : undefined;
  const own = planned.map(({ review }) => review);
  const reviews = before === undefined ? own : addLeftTargets(job.options.targets, loaded, own, before);
  const plans = reviews.map(({ plan }) => plan);
  await showPlans(job, reviews);
  job.conversation.annotate(annotatePlans(reviews));
  const { foreign, note } =
    base === undefined || plans.every(({ changes }) => changes.length === 0)
      ? { foreign: [], note: undefined }
      : await preExistingDrift(job.world, base, planned);
  const comment: Comment = {
    ...headOf(job, proposal, ['The profiles are valid.', ...own.flatMap(readingNotes), ...(note ? [note] : [])]),
    state: 'planned',
    reviews,
    notFromThisChange: foreign,
    ...(base && beforeOf(job, base)),
    ...(await circumstancesOf(job, proposal, { loaded, base: before }, plans)),
  };
  const targets = new Map(own.map(({ plan }) => [plan.target, recordOf(plan, loaded, before)]));
  await tell(job, proposal, loaded, comment, { targets, statuses: plans.map(statusOf) });
  return EXIT.fine;
}

/** Where merging leads, where that is not as usual. */
async function circumstancesOf(
  job: Job,
  proposal: Proposal | undefined,
  { loaded, base }: { readonly loaded: LoadedProfiles; readonly base: LoadedProfiles | undefined },
  plans: readonly Plan[],
): Promise<Pick<Extract<Comment, { state: 'planned' }>, 'into' | 'branch' | 'pending'>> {
  if (proposal === undefined) return {};
  if (!proposal.isApplied) return { into: { base: proposal.base } };
  const branch = proposal.base;
  return base === undefined
    ? { branch }
    : { branch, pending: await pendingNotes(job, branch, { loaded, base }, plans) };
}

/** What is recorded of a plan: what it does, and what the files change whatever the account has. */
function recordOf(plan: Plan, loaded: LoadedProfiles, base: LoadedProfiles | undefined): Reviewed {
  const named = (all: LoadedProfiles | undefined): TargetProfiles | undefined =>
    all?.targets.find(({ target }) => target.name === plan.target);
  const now = named(loaded);
  const states = base === undefined || now === undefined ? [] : changedStates(named(base), now);
  return {
    digest: plan.digest,
    changes: plan.changes.map(({ digest }) => digest),
    states: states.map(({ from, to }) => ({ from, to })),
  };
}

/** How the account was read. */
function readingNotes({ plan, reading, scope }: Review): readonly string[] {
  const part = scope.read === undefined ? [] : [partWords(scope.read)];
  return [`Read from ${plan.target}: ${readingWords(reading)}.`, ...part, ...reading.notes, ...reading.unread];
}

function statusOf(plan: Plan): TargetStatus {
  const open = openHazards([plan]).length;
  const { target, digest } = plan;
  if (open > 0) return { target, state: 'failure', summary: `${open} open: settle what is hazardous first`, digest };
  const summary = plan.changes.length === 0 ? 'no changes' : countsText([plan]);
  return { target, state: 'success', summary, digest };
}

function statusesOf(
  { targets }: LoadedProfiles,
  status: Pick<TargetStatus, 'state' | 'summary'>,
): readonly TargetStatus[] {
  return targets.map(({ target }) => ({ target: target.name, ...status }));
}

function headOf(job: Job, proposal: Proposal | undefined, notes: readonly string[] = []): ReturnType<typeof aboutOf> {
  return aboutOf(job, proposal?.head ?? job.run.commit, notes);
}

/** Says it on the pull request, as far as GitHub lets it, and on the page of the run. What merging would not apply is not recorded. */
async function tell(
  job: Job,
  proposal: Proposal | undefined,
  { owner }: Pick<LoadedProfiles, 'owner'>,
  comment: Comment,
  said: { readonly targets?: ReadonlyMap<string, Reviewed>; readonly statuses: readonly TargetStatus[] },
): Promise<void> {
  let notes = comment.notes ?? [];
  if (proposal !== undefined) {
    const { number, head, base, isApplied } = proposal;
    const { targets = new Map<string, Reviewed>(), statuses } = said;
    const { folder } = job.options;
    const undelivered = await job.conversation.postPlan({
      pullRequest: number,
      key: planKeyOf(owner, job.options.targets),
      owner,
      body: (bytes) => renderComment(comment, bytes).body,
      record: { head, base, folder, targets: isApplied ? targets : new Map() },
      statuses: isApplied ? statuses : [],
      ...(isWorthAComment(job, comment, targets) ? {} : { onlyAnew: true }),
    });
    notes = [...notes, ...showUndelivered(job, undelivered)];
  }
  await summarize(job, { ...comment, notes });
}

/** Whether a pull request is told by a comment of its own: of changes in the account, or in the files while others still wait. */
function isWorthAComment({ options }: Job, comment: Comment, records: ReadonlyMap<string, Reviewed>): boolean {
  if (options.comment !== 'changes' || comment.state !== 'planned') return true;
  const { reviews, into, pending = [] } = comment;
  return (
    into !== undefined ||
    pending.length > 0 ||
    reviews.some(({ plan }) => plan.changes.length > 0 || openHazards([plan]).length > 0) ||
    [...records.values()].some(({ states = [] }) => states.length > 0)
  );
}
