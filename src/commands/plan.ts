import type { Review } from '../model/review.ts';
import { planDocument } from '../render/json/plan.ts';
import { renderPlan } from '../render/terminal/plan.ts';
import { planAll } from './planning/plan-targets.ts';
import type { Choice } from './planning/plan-targets.ts';
import { loadTexts } from './planning/partial-read.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

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
  const planned = await planAll(world, { ...options, ...(await baseOf(world, options)) });
  if (planned === undefined) return EXIT.invalid;
  const reviews = planned.map(({ review }) => review);
  const document = `${JSON.stringify(planDocument(reviews), null, 2)}\n`;
  if (options.out !== undefined) world.files.write(options.out, document);
  world.print(options.json ? document : reviews.map((review) => renderPlan(review, world.style)).join('\n'));
  return options.detailedExitcode && reviews.some(hasChanges) ? EXIT.changes : EXIT.fine;
}

async function baseOf(world: World, { onlyChanged, folder }: PlanOptions): Promise<Pick<Choice, 'base'>> {
  if (onlyChanged === undefined) return {};
  const files = await world.profilesBefore?.(onlyChanged, folder);
  return files === undefined ? {} : { base: loadTexts(world, folder, files) };
}

function hasChanges({ plan }: Review): boolean {
  return plan.changes.length > 0;
}
