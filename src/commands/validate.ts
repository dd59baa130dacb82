import { problemsDocument } from '../render/json.ts';
import { counted } from '../render/plan-words.ts';
import { sarifDocument } from '../render/sarif.ts';
import { renderProblems } from '../render/terminal-problems.ts';
import { prepare } from './prepare.ts';
import { sarifRules } from './sarif-rules.ts';
import type { Prepared } from './prepare.ts';
import type { ExitCode, World } from './world.ts';
import { EXIT } from './world.ts';

/** What `validate` is told. */
export interface ValidateOptions {
  readonly folder: string;
  readonly target?: string;
  readonly json: boolean;
  /** Where to write what was found as SARIF, and by which version of the program. */
  readonly sarif?: { readonly file: string; readonly version: string };
}

/** Checks the profiles without any account. */
export function validate(world: World, options: ValidateOptions): ExitCode {
  const prepared = prepare(world, options.folder, options.target);
  const problems = [...prepared.problems, ...prepared.findings];
  if (options.sarif !== undefined) {
    const document = sarifDocument(problems, sarifRules(), options.sarif.version);
    world.files.write(options.sarif.file, `${JSON.stringify(document, null, 2)}\n`);
  }
  if (options.json || problems.length > 0) printProblems(world, { ...prepared, problems }, options.json);
  if (!options.json && prepared.problems.length === 0) world.print(`${fine(prepared)}\n`);
  return prepared.problems.length > 0 ? EXIT.invalid : EXIT.fine;
}

/** Prints problems in the form that was asked for, on standard output: they are the result of the run. */
export function printProblems(
  world: World,
  { problems, texts }: Pick<Prepared, 'problems' | 'texts'>,
  json: boolean,
): void {
  world.print(
    json ? `${JSON.stringify(problemsDocument(problems), null, 2)}\n` : renderProblems(problems, texts, world.style),
  );
}

function fine({ targets, texts }: Prepared): string {
  const counts = targets
    .map(({ target, desired }) => `${counted(desired.resources.size, 'resource')} for ${target.name}`)
    .join(', ');
  return `✔ No problems in ${counted(texts.size, 'file')}: ${counts}.`;
}
