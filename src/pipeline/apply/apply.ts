import { nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { Reporter } from '../../model/event.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { isEqual } from '../../model/values/json.ts';
import { kindAt } from '../../model/kind.ts';
import type { Kind, Known, Live } from '../../model/kind.ts';
import type { Change, Outcome, Plan, Replace } from '../../model/plan.ts';
import type { Breather } from '../../model/steps.ts';
import { OperatorError } from '../../model/problem.ts';
import { isPartialUpdate, pathsBetween } from './partial-update.ts';
import { failureOf } from './failure.ts';
import { minimumRequests } from './request-estimate.ts';
import { disagreement, readBack } from './read-back.ts';
import { readNamed } from '../read/names.ts';
import { total } from '../read/request-counts.ts';
import { specAfter, specBefore } from './specs.ts';
import { firstStep, followersOf } from './two-steps.ts';

/** What carrying out a plan needs. */
export interface Application {
  readonly aws: Aws;
  readonly kinds: readonly Kind[];
  readonly report: Reporter;
  /** Asked whenever a change is taken up: all that can be are at once. */
  readonly breathe?: Breather;
  /** Once aborted, no change is begun any more, and those under way send nothing more after a moment. */
  readonly stop?: AbortSignal;
}

/**
 * Carries out a plan: each change after what it waits for, independent ones at once. A failure skips only what waits for it.
 * Gives one outcome for each change, in the plan's order; throws only where the program is at fault.
 */
export async function apply(plan: Plan, application: Application): Promise<readonly Outcome[]> {
  const run: ApplyRun = {
    ...application,
    planned: new Set(plan.changes.map(({ address }) => address)),
    identities: new Map(),
    released: new Map(),
  };
  reportEstimate(plan, application);
  /** What others wait for: of a change in two steps the first. */
  const begun = new Map<Address, Promise<Outcome>>();
  const inTwoSteps: (readonly [Change, Promise<Outcome>])[] = [];
  // The plan is in topological order: what a change waits for has its promise by now.
  for (const change of plan.changes) {
    const first = firstStep(change, plan, application.kinds);
    const beginning = carryOut(first ?? change, begun, run, first !== undefined);
    begun.set(change.address, beginning);
    if (first !== undefined) inTwoSteps.push([change, beginning]);
    await run.breathe?.();
  }
  // Last steps look for what comes after their first, so all of that has its promise before.
  const outcomes = new Map(begun);
  for (const [change, first] of inTwoSteps) {
    const followers = followersOf(change.address, plan, application.kinds).map(({ address }) => address);
    outcomes.set(
      change.address,
      lastStep(
        change,
        first,
        async () => Promise.all(followers.map((one) => outcomes.get(one) as Promise<Outcome>)),
        run,
      ),
    );
  }
  return Promise.all(outcomes.values());
}

/** What it takes at the least. */
function reportEstimate(plan: Plan, { aws, kinds, report }: Application): void {
  const least = minimumRequests(plan, kinds);
  if (least.size === 0) return;
  const requests = total(least);
  report({ type: 'estimate', doing: 'apply', target: plan.target, requests, seconds: aws.minimumSeconds(least) });
}

/** What is left of a change once all that refers to it has changed over. */
async function lastStep(
  change: Change,
  beginning: Promise<Outcome>,
  followers: () => Promise<readonly Outcome[]>,
  run: ApplyRun,
): Promise<Outcome> {
  const first = await beginning;
  if (first.status !== 'verified') return first;
  const { address, action } = change;
  const missing = (await followers()).find(({ status }) => status !== 'verified')?.address;
  if (missing === undefined) return carryOut(change, new Map(), run);
  const detail = `what is to be taken away is left, because ${missing} was not done`;
  return finished({ address, action, status: 'failed', detail }, run);
}

interface ApplyRun extends Application {
  readonly planned: ReadonlySet<Address>;
  /** What AWS knows those by that it has no name for, once they were read. */
  readonly identities: Map<Address, string>;
  /** What let go of a replaced resource: its spec meanwhile, and the one that it takes up again. */
  readonly released: Map<Address, Released>;
}

interface Released {
  readonly meanwhile: JsonObject;
  readonly restored: JsonObject;
}

/** `isFirst` where another step follows: then only a failure is reported. */
async function carryOut(
  change: Change,
  outcomes: ReadonlyMap<Address, Promise<Outcome>>,
  run: ApplyRun,
  isFirst = false,
): Promise<Outcome> {
  const { address, action } = change;
  const before = await Promise.all(change.waitsFor.flatMap((other) => outcomes.get(other) ?? []));
  const missing = before.find((outcome) => outcome.status !== 'verified')?.address;
  const skipped = (detail: string): Outcome => finished({ address, action, status: 'skipped', detail }, run);
  if (missing !== undefined) return skipped(`${missing} was not done`);
  // All that can be begun waits for its quotas at once: a change begins when its first request is sent.
  let hasBegun = false;
  const begun = (): void => {
    hasBegun = true;
    run.report({ type: 'starting', action, address });
  };
  const { stop } = run;
  const outcome = await run.aws.withPriority(() => attempt(change, run), { ...(stop && { stop }), begun });
  if (stop?.aborted === true && !hasBegun) return skipped('the run was told to stop');
  return isFirst && outcome.status === 'verified' ? outcome : finished(outcome, run);
}

function finished(outcome: Outcome, run: ApplyRun): Outcome {
  run.report({ type: 'finished', outcome });
  return outcome;
}

/**
 * Does it and reads it back. An answer can be lost after its effect, so what was read back decides, not what was answered;
 * but what AWS answered without a doubt is not asked again.
 */
async function attempt(change: Change, run: ApplyRun): Promise<Outcome> {
  const { address, action } = change;
  const kind = kindAt(run.kinds, address);
  let settled: readonly string[] = [];
  const failure = await failureOf(async () => {
    settled = await persist(change, kind, run);
  });
  const written = { settled, identity: run.identities.get(address) };
  const unlike = await readBack(change, kind, written, run.aws);
  const detail = unlike === undefined ? await unrestored(change, failure, run) : (failure ?? unlike);
  if (detail !== undefined) return { address, action, status: 'failed', detail };
  if (failure === undefined) return { address, action, status: 'verified' };
  return { address, action, status: 'verified', detail: `it is as asked, although AWS answered: ${failure}` };
}

/**
 * Goes on from what is there. It need not be looked for where AWS refuses to create what is there already. A request that was
 * sent again can be refused for what its first sending did, and any for what somebody else did since it was read: then what is
 * there is read anew. Gives the parts that are settled.
 */
async function persist(change: Change, kind: Kind, run: ApplyRun): Promise<readonly string[]> {
  for (let chances = 3; ; chances--) {
    const isTried = chances === 3 && change.action === 'create' && kind.write.refusesTaken;
    try {
      const known = change.action === 'create' ? undefined : EXPECTED;
      const live = isTried
        ? undefined
        : await readNamed(run.aws, kind, nameOf(change.address), specBefore(change), known);
      if (live?.identity !== undefined) run.identities.set(change.address, live.identity);
      return await perform(change, live, kind, run);
    } catch (error) {
      const hasPassed = chances === 3 && error instanceof Error && STALE_READ.has(error.name);
      if (!hasPassed && !(error instanceof OperatorError && error.isAmbiguous)) throw error;
      if (chances === 1) throw error;
    }
  }
}

/** What a plan changes is expected to be there, and nothing of it is known. */
const EXPECTED: Known = { isThere: true, part: () => Promise.resolve(undefined) };

/** How AWS says that a resource is not as it was when it was read, or is there already. */
const STALE_READ = new Set([
  'ResourceAlreadyExistsException',
  'ResourceInUseException',
  'VersionConflictException',
  'ConcurrentModificationException',
]);

/** Gives the parts that need not be asked for again: those of a creation that was answered, and those that no update touches. */
async function perform(change: Change, live: Live | undefined, kind: Kind, run: ApplyRun): Promise<readonly string[]> {
  const { aws } = run;
  const { write } = kind;
  const before =
    change.action === 'create' ? undefined : (run.released.get(change.address)?.meanwhile ?? change.before);
  const after = specAfter(change, kind);
  const untouched = Object.keys(kind.parts).filter((part) => isEqual(live?.spec[part], after?.[part]));
  if (isEqual(live?.spec, after)) {
    await restoreAll(change, run);
    return untouched;
  }
  expectBetween(change, before, live, after);
  if (live === undefined) await create(change, after as JsonObject, kind, run);
  else if (change.action === 'delete') await write.delete(aws, live);
  else if (change.action === 'replace') await replace(change, live, kind, run);
  else await write.update(aws, live, change.after);
  return live === undefined || change.action === 'replace' ? write.settles : untouched;
}

/**
 * No silent overwrite: what was reviewed is the way from `before` to `after`, so what is live must lie on it. That it was
 * gone on already, by a run that broke off, is fine.
 */
function expectBetween(
  { address, action }: Change,
  before: JsonObject | undefined,
  live: Live | undefined,
  after: JsonObject | undefined,
): void {
  if (live === undefined && action !== 'update') return;
  if (live === undefined) throw new Error(`${address} is gone from the account since the plan was made. Plan again.`);
  if (isPartialUpdate(before, live.spec, after)) return;
  const what =
    action === 'create' ? 'appeared in the account' : `was changed (${pathsBetween(before ?? {}, live.spec)})`;
  throw new Error(`${address} ${what} since the plan was made. Plan again.`);
}

async function create({ address }: Change, spec: JsonObject, { write }: Kind, { aws }: ApplyRun): Promise<void> {
  if (write.create === undefined) throw new Error(`There is no ${address} in the account, and nothing can create it.`);
  await write.create(aws, nameOf(address), spec);
}

/** Deletes and makes anew; what refers to it lets go first. */
async function replace(change: Replace, live: Live, kind: Kind, run: ApplyRun): Promise<void> {
  for (const address of change.releases) await release(address, change.address, run);
  await kind.write.delete(run.aws, live);
  await create(change, change.after, kind, run);
  await restoreAll(change, run);
}

async function release(address: Address, from: Address, run: ApplyRun): Promise<void> {
  const kind = kindAt(run.kinds, address);
  const referrer = await kind.read(run.aws, nameOf(address));
  if (referrer === undefined || kind.write.release === undefined) return;
  const spec = kind.write.release(referrer.spec, from);
  if (isEqual(spec, referrer.spec)) return;
  // Noted before it is sent: its answer may be lost.
  run.released.set(address, { meanwhile: spec, restored: referrer.spec });
  await kind.write.update(run.aws, referrer, spec);
}

/** Lets all that let go take hold again. */
async function restoreAll(change: Change, run: ApplyRun): Promise<void> {
  for (const [address, released] of releasedBy(change, run)) await restore(address, released, run);
}

/** What let go of a replaced resource in this run. One with a change of its own takes hold again by that change, which comes after this one. */
function releasedBy(change: Change, { planned, released }: ApplyRun): readonly (readonly [Address, Released])[] {
  if (change.action !== 'replace') return [];
  return change.releases.flatMap((address) => {
    const one = planned.has(address) ? undefined : released.get(address);
    return one === undefined ? [] : [[address, one] as const];
  });
}

async function restore(address: Address, { meanwhile, restored }: Released, run: ApplyRun): Promise<void> {
  const kind = kindAt(run.kinds, address);
  const referrer = await kind.read(run.aws, nameOf(address));
  if (referrer === undefined) return;
  if (!isPartialUpdate(meanwhile, referrer.spec, restored))
    throw new Error(`${address} was changed (${pathsBetween(meanwhile, referrer.spec)}) meanwhile. Plan again.`);
  await kind.write.update(run.aws, referrer, restored);
}

/** Who has not taken hold again of what was replaced, and why, or undefined. */
async function unrestored(change: Change, failure: string | undefined, run: ApplyRun): Promise<string | undefined> {
  for (const [address, { restored }] of releasedBy(change, run)) {
    const { read } = kindAt(run.kinds, address);
    const why = failure === undefined ? '' : `: ${failure}`;
    const unlike = await disagreement(run.aws, address, async () => {
      const live = await read(run.aws, nameOf(address));
      const isBack = live === undefined || isEqual(live.spec, restored);
      return isBack ? undefined : `${address} does not use it again${why}`;
    });
    if (unlike !== undefined) return unlike;
  }
  return undefined;
}
