import type { Plan } from '../model/plan.ts';
import { planDocument } from '../render/json/plan.ts';
import { renderPlan } from '../render/terminal/plan.ts';
import { backTested } from './back-test/back-test.ts';
import { inspectAll } from './planning/plan-targets.ts';
import type { Choice } from './planning/plan-targets.ts';
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
  const document = options.json || options.out !== undefined ? `${JSON.stringify(planDocument(plans), null, 2)}\n` : '';
  if (options.out !== undefined) world.files.write(options.out, document);
  world.print(
    options.json ? document : inspected.map((one) => renderPlan(one.plan, { ...world.style, ...one.only })).join('\n'),
  );
  return options.detailedExitcode && plans.some(hasChanges) ? EXIT.changes : EXIT.fine;
}

async function baseOf(world: World, { onlyChanged, folder }: PlanOptions): Promise<Pick<Choice, 'base'>> {
  if (onlyChanged === undefined) return {};
  const files = await world.profilesBefore?.(onlyChanged, folder);
  return files === undefined ? {} : { base: await loadTexts(world, folder, files) };
}

function hasChanges({ changes }: Plan): boolean {
  return changes.length > 0;
}
