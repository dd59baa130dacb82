import { counted } from '../render/words/plan.ts';
import { sarifDocument } from '../render/annotations/sarif.ts';
import { loadProfiles } from './planning/profiles.ts';
import type { LoadedProfiles } from './planning/profiles.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';
import { printProblems } from './planning/print-problems.ts';
import { checks } from '../checks/checks.ts';
import { CODES } from '../model/codes.ts';
import type { SarifRule } from '../render/annotations/sarif.ts';

/** What `validate` is told. */
export interface ValidateOptions {
  readonly folder: string;
  readonly target?: string;
  readonly json: boolean;
  /** Where to write what was found as SARIF, and by which version of the program. */
  readonly sarif?: { readonly file: string; readonly version: string };
}

/** Checks the profiles without any account. */
export async function validate(world: World, options: ValidateOptions): Promise<ExitCode> {
  const loaded = await loadProfiles(world, options.folder, options.target);
  const problems = [...loaded.problems, ...loaded.findings];
  if (options.sarif !== undefined) {
    const document = sarifDocument(problems, sarifRules(), options.sarif.version);
    world.files.write(options.sarif.file, `${JSON.stringify(document, null, 2)}\n`);
  }
  if (options.json || problems.length > 0) printProblems(world, { ...loaded, problems }, options.json);
  if (!options.json && loaded.problems.length === 0) world.print(`${fine(loaded)}\n`);
  return loaded.problems.length > 0 ? EXIT.invalid : EXIT.fine;
}

function fine({ targets, texts }: LoadedProfiles): string {
  const counts = targets
    .map(({ target, desired }) => `${counted(desired.resources.size, 'resource')} for ${target.name}`)
    .join(', ');
  return `✔ No problems in ${counted(texts.size, 'file')}: ${counts}.`;
}

const PROBLEMS = 'https://github.com/defender-gitops/defender-gitops/blob/v1/docs/problems.md';

/** Everything that problems can be instances of. */
export function sarifRules(): readonly SarifRule[] {
  return [
    ...checks.map(({ id, severity, summary, why, source }) => ({ id, severity, summary, help: why, source })),
    ...Object.entries(CODES).map(([id, { meaning, remedy }]): SarifRule => ({
      id,
      severity: 'error',
      summary: meaning,
      help: remedy,
      source: PROBLEMS,
    })),
  ];
}
