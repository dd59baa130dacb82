import type { Plan } from '../model/plan.ts';
import { documentingPlans } from '../render/json/plan.ts';
import { writingJson } from '../render/json/text.ts';
import { inSteps } from '../model/steps.ts';
import { renderingPlans } from '../render/terminal/plan.ts';
import { backTested } from './back-test/back-test.ts';
import { inspectAll } from './planning/plan-targets.ts';
import type { Choice, Inspected } from './planning/plan-targets.ts';
import { loadTexts } from './planning/partial-read.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** What `plan` is told. */
export interface PlanOptions extends Choice {
  readonly detailedExitcode: boolean;
  /** Read only what the profiles want otherwise than where this branch left a commit. */
  readonly onlyChanged?: string;
  /** Of how many things of each target to look at the past; of none where it is left out. */
  readonly backTest?: number;
  /** Where to write the plan as JSON, for `apply --plan`. */
  readonly out?: string;
}

/** Compares the profiles with the accounts of their targets and prints what would have to be done. Changes nothing. */
export async function plan(world: World, options: PlanOptions): Promise<ExitCode> {
  const seen = await inspectAll(world, { ...options, ...(await baseOf(world, options)) });
  if (seen === undefined) return EXIT.invalid;
  const { backTest: things } = options;
  const inspected = things === undefined ? seen : await backTested(world, seen, things);
  const plans = inspected.map((one) => one.plan);
  // It is large, and nobody may want it.
  const document = options.json || options.out !== undefined ? await documentOf(world, plans) : '';
  if (options.out !== undefined) world.files.write(options.out, document);
  world.print(options.json ? document : await toldOf(world, inspected));
  return options.detailedExitcode && plans.some(hasChanges) ? EXIT.changes : EXIT.fine;
}

async function documentOf({ breathe }: Pick<World, 'breathe'>, plans: readonly Plan[]): Promise<string> {
  const document = await inSteps(documentingPlans(plans), breathe);
  return inSteps(writingJson(document), breathe);
}

/** Plans as people read them. */
export function toldOf(
  { breathe, style }: Pick<World, 'breathe' | 'style'>,
  inspected: readonly Pick<Inspected, 'plan' | 'only'>[],
  applies = false,
): Promise<string> {
  const plans = inspected.map(({ plan: one, only }) => ({ plan: one, ...only }));
  return inSteps(renderingPlans(plans, { ...style, applies }), breathe);
}

async function baseOf(world: World, { onlyChanged, folder }: PlanOptions): Promise<Pick<Choice, 'base'>> {
  if (onlyChanged === undefined) return {};
  const files = await world.profilesBefore?.(onlyChanged, folder);
  return files === undefined ? {} : { base: await loadTexts(world, folder, files) };
}

function hasChanges({ changes }: Plan): boolean {
  return changes.length > 0;
}
