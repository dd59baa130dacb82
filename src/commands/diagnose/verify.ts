import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Policy } from '../../model/access/policy.ts';
import { forReading } from '../../model/settings.ts';
import { verifierPolicy } from '../../roles/verifier.ts';
import { forEachTarget } from './each-target.ts';
import type { DiagnoseOptions } from './each-target.ts';
import type { TargetProfiles } from '../planning/profiles.ts';
import { walkPath } from './path.ts';
import { publishAndWatch } from './publish.ts';
import type { ExitCode, World } from '../../model/world.ts';

/** What `verify` is told. */
export interface VerifyOptions extends DiagnoseOptions {
  /** Publishes a marked batch to each topic of an export; without it only reads are sent. */
  readonly publish: boolean;
}

/** Looks whether what is exported gets where the profiles say, hop by hop, and on demand lets a batch show it. */
export function verify(world: World, { publish, ...choice }: VerifyOptions): Promise<ExitCode> {
  return forEachTarget(world, choice, (one) => verifyTarget(world, one, publish));
}

async function* verifyTarget(
  world: World,
  { target, desired }: TargetProfiles,
  publish: boolean,
): AsyncGenerator<Diagnostic> {
  const aws = await world.connect(forReading(target), desired);
  const walked = await walkPath(aws, desired);
  const nodes = walked.flatMap((one) => one.diagnostics);
  yield* nodes;
  if (walked.length === 0) yield { status: 'unchecked', message: 'No profile of this target exports metrics.' };
  const around = { aws, desired, stopped: () => world.stop().aborted };
  // Waiting takes minutes: for all of them at once.
  const published = publish ? (await Promise.all(walked.map((one) => publishAndWatch(one, around)))).flat() : [];
  yield* published;
  if ([...nodes, ...published].some(({ code }) => code === 'DG7204'))
    yield allThatItTakes(verifierPolicy(desired.resources.values(), target));
}

/** So that a role need not be fixed one statement at a time. */
function allThatItTakes(policy: Policy): Diagnostic {
  const statements = policy.Statement.map((statement) => JSON.stringify(statement)).join(',\n');
  return { status: 'warns', message: 'All that --publish takes, beside what a plan may do:', hint: statements };
}
