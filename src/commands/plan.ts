import { planDocument } from '../render/json/plan.ts';
import { renderPlan } from '../render/terminal/plan.ts';
import { jsonText } from '../render/text/json.ts';
import { backTested } from './back-test/back-test.ts';
import { inspectAll } from './planning/plan-targets.ts';
import type { Choice, Inspected } from './planning/plan-targets.ts';
import { loadTexts } from './planning/partial-read.ts';
import { show } from './views/view.ts';
import type { Views } from './views/view.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

const VIEWS = {
  terminal: (inspected, style) =>
    inspected.map(({ plan: one, only }) => renderPlan(one, { ...style, ...only })).join('\n'),
  json: (inspected) => jsonText(planDocument(inspected.map((one) => one.plan))),
} satisfies Views<string, readonly Inspected[]>;

/** A format of what `plan` finds. */
export type PlanFormat = keyof typeof VIEWS;

/** What `plan` is told. */
export interface PlanOptions extends Choice {
  readonly format?: PlanFormat;
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
  show(world, VIEWS, { format: options.format, files: { json: options.out } }, inspected);
  return options.detailedExitcode && inspected.some(hasChanges) ? EXIT.changes : EXIT.fine;
}

async function baseOf(world: World, { onlyChanged, folder }: PlanOptions): Promise<Pick<Choice, 'base'>> {
  if (onlyChanged === undefined) return {};
  const files = await world.profilesBefore?.(onlyChanged, folder);
  return files === undefined ? {} : { base: loadTexts(world, folder, files) };
}

function hasChanges({ plan: { changes } }: Inspected): boolean {
  return changes.length > 0;
}
