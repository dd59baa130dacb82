import type { Review } from '../model/review.ts';
import { planDocument } from '../render/json/plan.ts';
import { renderingPlans } from '../render/terminal/plan.ts';
import { writingJson } from '../render/text/json.ts';
import { planAll } from './planning/plan-targets.ts';
import type { Choice } from './planning/plan-targets.ts';
import { loadTexts } from './planning/partial-read.ts';
import { show } from './views/view.ts';
import type { Views } from './views/view.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

const VIEWS = {
  terminal: renderingPlans,
  json: (reviews) => writingJson(planDocument(reviews)),
} satisfies Views<string, readonly Review[]>;

/** A format of what `plan` finds. */
export type PlanFormat = keyof typeof VIEWS;

/** What `plan` is told. */
export interface PlanOptions extends Choice {
  readonly format?: PlanFormat;
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
  await show(world, VIEWS, { format: options.format, files: { json: options.out } }, reviews);
  return options.detailedExitcode && reviews.some(hasChanges) ? EXIT.changes : EXIT.fine;
}

async function baseOf(world: World, { onlyChanged, folder }: PlanOptions): Promise<Pick<Choice, 'base'>> {
  if (onlyChanged === undefined) return {};
  const files = await world.profilesBefore?.(onlyChanged, folder);
  return files === undefined ? {} : { base: await loadTexts(world, folder, files) };
}

function hasChanges({ plan }: Review): boolean {
  return plan.changes.length > 0;
}
