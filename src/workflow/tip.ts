import type { Address } from '../model/address.ts';
import type { Plan } from '../model/plan.ts';
import { changedIn } from '../commands/planning/partial-read.ts';
import type { LoadedProfiles } from '../commands/planning/profiles.ts';
import { profilesAt } from './job.ts';
import type { Job } from './job.ts';

/** How a branch stands to the commit of a run. */
export interface Tip {
  readonly commit: string;
  /** What the branch wants otherwise by now, by target; undefined for a target of which that is everything. */
  readonly changed: ReadonlyMap<string, ReadonlySet<Address> | undefined>;
}

/** Asks for the tip of the branch, and what it wants otherwise than these profiles. */
export async function readTip(job: Job, branch: string, loaded: LoadedProfiles): Promise<Tip> {
  const commit = await job.conversation.tipOf(branch);
  const tip = commit === job.run.commit ? undefined : ((await profilesAt(job, loaded, commit)) ?? 'unknown');
  const changed = loaded.targets.map((one): [string, ReadonlySet<Address> | undefined] => {
    if (tip === undefined) return [one.target.name, new Set<Address>()];
    return [one.target.name, tip === 'unknown' ? undefined : changedIn(one, loaded.owner, tip)];
  });
  return { commit, changed: new Map(changed) };
}

/** Why these plans are not to be carried out, because the branch does not want all of it any more; undefined where they are. */
export function outrun(tip: Tip, plans: readonly Plan[]): string | undefined {
  const others = plans.flatMap((plan) => {
    const changed = tip.changed.get(plan.target);
    return plan.changes.filter(({ address }) => changed === undefined || changed.has(address));
  });
  if (others.length === 0) return undefined;
  const [first] = others;
  const more = others.length > 1 ? ` and ${others.length - 1} more` : '';
  return left(tip, `wants something else of ${first?.address}${more}`);
}

/** Why nothing is carried out of profiles that the branch has left behind altogether. */
export function outrunByAll(tip: Tip): string {
  return left(tip, 'declares other sections or targets, or cannot be read');
}

function left({ commit }: Tip, how: string): string {
  return `The branch has moved on to ${commit.slice(0, 7)}, which ${how}. The run for that commit applies what it wants, with what came before. Nothing was changed.`;
}
