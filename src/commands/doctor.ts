import { forReading } from '../model/settings.ts';
import { checkPermissions } from './doctor-permissions.ts';
import { checkSurroundings } from './doctor-surroundings.ts';
import type { Remark } from './remark.ts';
import type { Choice } from './inspect.ts';
import { lookAtTargets } from './look-at-targets.ts';
import type { PreparedTarget } from './prepare.ts';
import type { ExitCode, World } from './world.ts';

/** What `doctor` is told. */
export type DoctorOptions = Pick<Choice, 'folder' | 'target'>;

/** Looks whether a plan and an apply can work in the accounts of the targets; sends only reads. Fine where nothing blocks. */
export function doctor(world: World, options: DoctorOptions): Promise<ExitCode> {
  return lookAtTargets(world, options, (one) => examine(world, one));
}

async function* examine(world: World, { target, desired }: PreparedTarget): AsyncGenerator<Remark> {
  const aws = await world.connect(forReading(target), desired);
  yield { status: 'fine', what: `The credentials are for account ${target.account}.` };
  yield* await checkPermissions(aws);
  yield* await checkSurroundings(aws, desired);
}
