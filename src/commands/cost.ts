import { costing } from '../pipeline/impact/cost/cost.ts';
import type { Cost } from '../model/impact/cost.ts';
import { inSteps } from '../model/steps.ts';
import { beforehand } from '../pipeline/impact/afterwards.ts';
import { costDocument } from '../render/json/cost.ts';
import { renderCost } from '../render/terminal/cost.ts';
import { loadProfiles } from './planning/profiles.ts';
import type { LoadedProfiles, TargetProfiles } from './planning/profiles.ts';
import { printProblems } from './planning/print-problems.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** What `cost` is told. */
export interface CostOptions {
  readonly folder: string;
  readonly target?: string;
  readonly json: boolean;
}

/** Estimates what the profiles of each target cost in a month. Needs no account. */
export async function cost(world: World, { folder, target, json }: CostOptions): Promise<ExitCode> {
  const loaded = await loadProfiles(world, folder, target);
  if (loaded.problems.length > 0) {
    printProblems(world, loaded, json);
    return EXIT.invalid;
  }
  const costs = new Map<string, Cost>();
  for (const one of loaded.targets) costs.set(one.target.name, await monthlyCost(world, loaded, one));
  world.print(
    json
      ? `${JSON.stringify(costDocument(costs), null, 2)}\n`
      : [...costs].map(([name, one]) => renderCost(name, one, world.style)).join('\n'),
  );
  return EXIT.fine;
}

/** What the profiles of a target cost in a month, at the usage in the settings. */
export function monthlyCost(
  { breathe }: Pick<World, 'breathe'>,
  { profiles }: LoadedProfiles,
  { target: { region }, desired }: TargetProfiles,
): Promise<Cost> {
  const { usage, prices } = profiles;
  const wanted = beforehand(desired.resources);
  return inSteps(costing(wanted, wanted, { region, usage, prices }), breathe);
}
