import { kinds } from '../../kinds/index.ts';
import type { BehaviorVerdict } from '../../checks/shared/check.ts';
import { isByDefault, kindAt } from '../../model/kind.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { Reading } from '../../model/event.ts';
import type { Plan } from '../../model/plan.ts';
import { OperatorError } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { LiveState } from '../../model/resource.ts';
import type { Review } from '../../model/review.ts';
import type { Scope } from '../../model/scope.ts';
import { forReading } from '../../model/settings.ts';
import { finish, inSteps } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import type { World } from '../../model/world.ts';
import { EXIT } from '../../model/world.ts';
import { afterwards } from '../../pipeline/impact/afterwards.ts';
import { changesCost, costing } from '../../pipeline/impact/cost/cost.ts';
import { followingChanges } from '../../pipeline/impact/data-path/data-path.ts';
import { planning } from '../../pipeline/plan/plan.ts';
import type { Planned } from '../../pipeline/plan/plan.ts';
import { specsBefore } from '../../pipeline/plan/scope.ts';
import { didYouMean } from '../../model/values/nearest.ts';
import { wrongAcceptance } from '../../pipeline/profiles/acceptance.ts';
import { backTestOf } from '../back-test/back-test.ts';
import { destinationFindings } from '../prerequisites/destination-findings.ts';
import { groupFindings } from '../prerequisites/group-findings.ts';
import { indexFindings } from '../prerequisites/index-findings.ts';
import { loggingFindings } from '../prerequisites/logging-findings.ts';
import { roleFindings } from '../prerequisites/role-findings.ts';
import { behaviorVerdicts, isForAws } from './behavior-verdicts.ts';
import { readTarget } from './partial-read.ts';
import { printProblems } from './print-problems.ts';
import { inOrder, loadProfiles, requireSettings } from './profiles.ts';
import type { LoadedProfiles, TargetProfiles } from './profiles.ts';
import { checking } from './run-checks.ts';

/** What is planned, and how problems are told. */
export interface Choice {
  readonly folder: string;
  /** One target, or several; all where it is left out. */
  readonly target?: string | readonly string[];
  /** Of problems of the profiles: `json`, or else for people. */
  readonly format?: string;
  /** Hazards that are accepted beside those in the settings. */
  readonly accept: readonly string[];
  /** Only these, and what they wait for. */
  readonly only: readonly string[];
  /** The profiles as they were: only what they want otherwise now is read. Never where the plan is to be carried out. */
  readonly base?: LoadedProfiles;
  /** Set where the plan is to be carried out: only then the role that writes is assumed. */
  readonly applies?: true;
  /** Of how many things of each target to look at the past; of none where it is left out. */
  readonly backTest?: number;
}

type HowToPlan = Pick<Choice, 'accept' | 'only' | 'applies' | 'base' | 'backTest'>;

/** A target's plan for its reviewers, and what carrying it out or planning again needs. */
export interface PlannedTarget {
  readonly review: Review;
  /** The open connection. */
  readonly aws: Aws;
  /** What the plan was made against. */
  readonly live: LiveState;
}

/**
 * Plans for every chosen target; sends only reads. Where the profiles have problems they are printed, and nothing comes
 * back.
 */
export async function planAll(world: World, choice: Choice): Promise<readonly PlannedTarget[] | undefined> {
  refuseWrongAcceptances(choice.accept);
  const loaded = await loadProfiles(world, choice.folder, choice.target);
  const { problems, planned } = await planTargets(world, loaded, choice);
  if (problems.length === 0) return planned;
  await printProblems(world, { problems, texts: loaded.texts }, choice.format);
  return undefined;
}

function refuseWrongAcceptances(accept: readonly string[]): void {
  for (const id of accept) {
    const wrong = wrongAcceptance(id);
    if (wrong !== undefined) throw new OperatorError('DG1109', wrong.message, { hint: wrong.hint });
  }
}

/** Plans for every target of loaded profiles, one after the other; sends only reads. Either nothing is planned or there are no problems. */
export async function planTargets(
  world: World,
  loaded: LoadedProfiles,
  choice: HowToPlan,
): Promise<{ readonly problems: readonly Problem[]; readonly planned: readonly PlannedTarget[] }> {
  if (!loaded.problems.every(isForAws)) return { problems: loaded.problems, planned: [] };
  try {
    requireSettings(loaded, world);
    const planned: (PlannedTarget & { readonly problems: readonly Problem[] })[] = [];
    for (const target of loaded.targets) planned.push(await planTarget(world, loaded, target, choice));
    const problems = inOrder(planned.flatMap((one) => one.problems));
    return problems.length === 0
      ? { problems, planned: withFindings(planned, idleAcceptances(loaded, planned, choice)) }
      : { problems, planned: [] };
  } catch (error) {
    // AWS would have had the last word on them, and cannot be asked.
    if (error instanceof OperatorError && loaded.problems.length > 0) return { problems: loaded.problems, planned: [] };
    throw error;
  }
}

/** What is accepted and no hazard of these plans has: it stayed behind, or its id is wrong. A plan of a part may just not show it. */
function idleAcceptances(
  { profiles, targets }: LoadedProfiles,
  planned: readonly PlannedTarget[],
  { only, base }: HowToPlan,
): readonly Problem[] {
  if (only.length > 0 || base !== undefined || targets.length < profiles.targets.length) return [];
  const ids = new Set(planned.flatMap(({ review }) => review.plan.hazards.map(({ id }) => id)));
  return profiles.accept.flatMap((id, index): Problem[] => {
    const source = profiles.acceptedAt(index);
    if (ids.has(id) || source === undefined) return [];
    const hint = 'Remove it if its change is applied; if not, compare it with the ids in the plan.';
    return [{ code: 'DG1111', severity: 'note', message: `No hazard has the id ${id}.`, hint, ...source }];
  });
}

/** Tells what is about no target with the first. */
function withFindings(planned: readonly PlannedTarget[], more: readonly Problem[]): readonly PlannedTarget[] {
  const [first, ...others] = planned;
  if (first === undefined || more.length === 0) return planned;
  return [{ ...first, review: { ...first.review, findings: inOrder([...first.review.findings, ...more]) } }, ...others];
}

/** Reads the account of a target, plans, asks AWS and the checks about the plan, and works out what it means. */
async function planTarget(
  world: World,
  loaded: LoadedProfiles,
  one: TargetProfiles,
  choice: HowToPlan,
): Promise<PlannedTarget & { readonly problems: readonly Problem[] }> {
  const { target, desired } = one;
  const aws = await world.connect(choice.applies === true ? target : forReading(target), desired);
  const { live, reading, read } = await readTarget(world, aws, { ...one, owner: loaded.owner }, choice.base);
  const scope: Scope = { ...read, ...(choice.only.length > 0 && { only: choice.only as readonly Address[] }) };
  const planned = await inSteps(planningFor(loaded, one, live, { accept: choice.accept, scope }), world.breathe);
  refuseUnknown(planned, one, live);
  const before = specsBefore({ desired, live, scope });
  const verdicts = new Map<Address, BehaviorVerdict>();
  const context = { target, desired, today: world.today, account: { before, changes: planned.plan.changes, verdicts } };
  // In the same context, so that what is worked out of it for the questions need not be again.
  for (const [address, verdict] of await behaviorVerdicts(world, aws, context)) verdicts.set(address, verdict);
  const checked = await inSteps(checking(context), world.breathe);
  // The role that applies may pass roles, not look into them, nor at thing groups.
  const lacking = choice.applies === true ? [] : await prerequisiteFindings(world, aws, one, planned.plan, before);
  const backTest =
    choice.backTest === undefined ? {} : { backTest: await backTestOf(world, aws, planned.plan, choice.backTest) };
  const findings = inOrder([...checked.findings, ...lacking]);
  const means = await inSteps(reviewing(loaded, planned, { before, scope, reading, findings }), world.breathe);
  const review = { ...means, ...backTest };
  world.report({
    type: 'planned',
    target: target.name,
    digest: review.plan.digest,
    changes: review.plan.changes.length,
  });
  return { review, aws, live, problems: [...planned.problems, ...checked.problems] };
}

/** Plans again for what was read already, without some of the changes. */
export async function planWithout(
  { breathe }: Pick<World, 'breathe'>,
  loaded: LoadedProfiles,
  { review, aws, live }: PlannedTarget,
  without: ReadonlySet<Address>,
): Promise<PlannedTarget> {
  const one = loaded.targets.find(({ target }) => target.name === review.plan.target) as TargetProfiles;
  const scope = { ...review.scope, without };
  const before = specsBefore({ ...one, live, scope });
  const planned = await inSteps(planningFor(loaded, one, live, { scope }), breathe);
  return { review: await inSteps(reviewing(loaded, planned, { ...review, before, scope }), breathe), aws, live };
}

/** The plan of a target against what is live. `accept` adds to what the settings accept. */
export function planFor(...input: Parameters<typeof planningFor>): Planned {
  return finish(planningFor(...input));
}

/** The same, step by step. */
export function planningFor(
  { owner, profiles }: LoadedProfiles,
  { target, desired }: TargetProfiles,
  live: LiveState,
  { accept = [], scope = {} }: { readonly accept?: readonly string[]; readonly scope?: Scope } = {},
): Steps<Planned> {
  const { limits } = profiles;
  return planning({ target, owner, limits, accept: [...profiles.accept, ...accept], kinds, desired, live, scope });
}

interface ReviewInput {
  readonly before: ReturnType<typeof specsBefore>;
  readonly scope: Scope;
  readonly reading: Reading;
  readonly findings: readonly Problem[];
}

/** What reviewers are shown: the plan, and what it means for detection, export, the data path and the bill. */
export function reviewOf(...input: Parameters<typeof reviewing>): Review {
  return finish(reviewing(...input));
}

/** The same, step by step. */
function* reviewing(
  { profiles: { usage, prices } }: LoadedProfiles,
  { plan, coverage, mismatches }: Planned,
  { before, scope, reading, findings }: ReviewInput,
): Steps<Review> {
  const cost = yield* costing(before, afterwards(plan.changes, before), { region: plan.region, usage, prices });
  return {
    plan,
    findings,
    coverage,
    dataPath: yield* followingChanges(plan.changes, before, mismatches),
    ...(changesCost(cost) && { cost }),
    scope,
    reading,
  };
}

/** What changes lean on and the account lacks. */
async function prerequisiteFindings(
  world: Pick<World, 'breathe'>,
  aws: Aws,
  { desired }: TargetProfiles,
  { changes }: Plan,
  before: ReviewInput['before'],
): Promise<readonly Problem[]> {
  const found = await Promise.all([
    roleFindings(world, aws, desired, changes),
    groupFindings(world, aws, { desired, before, changes }),
    indexFindings(aws, desired, changes),
    loggingFindings(aws, desired, changes),
    destinationFindings(aws, desired, changes),
  ]);
  return found.flat();
}

/** Ends the run where `--only` names what there is nothing about. */
function refuseUnknown({ plan, unknown }: Planned, { desired }: TargetProfiles, live: LiveState): void {
  const [first] = unknown;
  if (first === undefined) return;
  const said = [...live].flatMap(([address, { spec }]) => (isByDefault(kindAt(kinds, address), spec) ? [] : [address]));
  throw new OperatorError('DG3002', `The plan for ${plan.target} has no ${first}.`, {
    hint: didYouMean(first, [...desired.resources.keys(), ...said]),
    exitCode: EXIT.failed,
  });
}
