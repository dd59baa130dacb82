import type { Diagnostic } from '../../model/diagnostic.ts';
import { kinds } from '../../kinds/index.ts';
import { neededKinds } from '../../model/kinds/needed-kinds.ts';
import { forReading } from '../../model/settings.ts';
import { checkPermissions } from './permissions.ts';
import { checkDependencies } from './dependencies.ts';
import { checkLake } from './lake.ts';
import { selfManagedCoverage } from './self-managed.ts';
import { forEachTarget } from './each-target.ts';
import type { DiagnoseOptions } from './each-target.ts';
import type { TargetProfiles } from '../planning/profiles.ts';
import type { ExitCode, World } from '../../model/world.ts';

/** Looks whether a plan and an apply can work in the accounts of the targets; sends only reads. Fine where nothing blocks. */
export function doctor(world: World, options: DiagnoseOptions): Promise<ExitCode> {
  return forEachTarget(world, options, (one) => diagnose(world, one));
}

async function* diagnose(world: World, { target, desired }: TargetProfiles): AsyncGenerator<Diagnostic> {
  const aws = await world.connect(forReading(target), desired);
  yield { status: 'fine', message: `The credentials are for account ${target.account}.` };
  await world.breathe();
  yield* await checkPermissions(aws, kinds, neededKinds(kinds, desired), () => selfManagedCoverage(desired));
  yield* await checkDependencies(aws, desired, world.breathe);
  yield* await checkLake(aws, desired, world.breathe);
}
