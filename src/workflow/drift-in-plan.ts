import { canonical } from '../model/values/json.ts';
import type { Change, Edit, Plan } from '../model/plan.ts';
import { OperatorError } from '../model/problem.ts';
import { inSteps } from '../model/steps.ts';
import type { World } from '../model/world.ts';
import type { Before, PreExisting } from '../render/markdown/about.ts';
import { planningFor } from '../commands/planning/plan-targets.ts';
import type { PlannedTarget } from '../commands/planning/plan-targets.ts';
import { loadTexts } from '../commands/planning/partial-read.ts';
import type { LoadedProfiles } from '../commands/planning/profiles.ts';
import { aboutOf } from './job.ts';
import type { Job } from './job.ts';

/** What of the plans would be there without the pull request too, and a sentence on how that was found. */
export interface PreExistingDrift {
  readonly foreign: readonly PreExisting[];
  readonly note: string;
}

/** The profiles as they were before the pull request, at which commit, and that in words; or why they cannot be had, as a sentence. */
export type Base =
  | { readonly loaded: LoadedProfiles; readonly commit: string; readonly where: string }
  | { readonly why: string };

/** Gets the profiles of the base commit. */
export async function baseOf(job: Job, { texts }: LoadedProfiles): Promise<Base> {
  try {
    const { commit, files } = await job.conversation.baseFiles(job.options.folder, texts.values());
    const where = `the base commit ${commit.slice(0, 7)}`;
    const loaded = await loadTexts(job.world, job.options.folder, files);
    return loaded.problems.length > 0 ? { why: `the profiles of ${where} are invalid.` } : { loaded, commit, where };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { why: error.message };
  }
}

/** Where resources stood before the pull request, for a comment. */
export function beforeOf(job: Job, base: Base): { readonly before?: Before } {
  if ('why' in base) return {};
  const targets = new Map(base.loaded.targets.map(({ target, desired }) => [target.name, desired.resources]));
  const source: Before['source'] = (target, address) => targets.get(target)?.get(address)?.locate('');
  return { before: { source, links: aboutOf(job, base.commit).links } };
}

/**
 * Finds what applying would take back although the change at hand is not about it: what the profiles of the base commit
 * would do to the same live account. Where they cannot be had, nothing is found and the note says why.
 */
export async function preExistingDrift(
  world: Pick<World, 'breathe'>,
  base: Base,
  planned: readonly PlannedTarget[],
): Promise<PreExistingDrift> {
  if ('why' in base) return { foreign: [], note: `What is not from this change is not known: ${base.why}` };
  const foreign: PreExisting[] = [];
  for (const one of planned) foreign.push(...(await foreignIn(world, one, base.loaded)));
  return {
    foreign,
    note: `What is not from this change was found by planning the profiles of ${base.where} too.`,
  };
}

async function foreignIn(
  { breathe }: Pick<World, 'breathe'>,
  { review: { plan, scope }, live }: PlannedTarget,
  base: LoadedProfiles,
): Promise<readonly PreExisting[]> {
  const before = base.targets.find(
    ({ target }) => target.name === plan.target && target.account === plan.account && target.region === plan.region,
  );
  if (before === undefined) return [];
  return shared(plan, (await inSteps(planningFor(base, before, live, { scope }), breathe)).plan);
}

/** The part of a plan that another one has as well. */
function shared(plan: Plan, base: Plan): readonly PreExisting[] {
  const others = new Map(base.changes.map((change) => [change.address, change]));
  return plan.changes.flatMap((change): PreExisting[] => {
    const { action, address } = change;
    const other = others.get(address);
    if (other === undefined) return [];
    const edits = sharedEdits(change, other);
    if (edits.length === 0 && change.digest !== other.digest) return [];
    return [{ target: plan.target, address, action, edits }];
  });
}

function sharedEdits(change: Change, other: Change): readonly Edit[] {
  const known = new Set(other.edits.map(wordsOf));
  return change.edits.filter((edit) => known.has(wordsOf(edit)));
}

/** An edit without its place in the files. */
function wordsOf({ op, path, before, after }: Edit): string {
  return canonical({ op, path, before, after });
}
