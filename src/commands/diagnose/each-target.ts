import { isBlocked } from '../../model/diagnostic.ts';
import type { Diagnosis, Diagnostic } from '../../model/diagnostic.ts';
import { OperatorError } from '../../model/problem.ts';
import type { ExitCode, World } from '../../model/world.ts';
import { EXIT } from '../../model/world.ts';
import { diagnosisDocument } from '../../render/json/diagnosis.ts';
import { renderDiagnosis } from '../../render/terminal/diagnosis.ts';
import { jsonText } from '../../render/text/json.ts';
import { loadValidProfiles } from '../planning/print-problems.ts';
import { requireSettings } from '../planning/profiles.ts';
import type { TargetProfiles } from '../planning/profiles.ts';
import { showLive } from '../views/live-view.ts';
import type { LiveViews } from '../views/live-view.ts';

const VIEWS = {
  terminal: { each: renderDiagnosis },
  json: { all: (diagnoses) => jsonText(diagnosisDocument(diagnoses)) },
} satisfies LiveViews<string, Diagnosis>;

/** A format of what `doctor` and `verify` see. */
export type DiagnoseFormat = keyof typeof VIEWS;

/** What `doctor` and `verify` are told. */
export interface DiagnoseOptions {
  readonly folder: string;
  /** One target; all where it is left out. */
  readonly target?: string;
  readonly format?: DiagnoseFormat;
}

/** Looks at each target of the profiles and tells what is found. What ends a look is a diagnostic, too. Failed where something blocks. */
export async function forEachTarget(
  world: World,
  options: DiagnoseOptions,
  look: (one: TargetProfiles) => AsyncIterable<Diagnostic>,
): Promise<ExitCode> {
  const loaded = await loadValidProfiles(world, options);
  if (loaded === undefined) return EXIT.invalid;
  requireSettings(loaded, world);
  const live = showLive(world, VIEWS, options);
  let code: ExitCode = EXIT.fine;
  for (const one of loaded.targets) {
    const diagnosis = { target: one.target, diagnostics: await allOf(look(one)) };
    await live.add(diagnosis);
    if (isBlocked(diagnosis)) code = EXIT.failed;
  }
  await live.end();
  return code;
}

async function allOf(diagnostics: AsyncIterable<Diagnostic>): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  try {
    for await (const diagnostic of diagnostics) found.push(diagnostic);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const { code, message, hint } = error;
    found.push({ status: 'blocks', code, message, ...(hint === undefined ? {} : { hint }) });
  }
  return found;
}
