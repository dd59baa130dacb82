import { OperatorError } from '../model/problem.ts';
import type { Plan } from '../model/plan.ts';
import { listed } from '../model/values/text.ts';
import { changedStates } from '../commands/planning/reviewed.ts';
import type { LoadedProfiles } from '../commands/planning/profiles.ts';
import { isAbout, recordsOf } from './approval.ts';
import { ownedTargets } from './job.ts';
import type { Job } from './job.ts';

/** How many commits a plan looks back for what waits to be applied. */
const DEPTH = 10;

const SHOWN = 5;

/** What was merged into a branch, reviewed, and has not been applied yet, and what that means for these plans, as sentences. */
export async function pendingNotes(
  job: Job,
  branch: string,
  { loaded, base }: { readonly loaded: LoadedProfiles; readonly base: LoadedProfiles },
  plans: readonly Plan[],
): Promise<readonly string[]> {
  const numbers = await waiting(job, branch, loaded);
  if (numbers.length === 0) return [];
  const hidden = loaded.targets.flatMap((one) => {
    const { name } = one.target;
    const before = base.targets.find(({ target }) => target.name === name);
    const shown = new Set(plans.find(({ target }) => target === name)?.changes.map(({ address }) => address));
    return changedStates(before, one).flatMap(({ address }) => (shown.has(address) ? [] : [`\`${address}\``]));
  });
  const all = [...new Set(hidden)];
  const names = all.length > SHOWN ? [...all.slice(0, SHOWN), `${all.length - SHOWN} more`] : all;
  const means =
    names.length === 0
      ? 'If that is done first, merging this pull request applies what remains of this plan.'
      : `If that is done first, merging this pull request changes ${listed(names)} too, as its files say.`;
  return [`Merged, and not applied yet: ${listed(numbers.map((number) => `#${number}`))}. ${means}`];
}

/** That this cannot be told is no reason to have no plan. */
async function waiting(job: Job, branch: string, loaded: LoadedProfiles): Promise<readonly number[]> {
  try {
    const from = { commit: branch, branch, depth: DEPTH, ...ownedTargets(loaded) };
    const { merged, applied } = await job.conversation.unapplied(from);
    // Where nothing ever was marked, nothing is known.
    if (applied === undefined) return [];
    return (await recordsOf(job, loaded, merged)).filter(isAbout).map(({ pullRequest }) => pullRequest.number);
  } catch (error) {
    if (error instanceof OperatorError) return [];
    throw error;
  }
}
