import { forReading } from '../../model/settings.ts';
import { checkPermissions } from './permissions.ts';
import { checkSurroundings } from './dependencies.ts';
import type { Remark } from '../prerequisites/diagnostic.ts';
import type { Choice } from '../planning/plan-targets.ts';
import { lookAtTargets } from './each-target.ts';
import type { PreparedTarget } from '../planning/profiles.ts';
import type { ExitCode, World } from '../../model/world.ts';

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
