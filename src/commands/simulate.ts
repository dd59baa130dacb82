import type { Cost } from '../model/impact/cost.ts';
import { OperatorError } from '../model/problem.ts';
import type { SimulationChoice, SimulationReport } from '../model/exports/simulation.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';
import { simulationDocument } from '../render/json/simulation.ts';
import { renderSimulation } from '../render/terminal/simulation.ts';
import { jsonText } from '../render/text/json.ts';
import { plainLine } from '../render/text/plain-text.ts';
import { apply } from './apply.ts';
import { monthlyCost } from './cost.ts';
import { pictureOf } from './graph.ts';
import { loadValidProfiles } from './planning/print-problems.ts';
import type { LoadedProfiles } from './planning/profiles.ts';
import { showLive } from './views/live-view.ts';
import type { LiveViews } from './views/live-view.ts';

/** What a simulation tells of a target. */
interface SimulatedTarget {
  readonly report: SimulationReport;
  readonly cost: Cost;
  /** Where the objects lie, if they were kept. */
  readonly folder: string | undefined;
  /** Where its metrics go, as SVG. */
  readonly picture: () => Promise<string>;
}

const VIEWS = {
  terminal: { each: ({ report, cost, folder }, style) => renderSimulation(report, cost, { ...style, out: folder }) },
  json: { all: (simulated) => jsonText(simulationDocument(simulated.map(({ report }) => report))) },
  html: { all: pageOf },
} satisfies LiveViews<string, SimulatedTarget>;

/** A format of what `simulate` finds. */
export type SimulateFormat = keyof typeof VIEWS;

/** What `simulate` is told. */
export interface SimulateOptions extends Omit<SimulationChoice, 'day'> {
  readonly folder: string;
  readonly target?: string;
  readonly format?: SimulateFormat;
  /** Set where a sandbox's file already holds what is to be simulated. */
  readonly isApplied: boolean;
  /** Where to write a page about it. */
  readonly report?: string;
}

/**
 * Applies the profiles to an empty sandbox and lets a fleet report there. Fails where data points are lost, because a profile, rule
 * or stream is not as it should be.
 */
export async function simulate(world: World, options: SimulateOptions): Promise<ExitCode> {
  const run = world.simulate;
  if (run === undefined) throw new Error('simulate needs a sandbox');
  const loaded = await loadValidProfiles(world, options);
  if (loaded === undefined) return EXIT.invalid;
  if (!options.isApplied) await applyQuietly(world, options);
  const live = showLive(world, VIEWS, { format: options.format, files: { html: options.report } });
  let code: ExitCode = EXIT.fine;
  for (const profiles of loaded.targets) {
    const { target } = profiles;
    const folder = folderOf(loaded, target.name, options);
    const report = await run(target, choiceOf(world, folder, options));
    const cost = await monthlyCost(world, loaded, profiles);
    const picture = (): Promise<string> => pictureOf(world, profiles);
    await live.add({ report, cost, folder, picture });
    if (report.fates.some(({ fate }) => fate === 'lost')) code = EXIT.failed;
  }
  await live.end();
  if (options.report !== undefined && options.format !== 'json')
    world.print(`Charts, alarms and the data path: open ${plainLine(options.report)} in a browser.\n`);
  return code;
}

/** Several targets may have buckets of one name. */
function folderOf({ targets }: LoadedProfiles, target: string, { out }: SimulateOptions): string | undefined {
  return out === undefined || targets.length === 1 ? out : `${out}/${target}`;
}

function choiceOf(
  { today: day }: World,
  out: string | undefined,
  { devices, hours, seed, onMessage }: SimulateOptions,
): SimulationChoice {
  const kept = out === undefined ? {} : { out };
  return { devices, hours, seed, day, ...kept, ...(onMessage === undefined ? {} : { onMessage }) };
}

/** What happens on the way is of interest only where it does not get there. */
async function applyQuietly(world: World, { folder, target }: SimulateOptions): Promise<void> {
  const printed: string[] = [];
  const quiet = {
    ...world,
    print: (text: string) => void printed.push(text),
    report: () => undefined,
    stop: () => new AbortController().signal, // nothing that outlives the run, so a signal may end it
  };
  const choice = { folder, yes: true, accept: [], only: [], ...(target === undefined ? {} : { target }) };
  if ((await apply(quiet, choice)) === EXIT.fine) return;
  throw new OperatorError('DG4103', `The profiles cannot be applied to an empty sandbox.\n\n${printed.join('')}`, {
    hint: 'Run `defender-gitops plan --sandbox` to see why.',
  });
}

async function pageOf(simulated: readonly SimulatedTarget[]): Promise<string> {
  const { simulationPage } = await import('../render/simulation/page.ts');
  const pictures = simulated.map(async ({ picture, ...one }) => ({ ...one, picture: await picture() }));
  return simulationPage(await Promise.all(pictures));
}
