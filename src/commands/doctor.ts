import { OperatorError } from '../model/problem.ts';
import { forReading } from '../model/settings.ts';
import type { Finding } from './finding.ts';
import { checkPermissions } from './doctor-permissions.ts';
import { checkSurroundings } from './doctor-surroundings.ts';
import type { Choice } from './inspect.ts';
import { prepare, requireSettings } from './prepare.ts';
import type { PreparedTarget } from './prepare.ts';
import { printFindings } from './print-findings.ts';
import { printProblems } from './validate.ts';
import type { ExitCode, World } from './world.ts';
import { EXIT } from './world.ts';

/** What `doctor` is told. */
export type DoctorOptions = Pick<Choice, 'folder' | 'target'>;

/** Looks whether a plan and an apply can work in the accounts of the targets; sends only reads. Fine where nothing blocks. */
export async function doctor(world: World, { folder, target }: DoctorOptions): Promise<ExitCode> {
  const prepared = prepare(world, folder, target);
  if (prepared.problems.length > 0) {
    printProblems(world, prepared, false);
    return EXIT.invalid;
  }
  requireSettings(prepared, world);
  let code: ExitCode = EXIT.fine;
  for (const one of prepared.targets) {
    const findings = await examine(world, one);
    if (printFindings(world, one.target, findings) !== EXIT.fine) code = EXIT.failed;
  }
  return code;
}

async function examine(world: World, { target, desired }: PreparedTarget): Promise<readonly Finding[]> {
  try {
    const aws = await world.connect(forReading(target), desired);
    const reached: Finding = { status: 'fine', what: `The credentials are for account ${target.account}.` };
    return [reached, ...(await checkPermissions(aws)), ...(await checkSurroundings(aws, desired))];
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const what = `${error.code}: ${error.message}`;
    return [{ status: 'blocks', what, ...(error.hint === undefined ? {} : { remedy: error.hint }) }];
  }
}
