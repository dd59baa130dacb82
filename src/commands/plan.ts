import type { Plan } from '../model/plan.ts';
import { planDocument } from '../render/json.ts';
import { renderPlan } from '../render/terminal-plan.ts';
import { inspectAll } from './inspect.ts';
import type { Choice } from './inspect.ts';
import type { ExitCode, World } from './world.ts';
import { EXIT } from './world.ts';

/** What `plan` is told. */
export interface PlanOptions extends Choice {
  readonly detailedExitcode: boolean;
  /** Where to write the plan as JSON, for `apply --plan`. */
  readonly out?: string;
}

/** Compares the profiles with the accounts of their targets and prints what would have to be done. Changes nothing. */
export async function plan(world: World, options: PlanOptions): Promise<ExitCode> {
  const inspected = await inspectAll(world, options);
  if (inspected === undefined) return EXIT.invalid;
  const plans = inspected.map((one) => one.plan);
  const document = `${JSON.stringify(planDocument(plans), null, 2)}\n`;
  if (options.out !== undefined) world.files.write(options.out, document);
  world.print(
    options.json ? document : inspected.map((one) => renderPlan(one.plan, { ...world.style, ...one.only })).join('\n'),
  );
  return options.detailedExitcode && plans.some(hasChanges) ? EXIT.changes : EXIT.fine;
}

function hasChanges({ changes }: Plan): boolean {
  return changes.length > 0;
}
