import type { Policy } from '../model/policy.ts';
import { OperatorError } from '../model/problem.ts';
import { forReading } from '../model/settings.ts';
import { verifierPolicy } from '../roles/verifier.ts';
import type { Finding } from './finding.ts';
import { prepare, requireSettings } from './prepare.ts';
import type { PreparedTarget } from './prepare.ts';
import { printFindings } from './print-findings.ts';
import { printProblems } from './validate.ts';
import { walkPath } from './verify-path.ts';
import { publishAndWatch } from './verify-publish.ts';
import type { ExitCode, World } from './world.ts';
import { EXIT } from './world.ts';

/** What `verify` is told. */
export interface VerifyOptions {
  readonly folder: string;
  readonly target?: string;
  /** Publishes a marked batch to each topic of an export; without it only reads are sent. */
  readonly publish: boolean;
}

/** Looks whether what is exported gets where the profiles say, station by station, and on demand lets a batch show it. */
export async function verify(world: World, { folder, target, publish }: VerifyOptions): Promise<ExitCode> {
  const prepared = prepare(world, folder, target);
  if (prepared.problems.length > 0) {
    printProblems(world, prepared, false);
    return EXIT.invalid;
  }
  requireSettings(prepared, world);
  let code: ExitCode = EXIT.fine;
  for (const one of prepared.targets) {
    const findings = await verifyTarget(world, one, publish);
    if (printFindings(world, one.target, findings) !== EXIT.fine) code = EXIT.failed;
  }
  return code;
}

async function verifyTarget(
  world: World,
  { target, desired }: PreparedTarget,
  publish: boolean,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  try {
    const aws = await world.connect(forReading(target), desired);
    const walked = await walkPath(aws, desired);
    findings.push(...walked.flatMap((one) => one.findings));
    if (walked.length === 0) findings.push({ status: 'unchecked', what: 'No profile of this target exports metrics.' });
    const around = { aws, desired, stopped: world.stopped };
    // Waiting takes minutes: for all of them at once.
    if (publish) findings.push(...(await Promise.all(walked.map((one) => publishAndWatch(one, around)))).flat());
    if (findings.some(({ what }) => what.startsWith('DG7204')))
      findings.push(allThatItTakes(verifierPolicy(desired.resources.values(), target)));
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const what = `${error.code}: ${error.message}`;
    findings.push({ status: 'blocks', what, ...(error.hint === undefined ? {} : { remedy: error.hint }) });
  }
  return findings;
}

/** So that a role need not be mended one statement at a time. */
function allThatItTakes(policy: Policy): Finding {
  const statements = policy.Statement.map((statement) => JSON.stringify(statement)).join(',\n');
  return { status: 'warns', what: 'All that --publish takes, beside what a plan may do:', remedy: statements };
}
