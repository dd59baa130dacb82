import { changesCost, costOf } from '../../pipeline/impact/cost/cost.ts';
import { changedPath } from '../../pipeline/impact/data-path/data-path.ts';
import { kinds } from '../../kinds/index.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { Reading } from '../../model/event.ts';
import type { Plan } from '../../model/plan.ts';
import { OperatorError } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { LiveState } from '../../model/resource.ts';
import { forReading } from '../../model/settings.ts';
import { afterwards, beforehand } from '../../pipeline/impact/afterwards.ts';
import { coverageLosses } from '../../pipeline/plan/coverage-hazards.ts';
import { coverageOf } from '../../pipeline/impact/coverage.ts';
import { digestOfPlan } from '../../pipeline/plan/digest.ts';
import { worstFirst } from '../../pipeline/plan/hazards.ts';
import { didYouMean } from '../../pipeline/profiles/nearest.ts';
import { closure } from '../../pipeline/plan/order.ts';
import { plan } from '../../pipeline/plan/plan.ts';
import { behaviorVerdicts, isForAws } from './behavior-verdicts.ts';
import { runChecks } from './run-checks.ts';
import { readTarget } from './partial-read.ts';
import { inOrder, loadProfiles, requireSettings } from './profiles.ts';
import type { LoadedProfiles, TargetProfiles } from './profiles.ts';
import { roleFindings } from '../prerequisites/role-findings.ts';
import { groupFindings } from '../prerequisites/group-findings.ts';
import { printProblems } from './print-problems.ts';
import type { World } from '../../model/world.ts';
import { EXIT } from '../../model/world.ts';

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
}

/** A target's plan, and the open connection for carrying it out. */
export interface Inspected {
  readonly aws: Aws;
  readonly plan: Plan;
  /** What the plan was made against. */
  readonly live: LiveState;
  readonly reading: Reading;
  readonly problems: readonly Problem[];
  /** Set where the plan was narrowed: what was asked for, and what that needs as well. */
  readonly only: { readonly only?: { readonly addresses: readonly Address[]; readonly closure: readonly Address[] } };
}

/**
 * Plans for every chosen target; sends only reads. Where the profiles have problems they are printed, and nothing comes
 * back.
 */
export async function inspectAll(world: World, choice: Choice): Promise<readonly Inspected[] | undefined> {
  const loaded = loadProfiles(world, choice.folder, choice.target);
  const { problems, inspected } = await inspectTargets(world, loaded, choice);
  if (problems.length === 0) return inspected;
  printProblems(world, { problems, texts: loaded.texts }, choice.format);
  return undefined;
}

/** Plans for every loaded target, one after the other; sends only reads. Either nothing is inspected or there are no problems. */
export async function inspectTargets(
  world: World,
  loaded: LoadedProfiles,
  choice: Pick<Choice, 'accept' | 'only' | 'applies' | 'base'>,
): Promise<{ readonly problems: readonly Problem[]; readonly inspected: readonly Inspected[] }> {
  if (!loaded.problems.every(isForAws)) return { problems: loaded.problems, inspected: [] };
  try {
    requireSettings(loaded, world);
    const inspected: Inspected[] = [];
    for (const target of loaded.targets) inspected.push(await inspect(world, loaded, target, choice));
    const problems = inOrder(inspected.flatMap((one) => one.problems));
    return problems.length === 0 ? { problems, inspected } : { problems, inspected: [] };
  } catch (error) {
    // AWS would have had the last word on them, and cannot be asked.
    if (error instanceof OperatorError && loaded.problems.length > 0)
      return { problems: loaded.problems, inspected: [] };
    throw error;
  }
}

async function inspect(
  world: World,
  loaded: LoadedProfiles,
  one: TargetProfiles,
  choice: Pick<Choice, 'accept' | 'only' | 'applies' | 'base'>,
): Promise<Inspected> {
  const { target, desired } = one;
  const aws = await world.connect(choice.applies === true ? target : forReading(target), desired);
  const seen = await readTarget(world, aws, { ...one, owner: loaded.owner }, choice.base);
  const { live } = seen;
  const { plan: drafted, problems: unplannable } = planFor(loaded, one, live, choice.accept);
  const account = { live, changes: drafted.changes, verdicts: new Map() };
  const verdicts = await behaviorVerdicts(aws, { target, desired, account });
  const checked = runChecks({ target, desired, account: { ...account, verdicts } });
  const problems = [...unplannable, ...checked.problems];
  const around = choice.applies === true ? [] : await prerequisiteFindings(aws, desired, live, drafted.changes);
  const unchanged = drafted.unchanged.filter((address) => seen.isRead(address));
  const whole = {
    ...drafted,
    ...seen.part,
    unchanged,
    findings: inOrder([...checked.findings, ...around]),
  };
  world.report({ type: 'planned', target: target.name, digest: whole.digest, changes: whole.changes.length });
  const inspected = { aws, live, reading: seen.reading, problems };
  if (choice.only.length === 0) return { ...inspected, plan: explained(whole, live, loaded.profiles), only: {} };
  const narrowed = explained(narrow(whole, loaded, live, choice), live, loaded.profiles);
  const addresses = choice.only as readonly Address[];
  const closure = narrowed.changes.map((change) => change.address).filter((address) => !addresses.includes(address));
  return { ...inspected, plan: narrowed, only: { only: { addresses, closure } } };
}

/** What changes lean on and the account lacks. The role that applies may pass roles, not look into them, nor at thing groups. */
async function prerequisiteFindings(
  aws: Aws,
  desired: TargetProfiles['desired'],
  live: LiveState,
  changes: Plan['changes'],
): Promise<readonly Problem[]> {
  const found = await Promise.all([roleFindings(aws, desired, changes), groupFindings(aws, desired, live, changes)]);
  return found.flat();
}

/** The plan of a target against what is live. `accept` adds to what the settings accept. */
export function planFor(
  { owner, profiles }: LoadedProfiles,
  { target, desired }: TargetProfiles,
  live: LiveState,
  accept: readonly string[],
): { readonly plan: Plan; readonly problems: readonly Problem[] } {
  const { limits } = profiles;
  return plan({ target, owner, limits, accept: [...profiles.accept, ...accept], kinds, desired, live });
}

/** The plan with what it means beyond what is watched. */
function explained(plan: Plan, live: LiveState, { usage, prices }: LoadedProfiles['profiles']): Plan {
  const before = beforehand(live);
  const cost = costOf(before, afterwards(plan.changes, before), { region: plan.region, usage, prices });
  const dataPath = changedPath(plan.changes, before);
  return { ...plan, dataPath, ...(changesCost(cost) ? { cost } : {}) };
}

/** The part of a plan that does what was chosen, with a digest of its own. */
function narrow(whole: Plan, loaded: LoadedProfiles, live: LiveState, choice: Pick<Choice, 'accept' | 'only'>): Plan {
  const { only } = choice;
  const known = [...whole.changes.map((change) => change.address), ...whole.unchanged];
  const unknown = only.find((address) => !known.includes(address as Address));
  if (unknown !== undefined)
    throw new OperatorError('DG3002', `The plan for ${whole.target} has no ${unknown}.`, {
      hint: didYouMean(String(unknown), known),
      exitCode: EXIT.failed,
    });
  return partOf(whole, closure(whole.changes, only as readonly Address[]), loaded, live, choice.accept);
}

/** A plan of some of the changes of another. */
export function partOf(
  whole: Plan,
  changes: Plan['changes'],
  { targets, profiles }: LoadedProfiles,
  live: LiveState,
  accept: readonly string[],
): Plan {
  const { target } = targets.find((candidate) => candidate.target.name === whole.target) as TargetProfiles;
  const kept = new Set(changes.map((change) => change.address));
  const coverage = coverageOf(changes, beforehand(live));
  const others = whole.hazards.filter(
    ({ rule, addresses }) => rule !== 'coverage-loss' && addresses.some((address) => kept.has(address)),
  );
  const lost = coverageLosses(coverage.lost, others, [...profiles.accept, ...accept]);
  return {
    ...whole,
    changes,
    hazards: worstFirst([...others, ...lost]),
    coverage,
    digest: digestOfPlan(target, changes),
  };
}
