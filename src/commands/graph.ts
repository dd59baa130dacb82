import { followingPath } from '../pipeline/impact/data-path/data-path.ts';
import type { DataPath } from '../model/impact/data-path.ts';
import { OperatorError } from '../model/problem.ts';
import { inSteps } from '../model/steps.ts';
import { beforehand } from '../pipeline/impact/afterwards.ts';
import { didYouMean } from '../pipeline/profiles/nearest.ts';
import { dotText } from '../render/graph/dot.ts';
import { mermaidLines } from '../render/graph/mermaid.ts';
import { maskPath } from '../render/text/secrets.ts';
import { onlyTarget, loadProfiles } from './planning/profiles.ts';
import type { TargetProfiles } from './planning/profiles.ts';
import { printProblems } from './planning/print-problems.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** What `graph` is told. */
export interface GraphOptions {
  readonly folder: string;
  readonly target?: string;
  /** `mermaid` unless said. */
  readonly format?: string;
  readonly out?: string;
}

const FORMATS: Readonly<Record<string, (path: DataPath, title: string) => Promise<string> | string>> = {
  mermaid: (path) => `${mermaidLines(path).join('\n')}\n`,
  dot: dotText,
  // Laying a picture out takes a package that nothing else needs.
  svg: async (path, title) => (await import('../render/graph/svg.ts')).svgText(path, title),
};

/** Draws where metrics go, as the profiles of one target say it. Needs no account. */
export async function graph(
  world: World,
  { folder, target, format = 'mermaid', out }: GraphOptions,
): Promise<ExitCode> {
  const draw = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (draw === undefined)
    throw new OperatorError('DG5001', `There is no format ${JSON.stringify(format)}.`, {
      hint: didYouMean(format, Object.keys(FORMATS)),
    });
  const loaded = await loadProfiles(world, folder, target);
  if (loaded.problems.length > 0) {
    printProblems(world, loaded, false);
    return EXIT.invalid;
  }
  const chosen = onlyTarget(loaded, 'graph');
  const text = await draw(await pathOf(world, chosen), `Data path of ${chosen.target.name}`);
  if (out === undefined) world.print(text);
  else world.files.write(out, text);
  return EXIT.fine;
}

/** Where the metrics of a target go, without secrets. */
async function pathOf({ breathe }: Pick<World, 'breathe'>, { desired }: TargetProfiles): Promise<DataPath> {
  return maskPath(await inSteps(followingPath(beforehand(desired.resources)), breathe));
}

/** The same as a picture, as SVG. */
export async function pictureOf(world: Pick<World, 'breathe'>, loaded: TargetProfiles): Promise<string> {
  const { svgText } = await import('../render/graph/svg.ts');
  return svgText(await pathOf(world, loaded), `Data path of ${loaded.target.name}`);
}
