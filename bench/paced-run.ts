import { apply } from '../src/commands/apply.ts';
import { plan } from '../src/commands/plan.ts';
import type { World } from '../src/model/world.ts';
import { openClient } from '../src/edges/aws/client.ts';
import { virtualClock } from '../src/edges/clock.ts';
import type { RawFile } from '../src/model/files.ts';
import type { Target } from '../src/model/settings.ts';
import { THROTTLED } from '../src/sandbox/fault.ts';
import { sandboxRequestHandler } from '../src/sandbox/request-handler.ts';
import { createSandbox } from '../src/sandbox/sandbox.ts';
import type { SandboxState } from '../src/sandbox/state.ts';
import { emptyState, put, regionOf } from '../src/sandbox/state.ts';
import type { Fleet } from './fleet.ts';
import { boundOf, openDoor, OPERATIONS } from './quota-door.ts';
import type { Conduct } from './quota-door.ts';

/** The account of the benches. */
export const TARGET: Target = {
  name: 'production',
  account: '111122223333',
  region: 'ap-south-1',
  partition: 'aws',
  variables: {},
};

/** What a run took, in virtual time. */
export interface Taken {
  readonly seconds: number;
  /** Calls that were answered, the throttled ones not counted. */
  readonly calls: number;
  /** Seconds that these calls take at least. */
  readonly bound: number;
  readonly throttled: number;
  /** Part of what was sent, in percent. */
  readonly throttledPercent: number;
  readonly failed: number;
}

/** Work that this program does: a plan, a plan of what a pull request changes, or planning and creating or changing everything. */
export type Work = 'plan' | 'part' | 'apply' | 'update';

/**
 * Requests that have to follow each other. Planning: who we are, lists, thing groups or checks, one profile. Applying: one
 * profile's description, which is not there, its creation, its attachment, its description.
 */
export const STEPS = 4;

/** The least time for what is asked to make the plan, and after it for what is written and read back. */
function leastOf(
  admitted: ReadonlyMap<string, number>,
  asked: ReadonlyMap<string, number> | undefined,
  conduct: Conduct,
): number {
  if (asked === undefined) return boundOf(admitted, TARGET, conduct, STEPS);
  const rest = new Map([...admitted].map(([operation, count]) => [operation, count - (asked.get(operation) ?? 0)]));
  const oneAfterTheOther = boundOf(asked, TARGET, conduct, STEPS - 1) + boundOf(rest, TARGET, conduct, STEPS);
  // What planning took out of a bucket, applying does not find in it.
  return Math.max(oneAfterTheOther, boundOf(admitted, TARGET, conduct, STEPS));
}

/** Streams are there at once: what Firehose takes to make one is no matter of pace. */
const AT_ONCE = { streamCreating: 0, streamDeleting: 0, encryption: 0 };

/** An account that has nothing but the thing groups of a fleet. */
export function emptyAccount({ groups }: Fleet): SandboxState {
  const state = emptyState();
  const { account, region, partition } = TARGET;
  for (const name of groups) {
    const arn = `arn:${partition}:iot:${region}:${account}:thinggroup/${name}`;
    put(regionOf(state, account, region).thingGroups, name, { arn, tags: {}, id: name, version: 1, createdAt: 0 });
  }
  return state;
}

/** An account that has the fleet: applied to it without any quota. */
export async function fullAccount(fleet: Fleet): Promise<SandboxState> {
  const state = emptyAccount(fleet);
  const clock = virtualClock(Date.UTC(2026, 10, 22));
  const requestHandler = sandboxRequestHandler(createSandbox({ clock, state, durations: AT_ONCE }));
  const quick: Target = { ...TARGET, quotas: new Proxy({}, { get: () => 10_000 }) };
  const world = worldOf(fleet.text(), () => openClient(quick, { ...connection(clock), requestHandler }));
  await succeed(() => apply(world, CHOICE));
  return state;
}

/** Does the work on a copy of an account behind a door that enforces quotas. */
export async function paced(work: Work, fleet: Fleet, state: SandboxState, conduct: Conduct): Promise<Taken> {
  const door = openDoor(TARGET, conduct);
  const { clock } = door;
  // What is asked before anything is written.
  let asked: ReadonlyMap<string, number> | undefined;
  const sandbox = createSandbox({
    clock,
    state: structuredClone(state),
    durations: AT_ONCE,
    intercept: ({ service, operation, readOnly }) => {
      if (!readOnly) asked ??= new Map(door.admitted);
      return door.admits(`${PREFIX[service] ?? service}:${operation}`) ? undefined : THROTTLED;
    },
  });
  const inner = sandboxRequestHandler(sandbox);
  const requestHandler = {
    ...inner,
    handle: async (request: Parameters<typeof inner.handle>[0]) => {
      await door.halfway();
      const answer = await inner.handle(request);
      await door.halfway();
      return answer;
    },
  };
  const text = fleet.text(CHANGED[work]);
  const world = {
    ...worldOf(text, () => openClient(TARGET, { ...connection(clock), requestHandler })),
    profilesBefore: async () => new Map([[FILE, fleet.text()]]),
  };
  const begin = clock.now();
  const code = await succeed(() =>
    work === 'apply' || work === 'update'
      ? apply(world, CHOICE)
      : plan(world, { ...CHOICE, detailedExitcode: false, ...(work === 'part' ? { onlyChanged: 'main' } : {}) }),
  );
  const calls = [...door.admitted.values()].reduce((sum, count) => sum + count, 0);
  const throttled = door.throttled();
  return {
    seconds: (clock.now() - begin) / 1000,
    calls,
    bound: leastOf(door.admitted, asked, conduct),
    throttled,
    throttledPercent: (100 * throttled) / (calls + throttled),
    failed: code === 0 ? 0 : 1,
  };
}

/** One in so many profiles is another than in the account. */
const CHANGED: Readonly<Partial<Record<Work, number>>> = { part: 20, update: 1 };
const FILE = 'profiles/fleet.yaml';
const CHOICE = { folder: 'profiles', only: [], accept: [], format: 'json' } as const;

/** As the sandbox names services, and as quotas do. */
const PREFIX: Readonly<Record<string, string>> = { execute: 'iot', tagging: 'tag' };

function connection(clock: ReturnType<typeof virtualClock>) {
  const credentials = { accessKeyId: TARGET.account, secretAccessKey: 'bench' };
  return { clock, report: () => undefined, operations: OPERATIONS, credentials };
}

function worldOf(text: string, open: World['connect']): World {
  const file: RawFile = { file: FILE, bytes: new TextEncoder().encode(text) };
  return {
    files: {
      readProfiles: () => [file],
      read: () => text,
      write: () => undefined,
    },
    print: () => undefined,
    report: () => undefined,
    connect: open,
    today: '2026-11-23',
    repository: 'acme/iot',
    spareTarget: undefined,
    style: { color: false, width: 100 },
    breathe: () => undefined,
    stop: () => new AbortController().signal,
  };
}

async function succeed(run: () => Promise<number>): Promise<number> {
  const code = await run();
  if (code !== 0) throw new Error(`The run ended with ${code}.`);
  return code;
}
