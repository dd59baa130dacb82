import type { DataPath } from '../model/impact/data-path.ts';
import { inSteps } from '../model/steps.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';
import { beforehand } from '../pipeline/impact/afterwards.ts';
import { followingPath } from '../pipeline/impact/data-path/data-path.ts';
import { dotText } from '../render/graph/dot.ts';
import { mermaidText } from '../render/graph/mermaid.ts';
import { maskingPath } from '../render/text/secrets.ts';
import { loadValidProfiles } from './planning/print-problems.ts';
import { onlyTarget } from './planning/profiles.ts';
import type { TargetProfiles } from './planning/profiles.ts';
import { viewed, whole } from './views/view.ts';
import type { Views } from './views/view.ts';

/** Where the metrics of a target go, without secrets. */
interface Picture {
  readonly title: string;
  readonly path: DataPath;
}

const VIEWS = {
  mermaid: ({ path }) => mermaidText(path),
  dot: ({ path }) => dotText(path),
  // Laying a picture out takes a package that nothing else needs.
  svg: async ({ path, title }) => (await import('../render/graph/svg.ts')).svgText(path, title),
} satisfies Views<string, Picture>;

/** A format of what `graph` draws. */
export type GraphFormat = keyof typeof VIEWS;

/** What `graph` is told. */
export interface GraphOptions {
  readonly folder: string;
  readonly target?: string;
  readonly format?: GraphFormat;
  /** The file to write; printed where it is left out. */
  readonly out?: string;
}

/** Draws where metrics go, as the profiles of one target say it. Needs no account. */
export async function graph(world: World, options: GraphOptions): Promise<ExitCode> {
  const loaded = await loadValidProfiles(world, options);
  if (loaded === undefined) return EXIT.invalid;
  const picture = await pictureFor(world, onlyTarget(loaded, 'graph'));
  const text = await whole(viewed<GraphFormat, Picture>(VIEWS, options.format, picture, world.style), world.breathe);
  if (options.out === undefined) world.print(text);
  else world.files.write(options.out, text);
  return EXIT.fine;
}

async function pictureFor({ breathe }: Pick<World, 'breathe'>, { target, desired }: TargetProfiles): Promise<Picture> {
  const path = await inSteps(followingPath(beforehand(desired.resources)), breathe);
  return { title: `Data path of ${target.name}`, path: await inSteps(maskingPath(path), breathe) };
}

/** Where the metrics of a target go, as SVG. */
export async function pictureOf(world: Pick<World, 'breathe'>, profiles: TargetProfiles): Promise<string> {
  return VIEWS.svg(await pictureFor(world, profiles));
}
