import { checks } from '../checks/checks.ts';
import { CODES } from '../model/codes.ts';
import type { Problem } from '../model/problem.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';
import { sarifDocument } from '../render/annotations/sarif.ts';
import type { SarifRule } from '../render/annotations/sarif.ts';
import { problemsDocument } from '../render/json/plan.ts';
import { renderValidation } from '../render/terminal/problems.ts';
import { writingJson } from '../render/text/json.ts';
import { version } from '../version.ts';
import { loadProfiles } from './planning/profiles.ts';
import type { LoadedProfiles } from './planning/profiles.ts';
import { show } from './views/view.ts';
import type { Views } from './views/view.ts';

const VIEWS = {
  terminal: renderValidation,
  json: (loaded) => writingJson(problemsDocument(allOf(loaded))),
  sarif: (loaded) => writingJson(sarifDocument(allOf(loaded), sarifRules(), version)),
} satisfies Views<string, LoadedProfiles>;

/** A format of what `validate` finds. */
export type ValidateFormat = keyof typeof VIEWS;

/** What `validate` is told. */
export interface ValidateOptions {
  readonly folder: string;
  readonly target?: string;
  readonly format?: ValidateFormat;
  /** Where to write what was found as SARIF as well. */
  readonly sarif?: string;
}

/** Checks the profiles without any account. */
export async function validate(world: World, { folder, target, format, sarif }: ValidateOptions): Promise<ExitCode> {
  const loaded = await loadProfiles(world, folder, target);
  await show(world, VIEWS, { format, files: { sarif } }, loaded);
  return loaded.problems.length > 0 ? EXIT.invalid : EXIT.fine;
}

function allOf({ problems, findings }: LoadedProfiles): readonly Problem[] {
  return [...problems, ...findings];
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
