import type { Address } from '../model/address.ts';
import type { Change } from '../model/plan.ts';
import { planWithout } from '../commands/planning/plan-targets.ts';
import type { PlannedTarget } from '../commands/planning/plan-targets.ts';
import { changedIn } from '../commands/planning/partial-read.ts';
import type { LoadedProfiles } from '../commands/planning/profiles.ts';
import { unreviewed } from '../commands/planning/reviewed.ts';
import type { ReviewedPlan } from '../commands/planning/reviewed.ts';
import { profilesAt } from './job.ts';
import type { Job } from './job.ts';

/** What remains to be applied of plans, and what of them the merge is not about, as sentences. */
export interface Remainder {
  readonly planned: readonly PlannedTarget[];
  readonly left: readonly string[];
}

/**
 * Takes out of the plans what nobody reviewed and the push did not touch: drift, which a plan that read a part could not show.
 * What the push did touch stays in, so that it is refused where it was not reviewed; so does all where something reviewed
 * cannot go without what would be left out, or where the profiles before the push cannot be had.
 */
export async function dropOutOfScope(
  job: Job,
  { loaded, planned }: { readonly loaded: LoadedProfiles; readonly planned: readonly PlannedTarget[] },
  before: string,
  reviewed: readonly ReviewedPlan[],
): Promise<Remainder> {
  if (planned.every(({ review }) => unreviewed(review.plan, reviewed).length === 0)) return { planned, left: [] };
  const base = await profilesAt(job, loaded, before);
  if (base === undefined) return { planned, left: [] };
  const all: OneRemainder[] = [];
  for (const one of planned)
    all.push(await remainderOf(job, one, { loaded, base, unseen: unreviewed(one.review.plan, reviewed) }));
  return { planned: all.map(({ kept }) => kept), left: all.flatMap(({ left }) => left) };
}

interface OneRemainder {
  readonly kept: PlannedTarget;
  readonly left: readonly string[];
}

async function remainderOf(
  { world }: Job,
  one: PlannedTarget,
  {
    loaded,
    base,
    unseen,
  }: { readonly loaded: LoadedProfiles; readonly base: LoadedProfiles; readonly unseen: readonly Change[] },
): Promise<OneRemainder> {
  const whole = { kept: one, left: [] };
  const { plan } = one.review;
  const target = loaded.targets.find(({ target: { name } }) => name === plan.target);
  const changed = target && changedIn(target, loaded.owner, base);
  if (changed === undefined) return whole;
  const outside = new Map(
    unseen.filter(({ address }) => !changed.has(address)).map((change) => [change.address, change]),
  );
  const kept = plan.changes.filter(({ address }) => !outside.has(address));
  if (outside.size === 0 || kept.some((change) => needs(change, outside))) return whole;
  const left = [...outside.values()].map(
    ({ action, address }) => `Left alone in ${plan.target}, because this merge is not about it: ${action} ${address}.`,
  );
  return { kept: await planWithout(world, loaded, one, new Set(outside.keys())), left };
}

/** Whether a change cannot go without one that it waits for: what is updated is there already, and may be referred to. */
function needs({ action, waitsFor }: Change, others: ReadonlyMap<Address, Change>): boolean {
  return waitsFor.some((address) => {
    const other = others.get(address);
    return other !== undefined && (other.action !== 'update' || action === 'delete' || action === 'replace');
  });
}
