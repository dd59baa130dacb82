import { kinds } from '../kinds/index.ts';
import type { Reporter } from '../model/event.ts';
import type { Outcome, Plan } from '../model/plan.ts';
import { OperatorError } from '../model/problem.ts';
import type { Review } from '../model/review.ts';
import { apply as carryOut } from '../pipeline/apply/apply.ts';
import { outcomesDocument } from '../render/json/plan.ts';
import { applyQuestion, renderClosing, renderOutcome } from '../render/terminal/outcomes.ts';
import { renderingPlans } from '../render/terminal/plan.ts';
import { writingJson } from '../render/text/json.ts';
import { planAll } from './planning/plan-targets.ts';
import type { Choice, PlannedTarget } from './planning/plan-targets.ts';
import { parseReviewed, unreviewed } from './planning/reviewed.ts';
import type { ReviewedPlan } from './planning/reviewed.ts';
import { showLive } from './views/live-view.ts';
import type { Live, LiveViews } from './views/live-view.ts';
import type { Text } from './views/view.ts';
import type { ExitCode, Style, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** What an apply tells, in this order: the plans; for each target that it begins with it, each change as it ends, and where that leaves it. */
type Step =
  | { readonly type: 'planned'; readonly reviews: readonly Review[] }
  | { readonly type: 'begun'; readonly plan: Plan }
  | { readonly type: 'finished'; readonly outcome: Outcome }
  | ({ readonly type: 'applied' } & AppliedPlan);

const VIEWS = {
  terminal: { each: renderStep },
  json: { all: (steps) => writingJson(outcomesDocument(steps.filter((step) => step.type === 'applied'))) },
} satisfies LiveViews<string, Step>;

/** A format of what `apply` does. */
export type ApplyFormat = keyof typeof VIEWS;

function renderStep(step: Step, style: Style): Text {
  switch (step.type) {
    case 'planned':
      return renderingPlans(step.reviews, { ...style, applies: true });
    case 'begun':
      return step.plan.changes.length > 0 ? '\n' : '';
    case 'finished':
      return `${renderOutcome(step.outcome, style)}\n`;
    case 'applied':
      return step.plan.changes.length > 0 ? renderClosing(step.plan, step.outcomes, style) : '';
  }
}

/** What `apply` is told. */
export interface ApplyOptions extends Choice {
  readonly format?: ApplyFormat;
  /** A plan that was reviewed: anything else is refused. */
  readonly plan?: string;
  /** Set where nobody is asked. */
  readonly yes?: boolean;
}

/** Plans afresh, asks where somebody can answer, and carries it out. Where anything is refused, nothing is changed in any target. */
export async function apply(world: World, options: ApplyOptions): Promise<ExitCode> {
  const reviewed = options.plan === undefined ? undefined : parseReviewed(world.files.read(options.plan), options.plan);
  const planned = await planAll(world, { ...options, applies: true });
  if (planned === undefined) return EXIT.invalid;
  const plans = planned.map(({ review }) => review.plan);
  refuseUnreviewed(plans, reviewed);
  const live = showApply(world, options.format);
  await live.add({ type: 'planned', reviews: planned.map(({ review }) => review) });
  refuseOpenHazards(plans);
  const isReviewed = reviewed !== undefined || options.yes === true || options.format === 'json';
  if (!isReviewed && !(await isConfirmed(world, plans))) {
    world.print('Nothing was changed.\n');
    return EXIT.failed;
  }
  const applied = await carryOutAll(world, planned, live);
  await live.end();
  return isDone(applied) ? EXIT.fine : EXIT.failed;
}

/** Whether the person at the terminal wants this done; so it is where there is nobody to ask, and nothing to do. */
async function isConfirmed({ ask }: World, plans: readonly Plan[]): Promise<boolean> {
  const changing = plans.filter(({ changes }) => changes.length > 0);
  if (ask === undefined || changing.length === 0) return true;
  return (await ask(applyQuestion(changing)))?.trim() === 'yes';
}

/** Begins to print what becomes of plans. */
export function showApply(world: World, format?: ApplyFormat): Live<Step> {
  return showLive(world, VIEWS, { format });
}

/** Throws an OperatorError that names each change which nobody reviewed; without a review to compare with all is well. */
export function refuseUnreviewed(plans: readonly Plan[], reviewed: readonly ReviewedPlan[] | undefined): void {
  if (reviewed === undefined) return;
  const changes = plans.flatMap((plan) =>
    unreviewed(plan, reviewed).map(({ action, address }) => `${action} ${address} in ${plan.target}`),
  );
  if (changes.length === 0) return;
  throw new OperatorError('DG4102', `This is not what was reviewed: ${changes.join(', ')}.`, {
    hint: 'The profiles or the account changed since. Plan again and have the new plan reviewed. Nothing was changed.',
    exitCode: EXIT.notReviewed,
  });
}

/** Throws an OperatorError where a hazard is not accepted. */
export function refuseOpenHazards(plans: readonly Plan[]): void {
  const open = plans.flatMap((plan) => plan.hazards).filter((hazard) => !hazard.accepted);
  if (open.length === 0) return;
  const acceptable = open.filter((hazard) => hazard.acceptable).map((hazard) => hazard.id);
  const hint =
    acceptable.length < open.length
      ? 'Some cannot be accepted: the plan says what has to change.'
      : `To accept, add to the settings: accept: [${acceptable.join(', ')}]`;
  throw new OperatorError(
    'DG4103',
    `${open.length === 1 ? 'A hazard is' : `${open.length} hazards are`} not accepted. Nothing was changed.`,
    { hint },
  );
}

/** What became of one target. */
interface AppliedPlan {
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
}

/** Carries out the plans one after the other, and tells what becomes of each change. */
export async function carryOutAll(
  world: World,
  planned: readonly PlannedTarget[],
  live: Live<Step>,
): Promise<readonly AppliedPlan[]> {
  const results: AppliedPlan[] = [];
  for (const { aws, review } of planned) {
    const { plan } = review;
    const report: Reporter = (event) => {
      if (event.type !== 'finished') return world.report(event);
      // What became of a change is a result; all else is progress.
      world.report({ ...event, target: plan.target, ...(live.isLive && { told: true }) });
      void live.add({ type: 'finished', outcome: event.outcome });
    };
    await live.add({ type: 'begun', plan });
    const outcomes = await carryOut(plan, { aws, kinds, report, breathe: world.breathe, stop: world.stop() });
    await live.add({ type: 'applied', plan, outcomes });
    results.push({ plan, outcomes });
  }
  return results;
}

/** Whether everything was done and read back. */
export function isDone(applied: readonly AppliedPlan[]): boolean {
  return applied.every(({ outcomes }) => outcomes.every(({ status }) => status === 'verified'));
}
