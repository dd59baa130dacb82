import type { Conversation, OwnedTargets, Post } from '../model/workflow/conversation.ts';
import type { Change } from '../model/plan.ts';
import type { Review } from '../model/review.ts';
import { OperatorError } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';
import type { WorkflowRun } from '../model/workflow/run.ts';
import { annotateProblems, annotateRun } from '../render/annotations/annotations.ts';
import type { About, Comment } from '../render/markdown/about.ts';
import { planDocument } from '../render/json/plan.ts';
import { renderJobSummary } from '../render/markdown/comment.ts';
import { openHazards } from '../render/words/plan.ts';
import { renderingPlans } from '../render/terminal/plan.ts';
import { writingJson } from '../render/text/json.ts';
import { planTargets } from '../commands/planning/plan-targets.ts';
import type { PlannedTarget } from '../commands/planning/plan-targets.ts';
import { loadTexts } from '../commands/planning/partial-read.ts';
import { loadProfiles } from '../commands/planning/profiles.ts';
import type { LoadedProfiles } from '../commands/planning/profiles.ts';
import { printProblems } from '../commands/planning/print-problems.ts';
import { inSteps, inWhole } from '../model/steps.ts';
import type { World } from '../model/world.ts';

/** A run of the workflow: what it is about, what it is told, and whom it talks to. */
export interface Job {
  readonly world: World;
  readonly run: WorkflowRun;
  readonly conversation: Conversation;
  readonly options: JobOptions;
}

/** What a workflow asks for. */
export interface JobOptions {
  readonly command: 'auto' | 'validate' | 'plan' | 'apply' | 'drift';
  readonly folder: string;
  /** Names of targets; none means all. */
  readonly targets: readonly string[];
  readonly failOnDrift: boolean;
  /** Whether pull requests read, and merges apply, only what their change is about. */
  readonly onlyChanged?: boolean;
  /** Whether pull requests show how often changed behaviors would have alarmed. */
  readonly backTest?: boolean;
  /** `changes`: pull requests that change nothing in any account get no comment. Left out, each gets one. */
  readonly comment?: 'always' | 'changes';
  /** Whether the account is the one inside the program, so that nobody's credentials are at stake. */
  readonly sandbox: boolean;
}

/** Reads and checks the profiles, and names their targets for a matrix: never account ids, which may be masked. */
export async function loadFor({ world, conversation, options }: Job): Promise<LoadedProfiles> {
  const loaded = await loadProfiles(world, options.folder, options.targets);
  const names = loaded.profiles.targets.map(({ name }) => name);
  conversation.output('matrix', JSON.stringify({ target: names }));
  return loaded;
}

/** The key of the comment with a plan: owners keep apart, and so do runs for different targets. */
export function planKeyOf(owner: string, targets: JobOptions['targets']): string {
  return `${targets.length === 0 ? 'plan' : `plan:${[...targets].sort().join(',')}`}@${owner}`;
}

/** The targets of a run, and whose they are. */
export function ownedTargets({ owner, targets }: LoadedProfiles): OwnedTargets {
  return { owner, targets: targets.map(({ target }) => target.name) };
}

/** The key of the comment with what became of a plan: jobs for single targets write one together, each its part. */
export function resultPost({ owner, targets, profiles }: LoadedProfiles): Pick<Post, 'key' | 'part'> {
  const of = profiles.targets.length;
  if (targets.length >= of) return { key: `result@${owner}` };
  const names = targets.map(({ target }) => target.name).sort();
  return { key: `results@${owner}`, part: { name: names.join(','), of } };
}

/** What every text of this run knows, about a commit. */
export function aboutOf({ run }: Job, head: string, notes: readonly string[] = []): About {
  const links: About['links'] = ({ file, line }) =>
    `${run.repositoryUrl}/blob/${head}/${file.split('/').map(encodeURIComponent).join('/')}#L${line}`;
  return { head, runUrl: run.runUrl, links, notes };
}

/** What a run that needs the accounts has seen of them, and of the profiles. */
export interface PlannedTargets {
  readonly loaded: LoadedProfiles;
  readonly planned: readonly PlannedTarget[];
  readonly reviews: readonly Review[];
}

/** Plans for every target of loaded profiles and shows that; `applies` opens them for writing. Or gives the problems, once they are told. */
export async function planAllTargets(
  job: Job,
  loaded: LoadedProfiles,
  choice: { readonly applies?: true } = {},
): Promise<PlannedTargets | { readonly problems: readonly Problem[] }> {
  const { problems, planned } = await planTargets(job.world, loaded, { accept: [], only: [], ...choice });
  if (problems.length > 0) {
    await tellInvalid(job, loaded, problems);
    return { problems };
  }
  const reviews = planned.map(({ review }) => review);
  await showPlans(job, reviews);
  return { loaded, planned, reviews };
}

/** The profiles as a commit has them; undefined where there is no such commit, or GitHub does not give them. */
export async function profilesAt(
  job: Job,
  { texts }: Pick<LoadedProfiles, 'texts'>,
  commit: string,
): Promise<LoadedProfiles | undefined> {
  const { folder } = job.options;
  // A branch that is new has no commit before.
  if (/^0+$/.test(commit)) return undefined;
  try {
    return await loadTexts(job.world, folder, await job.conversation.filesAt(commit, folder, texts.values()));
  } catch (error) {
    if (error instanceof OperatorError) return undefined;
    throw error;
  }
}

/** Shows problems in the log, at their lines, and on the page of the run. */
export async function tellInvalid(job: Job, loaded: LoadedProfiles, problems: readonly Problem[]): Promise<void> {
  await showProblems(job, loaded, problems);
  await summarize(job, { ...aboutOf(job, job.run.commit), state: 'invalid', problems });
}

/** Shows problems in the log and at their lines. */
export async function showProblems(
  { world, conversation }: Job,
  { texts }: Pick<LoadedProfiles, 'texts'>,
  problems: readonly Problem[],
): Promise<void> {
  await printProblems(world, { problems, texts });
  conversation.annotate(annotateProblems(problems));
}

/** Shows plans in the log, and hands them on to later steps: as outputs and as a file. */
export async function showPlans(job: Job, reviews: readonly Review[]): Promise<void> {
  const { print, style, breathe } = job.world;
  print(await inSteps(renderingPlans(reviews, style), breathe));
  await handOn(job, reviews);
}

async function handOn({ conversation, options, world }: Job, reviews: readonly Review[]): Promise<void> {
  const plans = reviews.map(({ plan }) => plan);
  const changes = plans.flatMap((plan) => plan.changes);
  const count = (action: Change['action']): string =>
    String(changes.filter((change) => change.action === action).length);
  conversation.output('has-changes', String(changes.length > 0));
  conversation.output('digest', plans.map(({ digest }) => digest).join(' '));
  conversation.output('creates', count('create'));
  conversation.output('updates', count('update'));
  conversation.output('replaces', count('replace'));
  conversation.output('deletes', count('delete'));
  conversation.output('hazards', String(openHazards(plans).length));
  const text = await inWhole(writingJson(planDocument(reviews)), world.breathe);
  conversation.output('plan-file', conversation.keepPlan(text, options));
}

/** Shows on the page of the run what a comment says, with the room that it has there. */
export function summarize({ conversation }: Job, comment: Comment): Promise<void> {
  return conversation.summarize(renderJobSummary(comment).body);
}

/** Tells in the log and on the page of the run what could not be said to GitHub. Gives the sentences. */
export function showUndelivered(
  { conversation }: Job,
  undelivered: readonly (readonly [what: string, why: string | undefined])[],
): readonly string[] {
  const sentences = undelivered.flatMap(([what, why]) => (why === undefined ? [] : [`${what}: ${why}`]));
  const unique = [...new Set(sentences)];
  conversation.annotate(unique.map((sentence) => annotateRun('warning', sentence)));
  return unique;
}
