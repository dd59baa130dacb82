import { problemsDocument } from '../../render/json/plan.ts';
import { renderProblems } from '../../render/terminal/problems.ts';
import type { LoadedProfiles } from './profiles.ts';
import type { World } from '../../model/world.ts';

/** Prints problems in the form that was asked for, on standard output: they are the result of the run. */
export function printProblems(
  world: World,
  { problems, texts }: Pick<LoadedProfiles, 'problems' | 'texts'>,
  json: boolean,
): void {
  world.print(
    json ? `${JSON.stringify(problemsDocument(problems), null, 2)}\n` : renderProblems(problems, texts, world.style),
  );
}
