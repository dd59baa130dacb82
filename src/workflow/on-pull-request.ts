import type { Reviewed, CommitStatus } from '../model/workflow/conversation.ts';
import type { Plan } from '../model/plan.ts';
import { OperatorError } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';
import { annotatePlans, annotateRun } from '../render/annotations/annotations.ts';
import type { Comment } from '../render/markdown/about.ts';
import { renderComment } from '../render/markdown/comment.ts';
import { countsText, openHazards, partWords, readingWords } from '../render/words/plan.ts';
import { isForAws } from '../commands/planning/behavior-verdicts.ts';
import { backTested, SAMPLE_THINGS } from '../commands/back-test/back-test.ts';
import { inspectTargets } from '../commands/planning/plan-targets.ts';
import type { Inspected } from '../commands/planning/plan-targets.ts';
import { baseOf, preExistingDrift } from './drift-in-plan.ts';
import type { Base } from './drift-in-plan.ts';
import type { LoadedProfiles } from '../commands/planning/profiles.ts';
import { aboutOf, planKeyOf, loadFor, showPlans, showProblems, showUndelivered, summarize } from './job.ts';
import type { Job } from './job.ts';
import type { ExitCode } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** The pull request that a plan is made for. */
export interface Proposal {
  readonly number: number;
  readonly head: string;
  readonly restricted?: 'fork' | 'dependabot';
}

/** Why an account was not looked at that no author of a pull request can mend. */
const NO_ACCESS: readonly string[] = ['DG4001', 'DG4002', 'DG4003', 'DG4004', 'DG4005', 'DG4011', 'DG4012'];

/**
 * Plans what is proposed and shows it: in the log, at the lines, on the page of the run, and on the pull request where
 * there is one. An error that ends the run takes back what stood on the pull request.
 */
export async function onPullRequest(job: Job, proposal: Proposal | undefined): Promise<ExitCode> {
  try {
    return await propose(job, proposal);
  } catch (error) {
    if (error instanceof OperatorError) {
      const why = `This run could not make a plan: ${error.message}`;
      await tell(job, proposal, { ...headOf(job, proposal), state: 'stale', why }, new Map());
    }
    throw error;
  }
}

async function propose(job: Job, proposal: Proposal | undefined): Promise<ExitCode> {
  const loaded = loadFor(job);
  const isPart = job.options.onlyChanged === true && proposal !== undefined && loaded.problems.every(isForAws);
  const base = isPart ? await baseOf(job, loaded) : undefined;
  const only = base !== undefined && 'loaded' in base ? { base: base.loaded } : {};
  const seen = await planOrWhyNot(job, loaded, proposal?.restricted, only);
  if ('why' in seen) return tellNotChecked(job, proposal, loaded, seen.why);
  if (seen.problems.length > 0) return tellProblems(job, proposal, loaded, seen.problems);
  return tellPlans(job, proposal, { loaded, base }, seen.inspected);
}

type Seen = { readonly problems: readonly Problem[]; readonly inspected: readonly Inspected[] };

/** Plans for every target, or says why the account could not be looked at. */
async function planOrWhyNot(
  job: Job,
  loaded: LoadedProfiles,
  restricted: Proposal['restricted'],
  base: { readonly base?: LoadedProfiles },
): Promise<Seen | { readonly why: string }> {
  if (!loaded.problems.every(isForAws)) return { problems: loaded.problems, inspected: [] };
  // A runner of one's own may have credentials all the same: they are not for strangers.
  if (restricted === 'fork' && !job.options.sandbox)
    return loaded.problems.length > 0 ? { problems: loaded.problems, inspected: [] } : { why: STRANGER };
  try {
    const seen = await inspectTargets(job.world, loaded, { accept: [], only: [], ...base });
    if (job.options.backTest !== true) return seen;
    return { ...seen, inspected: await backTested(job.world, seen.inspected, SAMPLE_THINGS) };
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
  { targets, texts, findings }: LoadedProfiles,
  reason: string,
): Promise<ExitCode> {
  const counts = targets.map(({ target, desired }) => `${desired.resources.size} for ${target.name}`).join(', ');
  const why = `${reason} The profiles are valid (${texts.size} read; resources: ${counts}). Merged as it is, this pull request applies nothing.`;
  if (findings.length > 0) showProblems(job, { texts }, findings);
  job.conversation.annotate([annotateRun('warning', reason, 'Not checked against the account')]);
  const names = targets.map(({ target }) => target.name);
  await tell(job, proposal, { ...headOf(job, proposal), state: 'not-checked', why }, new Map());
  await setStatuses(job, proposal, names, () => ({ state: 'pending', summary: 'not checked against the account' }));
  return EXIT.fine;
}

async function tellProblems(
  job: Job,
  proposal: Proposal | undefined,
  loaded: LoadedProfiles,
  problems: readonly Problem[],
): Promise<ExitCode> {
  showProblems(job, loaded, problems);
  await tell(job, proposal, { ...headOf(job, proposal), state: 'invalid', problems }, new Map());
  const names = loaded.profiles.targets.map(({ name }) => name);
  await setStatuses(job, proposal, names, () => ({ state: 'failure', summary: 'the profiles are invalid' }));
  return EXIT.invalid;
}

async function tellPlans(
  job: Job,
  proposal: Proposal | undefined,
  { loaded, base }: { readonly loaded: LoadedProfiles; readonly base: Base | undefined },
  inspected: readonly Inspected[],
): Promise<ExitCode> {
  const plans = inspected.map(({ plan }) => plan);
  showPlans(job, plans);
  job.conversation.annotate(annotatePlans(plans));
  const compared = plans.some(({ changes }) => changes.length > 0) && proposal !== undefined;
  const { foreign, note } = compared
    ? preExistingDrift(base ?? (await baseOf(job, loaded)), inspected)
    : { foreign: [], note: undefined };
  const notes = ['The profiles are valid.', ...inspected.flatMap(readingNotes), ...(note ? [note] : [])];
  const comment: Comment = { ...headOf(job, proposal, notes), state: 'planned', plans, notFromThisChange: foreign };
  const names = plans.map(({ target }) => target);
  const statusFor = (name: string): StatusText => statusOf(plans.find(({ target }) => target === name) as Plan);
  const refused = await setStatuses(job, proposal, names, statusFor);
  await tell(job, proposal, { ...comment, notes: [...notes, ...refused] }, digestsOf(plans));
  return EXIT.fine;
}

/** How the account was read. */
function readingNotes({ plan, reading }: Inspected): readonly string[] {
  const part = plan.part === undefined ? [] : [partWords(plan.part)];
  return [`Read from ${plan.target}: ${readingWords(reading)}.`, ...part, ...reading.notes, ...reading.unread];
}

function digestsOf(plans: readonly Plan[]): ReadonlyMap<string, Reviewed> {
  return new Map(
    plans.map(({ target, digest, changes }) => [target, { digest, changes: changes.map((change) => change.digest) }]),
  );
}

type StatusText = Pick<CommitStatus, 'state' | 'summary' | 'digest'>;

function statusOf(plan: Plan): StatusText {
  const open = openHazards([plan]).length;
  const { digest } = plan;
  if (open > 0) return { state: 'failure', summary: `${open} open: settle what is hazardous first`, digest };
  return { state: 'success', summary: plan.changes.length === 0 ? 'no changes' : countsText([plan]), digest };
}

function headOf(job: Job, proposal: Proposal | undefined, notes: readonly string[] = []): ReturnType<typeof aboutOf> {
  return aboutOf(job, proposal?.head ?? job.run.commit, notes);
}

/** Says it on the pull request, as far as GitHub lets it, and on the page of the run. */
async function tell(
  job: Job,
  proposal: Proposal | undefined,
  comment: Comment,
  targets: ReadonlyMap<string, Reviewed>,
): Promise<void> {
  let said = comment;
  if (proposal !== undefined) {
    const why = await job.conversation.comment({
      pullRequest: proposal.number,
      key: planKeyOf(job.options),
      body: (bytes) => renderComment(comment, bytes).body,
      review: { head: proposal.head, targets },
    });
    const undelivered = showUndelivered(job, [['The comment was not written', why]]);
    said = { ...comment, notes: [...(comment.notes ?? []), ...undelivered] };
  }
  await summarize(job, said);
}

/** Sets the status of each target on the head of the pull request; gives why not, as sentences. */
async function setStatuses(
  job: Job,
  proposal: Proposal | undefined,
  names: readonly string[],
  statusFor: (target: string) => StatusText,
): Promise<readonly string[]> {
  if (proposal === undefined) return [];
  const undelivered: [string, string | undefined][] = [];
  for (const target of names) {
    const status = { ...statusFor(target), commit: proposal.head, target };
    undelivered.push(['The commit status was not set', await job.conversation.setStatus(status)]);
  }
  return showUndelivered(job, undelivered);
}
