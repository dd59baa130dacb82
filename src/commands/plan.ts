import type { Plan } from '../model/plan.ts';
import { planDocument } from '../render/json.ts';
import { renderPlan } from '../render/terminal-plan.ts';
import { inspectAll } from './inspect.ts';
import type { Choice } from './inspect.ts';
import { prepareTexts } from './only-changed.ts';
import type { ExitCode, World } from './world.ts';
import { EXIT } from './world.ts';

/** What `plan` is told. */
export interface PlanOptions extends Choice {
  readonly detailedExitcode: boolean;
  /** Read only what the profiles want otherwise than where this branch left a commit. */
  readonly onlyChanged?: string;
  /** Where to write the plan as JSON, for `apply --plan`. */
  readonly out?: string;
}

/** Compares the profiles with the accounts of their targets and prints what would have to be done. Changes nothing. */
export async function plan(world: World, options: PlanOptions): Promise<ExitCode> {
  const inspected = await inspectAll(world, { ...options, ...baseOf(world, options) });
  if (inspected === undefined) return EXIT.invalid;
  const plans = inspected.map((one) => one.plan);
  const document = `${JSON.stringify(planDocument(plans), null, 2)}\n`;
  if (options.out !== undefined) world.files.write(options.out, document);
  world.print(
    options.json ? document : inspected.map((one) => renderPlan(one.plan, { ...world.style, ...one.only })).join('\n'),
  );
  return options.detailedExitcode && plans.some(hasChanges) ? EXIT.changes : EXIT.fine;
}

function baseOf(world: World, { onlyChanged, folder }: PlanOptions): Pick<Choice, 'base'> {
  if (onlyChanged === undefined) return {};
  const files = world.profilesBefore?.(onlyChanged, folder);
  return files === undefined ? {} : { base: prepareTexts(world, folder, files) };
}

function hasChanges({ changes }: Plan): boolean {
  return changes.length > 0;
}
