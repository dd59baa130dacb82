import { counted } from '../render/words/plan.ts';
import { sarifDocument } from '../render/annotations/sarif.ts';
import { prepare } from './planning/profiles.ts';
import { sarifRules } from './sarif-rules.ts';
import type { Prepared } from './planning/profiles.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';
import { printProblems } from './planning/print-problems.ts';

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

function fine({ targets, texts }: Prepared): string {
  const counts = targets
    .map(({ target, desired }) => `${counted(desired.resources.size, 'resource')} for ${target.name}`)
    .join(', ');
  return `✔ No problems in ${counted(texts.size, 'file')}: ${counts}.`;
}
