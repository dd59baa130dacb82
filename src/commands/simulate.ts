import { OperatorError } from '../model/problem.ts';
import type { SimulationChoice, SimulationReport } from '../model/exports/simulation.ts';
import { simulationDocument } from '../render/json/simulation.ts';
import { renderSimulation } from '../render/terminal/simulation.ts';
import { apply } from './apply.ts';
import { monthlyCost } from './cost.ts';
import { pictureOf } from './graph.ts';
import type { Choice } from './planning/plan-targets.ts';
import { loadProfiles } from './planning/profiles.ts';
import type { LoadedProfiles } from './planning/profiles.ts';
import { printProblems } from './planning/print-problems.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** What `simulate` is told. */
export interface SimulateOptions extends Choice, Omit<SimulationChoice, 'day'> {
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
  const loaded = await loadProfiles(world, options.folder, options.target);
  if (loaded.problems.length > 0) {
    printProblems(world, loaded, options.json);
    return EXIT.invalid;
  }
  if (!options.isApplied) await applyQuietly(world, options);
  const { devices, hours, seed, out, onMessage } = options;
  const reports: SimulationReport[] = [];
  for (const one of loaded.targets) {
    const { target } = one;
    const folder = out === undefined || loaded.targets.length === 1 ? out : `${out}/${target.name}`;
    const choice = {
      devices,
      hours,
      seed,
      day: world.today,
      ...(folder === undefined ? {} : { out: folder }),
      ...(onMessage === undefined ? {} : { onMessage }),
    };
    const report = await run(target, choice);
    reports.push(report);
    if (!options.json)
      world.print(
        renderSimulation(report, await monthlyCost(world, loaded, one), {
          ...world.style,
          ...(folder === undefined ? {} : { out: folder }),
        }),
      );
  }
  if (options.report !== undefined) world.files.write(options.report, await pageOf(world, loaded, reports));
  if (options.json) world.print(`${JSON.stringify(simulationDocument(reports), null, 2)}\n`);
  return reports.some(({ fates }) => fates.some(({ fate }) => fate === 'lost')) ? EXIT.failed : EXIT.fine;
}

/** What happens on the way is of interest only where it does not get there. */
async function applyQuietly(world: World, { folder, target, accept }: SimulateOptions): Promise<void> {
  const printed: string[] = [];
  const quiet = {
    ...world,
    print: (text: string) => void printed.push(text),
    report: () => undefined,
    stop: () => new AbortController().signal, // nothing that outlives the run, so a signal may end it
  };
  const choice = { folder, accept, json: false, only: [], ...(target === undefined ? {} : { target }) };
  if ((await apply(quiet, choice)) === EXIT.fine) return;
  throw new OperatorError('DG4103', `The profiles cannot be applied to an empty sandbox.\n\n${printed.join('')}`, {
    hint: 'Run `defender-gitops plan --sandbox` to see why.',
  });
}

async function pageOf(
  world: Pick<World, 'breathe'>,
  loaded: LoadedProfiles,
  reports: readonly SimulationReport[],
): Promise<string> {
  const { simulationPage } = await import('../render/simulation/page.ts');
  const { targets } = loaded;
  const pictures = await Promise.all(targets.map((one) => pictureOf(world, one)));
  const costs = await Promise.all(targets.map((one) => monthlyCost(world, loaded, one)));
  return simulationPage(
    reports.map((report, index) => ({ report, picture: pictures[index] ?? '', cost: costs[index] })),
  );
}
