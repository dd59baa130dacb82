import type { Cost } from '../model/impact/cost.ts';
import { inSteps } from '../model/steps.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';
import { beforehand } from '../pipeline/impact/afterwards.ts';
import { costing } from '../pipeline/impact/cost/cost.ts';
import { costDocument } from '../render/json/cost.ts';
import { renderCost } from '../render/terminal/cost.ts';
import { jsonText } from '../render/text/json.ts';
import { loadValidProfiles } from './planning/print-problems.ts';
import type { LoadedProfiles, TargetProfiles } from './planning/profiles.ts';
import { show } from './views/view.ts';
import type { Views } from './views/view.ts';

/** An estimate for each target, by its name. */
type Costs = ReadonlyMap<string, Cost>;

const VIEWS = {
  terminal: (costs, style) => [...costs].map(([name, one]) => renderCost(name, one, style)).join('\n'),
  json: (costs) => jsonText(costDocument(costs)),
} satisfies Views<string, Costs>;

/** A format of what `cost` estimates. */
export type CostFormat = keyof typeof VIEWS;

/** What `cost` is told. */
export interface CostOptions {
  readonly folder: string;
  readonly target?: string;
  readonly format?: CostFormat;
}

/** Estimates what the profiles of each target cost in a month. Needs no account. */
export async function cost(world: World, options: CostOptions): Promise<ExitCode> {
  const loaded = await loadValidProfiles(world, options);
  if (loaded === undefined) return EXIT.invalid;
  const costs = new Map<string, Cost>();
  for (const one of loaded.targets) costs.set(one.target.name, await monthlyCost(world, loaded, one));
  await show(world, VIEWS, options, costs);
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
