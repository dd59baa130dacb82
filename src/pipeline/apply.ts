import { kindOf, nameOf } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import type { Aws } from '../model/aws.ts';
import type { Reporter } from '../model/event.ts';
import type { JsonObject } from '../model/json.ts';
import { isEqual } from '../model/json.ts';
import type { Kind, Live, Write } from '../model/kind.ts';
import type { Change, Outcome, Plan, Replace } from '../model/plan.ts';
import { diff } from './diff.ts';

/** What carrying out a plan needs. */
export interface Application {
  readonly aws: Aws;
  readonly kinds: readonly Kind[];
  readonly report: Reporter;
  /** Asked before each change is begun: true where the run has been told to stop. */
  readonly stopped?: () => boolean;
}

/**
 * Carries out a plan: each change after what it waits for, independent ones at once. A failure skips only what waits for it.
 * Gives one outcome for each change, in the plan's order; throws only where the program is at fault.
 */
export async function apply(plan: Plan, application: Application): Promise<readonly Outcome[]> {
  const run: Run = {
    ...application,
    planned: new Set(plan.changes.map(({ address }) => address)),
    released: new Map(),
  };
  const outcomes = new Map<Address, Promise<Outcome>>();
  // The plan is in topological order: what a change waits for has its promise by now.
  for (const change of plan.changes) outcomes.set(change.address, carryOut(change, outcomes, run));
  return Promise.all(outcomes.values());
}

interface Run extends Application {
  readonly planned: ReadonlySet<Address>;
  /** What let go of a replaced resource, and the spec that it has meanwhile. */
  readonly released: Map<Address, JsonObject>;
}

async function carryOut(change: Change, outcomes: ReadonlyMap<Address, Promise<Outcome>>, run: Run): Promise<Outcome> {
  const { address, action } = change;
  const before = await Promise.all(change.waitsFor.flatMap((other) => outcomes.get(other) ?? []));
  const missing = before.find((outcome) => outcome.status !== 'verified')?.address;
  const skip =
    missing !== undefined
      ? `${missing} was not done`
      : run.stopped?.() === true
        ? 'the run was told to stop'
        : undefined;
  if (skip !== undefined) return finished({ address, action, status: 'skipped', detail: skip }, run);
  run.report({ type: 'starting', action, address });
  return finished(await attempt(change, run), run);
}

function finished(outcome: Outcome, run: Run): Outcome {
  run.report({ type: 'finished', outcome });
  return outcome;
}

/** Does it and reads it back. An answer can be lost after its effect, so what was read back decides, not what was answered. */
async function attempt(change: Change, run: Run): Promise<Outcome> {
  const { address, action } = change;
  const kind = run.kinds.find((candidate) => candidate.name === kindOf(address));
  if (kind?.write === undefined)
    return { address, action, status: 'failed', detail: 'resources of this kind are not changed' };
  let failure: unknown;
  try {
    await perform(change, kind, kind.write, run);
  } catch (error) {
    if (isBug(error)) throw error;
    failure = error;
  }
  try {
    const unlike = await readBack(change, kind, run);
    if (unlike === undefined && failure === undefined) return { address, action, status: 'verified' };
    if (unlike === undefined)
      return {
        address,
        action,
        status: 'verified',
        detail: `it is as asked, although AWS answered: ${messageOf(failure)}`,
      };
    return { address, action, status: 'failed', detail: failure === undefined ? unlike : messageOf(failure) };
  } catch (error) {
    if (isBug(error)) throw error;
    return { address, action, status: 'failed', detail: messageOf(failure ?? error) };
  }
}

function isBug(error: unknown): boolean {
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function perform(change: Change, kind: Kind, write: Write, run: Run): Promise<void> {
  const { aws } = run;
  const name = nameOf(change.address);
  const live = await kind.read(aws, name);
  if (change.action === 'create') {
    if (live === undefined) await write.create(aws, name, change.after);
    else if (!isEqual(live.spec, change.after))
      throw new Error(`${change.address} appeared in the account after the plan was made. Plan again.`);
    return;
  }
  if (change.action === 'delete') {
    if (live === undefined) return;
    expectUnchanged(change.address, live, run.released.get(change.address) ?? change.before);
    await write.delete(aws, live);
    return;
  }
  if (live === undefined)
    throw new Error(`${change.address} is gone from the account since the plan was made. Plan again.`);
  if (isEqual(live.spec, change.after)) return;
  expectUnchanged(change.address, live, run.released.get(change.address) ?? change.before);
  if (change.action === 'update') await write.update(aws, live, change.after);
  else await replace(change, live, write, run);
}

/** No silent overwrite: what was reviewed was the way from `before`, not from whatever is there now. */
function expectUnchanged(address: Address, live: Live, before: JsonObject): void {
  const edits = diff(before, live.spec);
  if (edits.length > 0)
    throw new Error(
      `${address} was changed since the plan was made (${edits
        .map((edit) => edit.path)
        .slice(0, 3)
        .join(', ')}). Plan again.`,
    );
}

/** Deletes and makes anew; what refers to it lets go first and takes hold again afterwards. */
async function replace(change: Replace, live: Live, write: Write, run: Run): Promise<void> {
  const restores: { kind: Kind; name: string; spec: JsonObject }[] = [];
  for (const address of change.releases) {
    const kind = run.kinds.find((candidate) => candidate.name === kindOf(address)) as Kind;
    const referrer = await kind.read(run.aws, nameOf(address));
    const spec = referrer === undefined ? undefined : kind.write?.release?.(referrer.spec, change.address);
    if (referrer === undefined || spec === undefined || isEqual(spec, referrer.spec)) continue;
    await kind.write?.update(run.aws, referrer, spec);
    run.released.set(address, spec);
    // One with a change of its own takes hold again by that change, which comes after this one.
    if (!run.planned.has(address)) restores.push({ kind, name: nameOf(address), spec: referrer.spec });
  }
  await write.delete(run.aws, live);
  await write.create(run.aws, nameOf(change.address), change.after);
  for (const { kind, name, spec } of restores) {
    const referrer = await kind.read(run.aws, name);
    if (referrer !== undefined) await kind.write?.update(run.aws, referrer, spec);
  }
}

/** What is not as asked, or undefined. Reads can lag behind writes, so one that disagrees is asked again for a while. */
async function readBack(change: Change, kind: Kind, { aws }: Run): Promise<string | undefined> {
  let unlike: string | undefined;
  const settled = async (): Promise<true | undefined> => {
    unlike = difference(change, await kind.read(aws, nameOf(change.address)));
    return unlike === undefined ? true : undefined;
  };
  try {
    await aws.until(`${change.address} to read as written`, settled, READ_BACK_SECONDS);
    return undefined;
  } catch (error) {
    if (unlike === undefined) throw error;
    return unlike;
  }
}

/** How long a read may disagree with the write before it; consistency is not documented for these APIs. */
const READ_BACK_SECONDS = 5;

function difference(change: Change, live: Live | undefined): string | undefined {
  if (change.action === 'delete') return live === undefined ? undefined : 'it is still there';
  if (live === undefined) return 'it is not there';
  const edits = diff(change.after, live.spec);
  return edits.length === 0
    ? undefined
    : `AWS keeps other values than were sent: ${edits.map((edit) => edit.path).join(', ')}`;
}
