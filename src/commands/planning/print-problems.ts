import { problemsDocument } from '../../render/json/plan.ts';
import { renderProblems } from '../../render/terminal/problems.ts';
import { writingJson } from '../../render/text/json.ts';
import { show } from '../views/view.ts';
import type { Views } from '../views/view.ts';
import { loadProfiles } from './profiles.ts';
import type { LoadedProfiles } from './profiles.ts';
import type { World } from '../../model/world.ts';

type Problems = Pick<LoadedProfiles, 'problems' | 'texts'>;

const VIEWS = {
  terminal: ({ problems, texts }, style) => renderProblems(problems, texts, style),
  json: ({ problems }) => writingJson(problemsDocument(problems)),
} satisfies Views<string, Problems>;

/** Prints problems on standard output, because they are the result of the run: for programs where JSON was asked for, else for people. */
export function printProblems(world: World, found: Problems, format?: string): Promise<void> {
  return show(world, VIEWS, { format: format === 'json' ? format : 'terminal' }, found);
}

/** What to read, and how to tell what is wrong with it. */
interface ProfilesChoice {
  readonly folder: string;
  readonly target?: string | readonly string[];
  readonly format?: string;
}

/** Reads and checks profiles. Where they have problems those are printed, and nothing comes back. */
export async function loadValidProfiles(
  world: World,
  { folder, target, format }: ProfilesChoice,
): Promise<LoadedProfiles | undefined> {
  const loaded = await loadProfiles(world, folder, target);
  if (loaded.problems.length === 0) return loaded;
  await printProblems(world, loaded, format);
  return undefined;
}
