import type { Hazard, Plan } from '../model/plan.ts';
import type { Review } from '../model/review.ts';
import type { Target } from '../model/settings.ts';
import { digestOfPlan } from '../pipeline/plan/digest.ts';
import { counted } from '../render/words/plan.ts';
import type { LoadedProfiles, TargetProfiles } from '../commands/planning/profiles.ts';
import { profilesAt } from './job.ts';
import type { Job } from './job.ts';

/** As `addLeftTargets`, with the profiles of a commit as those before; as it is where there is none. */
export async function withLeftTargets(
  job: Job,
  loaded: LoadedProfiles,
  reviews: readonly Review[],
  before: string | undefined,
): Promise<readonly Review[]> {
  const base = before === undefined ? undefined : await profilesAt(job, loaded, before);
  return base === undefined ? reviews : addLeftTargets(job.options.targets, loaded, reviews, base);
}

/**
 * Adds a hazard for each target that the profiles declared before and that is gone, or is in another account or region now:
 * what is ours stays behind there, and nobody looks after it any more.
 */
export function addLeftTargets(
  names: readonly string[],
  loaded: LoadedProfiles,
  reviews: readonly Review[],
  base: LoadedProfiles,
): readonly Review[] {
  const places = new Set(loaded.profiles.targets.map(placeOf));
  const declared = new Set(base.profiles.targets.map(({ name }) => name));
  const left = base.targets.filter(
    ({ target, desired }) =>
      declared.has(target.name) &&
      !places.has(placeOf(target)) &&
      desired.resources.size > 0 &&
      (names.length === 0 || names.includes(target.name)),
  );
  return left.reduce((all, one) => withHazard(all, one, hazardOf(one, base.owner, loaded.profiles.accept)), reviews);
}

function placeOf({ partition, account, region }: Target): string {
  return [partition, account, region].join('/');
}

function hazardOf({ target, desired }: TargetProfiles, owner: string, accept: readonly string[]): Hazard {
  const id = `target-left:${target.name}`;
  const { account, region } = target;
  const what = `${counted(desired.resources.size, 'resource')} of ${owner}`;
  return {
    id,
    rule: 'target-left',
    addresses: [],
    message: `Target ${target.name} is given up: up to ${what} ${desired.resources.size === 1 ? 'stays' : 'stay'} in account ${account} in ${region}, and nothing looks after them any more. To delete them, set \`empty: true\` on the target in a change of its own before.`,
    acceptable: true,
    accepted: accept.includes(id),
  };
}

/** A target that is gone has no plan of its own. */
function withHazard(reviews: readonly Review[], one: TargetProfiles, hazard: Hazard): readonly Review[] {
  const { name } = one.target;
  if (reviews.every(({ plan }) => plan.target !== name)) return [...reviews, nothingFor(one.target, hazard)];
  const added = (plan: Plan): Plan => ({ ...plan, hazards: [...plan.hazards, hazard] });
  return reviews.map((review) => (review.plan.target === name ? { ...review, plan: added(review.plan) } : review));
}

function nothingFor(target: Target, hazard: Hazard): Review {
  const { name, account, region } = target;
  const none = { changes: [], unchanged: [], unmanaged: [], orphaned: [] };
  return {
    plan: { target: name, account, region, digest: digestOfPlan(target, []), ...none, hazards: [hazard] },
    findings: [],
    coverage: { lost: [], gained: [], gaps: [] },
    dataPath: { nodes: [], edges: [] },
    scope: {},
    reading: { resources: 0, requests: 0, seconds: 0, minimumSeconds: 0, notes: [], unread: [] },
  };
}
