import { expect } from 'vitest';
import { planAll } from '../../../src/commands/planning/plan-targets.ts';
import type { PlannedTarget } from '../../../src/commands/planning/plan-targets.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { apply } from '../../../src/pipeline/apply/apply.ts';
import type { Application } from '../../../src/pipeline/apply/apply.ts';
import type { SandboxFault } from '../../../src/sandbox/fault.ts';
import { emptyState, regionOf } from '../../../src/sandbox/state.ts';
import type { RegionState } from '../../../src/sandbox/state.ts';
import { TARGET, testWorld } from '../../world.ts';
import type { TestWorld } from '../../world.ts';

/** Settings that accept every number of deletes. */
export const SETTINGS =
  'targets: { production: { account: "111122223333", region: ap-south-1 } }\nlimits: { deletes: 9, deletePercent: 100 }\n';
/** Every section that tests use, with nothing in it. */
export const NOTHING = 'customMetrics: {}\ndimensions: {}\nsecurityProfiles: {}\nrules: {}\ndeliveryStreams: {}\n';

/** A plan that was made, to be carried out later. */
export async function planFor(world: TestWorld): Promise<PlannedTarget> {
  const targets = await planAll(world, { folder: 'profiles', only: [], accept: [], applies: true });
  const [one] = targets ?? [];
  if (one === undefined) throw new Error(world.printed());
  return one;
}

/** What became of each change, in the order of the plan: `verified create CustomMetric/a`. */
export async function carriedOut(
  world: TestWorld,
  { review, aws }: PlannedTarget,
  more: Partial<Application> = {},
): Promise<readonly string[]> {
  const outcomes = await apply(review.plan, { aws, kinds, report: world.report, ...more });
  return outcomes.map((one) =>
    [one.status, one.action, one.address, ...('detail' in one ? [one.detail] : [])].join(' '),
  );
}

/** An account to which profiles were applied, and others that are to come after them. */
export async function from(
  before: string,
  after: string,
  options: Parameters<typeof testWorld>[1] = {},
): Promise<TestWorld> {
  const state = emptyState();
  const first = testWorld({ 'profiles/a.yaml': SETTINGS + before }, { state });
  for (const outcome of await carriedOut(first, await planFor(first))) expect(outcome).toMatch(/^verified/);
  return testWorld({ 'profiles/a.yaml': SETTINGS + after }, { state, ...options });
}

/** What the account has. */
export const region = ({ sandbox }: TestWorld): RegionState => regionOf(sandbox.state, TARGET.account, TARGET.region);
/** An answer that is injected: instead of an effect, or after it. */
export const error = (name: string, status: number, when: SandboxFault['when'] = 'before'): SandboxFault => ({
  when,
  answer: { name, message: `${name} was injected`, status },
});
