import { expect } from 'vitest';
import { plan } from '../src/commands/plan.ts';
import type { PlanOptions } from '../src/commands/plan.ts';
import type { ExitCode, World } from '../src/model/world.ts';
import { openClient } from '../src/edges/aws/client.ts';
import { virtualClock } from '../src/edges/clock.ts';
import type { Event } from '../src/model/event.ts';
import type { Target } from '../src/model/settings.ts';
import { sandboxRequestHandler } from '../src/sandbox/request-handler.ts';
import type { SandboxRequestHandler } from '../src/sandbox/request-handler.ts';
import { createSandbox } from '../src/sandbox/sandbox.ts';
import type { Sandbox, SandboxOptions } from '../src/sandbox/sandbox.ts';
import { put, regionOf } from '../src/sandbox/state.ts';
import { filesOf } from './files.ts';
import { OPERATIONS } from './operations.ts';
import { TARGET } from './target.ts';

export { TARGET } from './target.ts';

/** A world in memory around a sandbox: what commands print and send can be looked at. */
export interface TestWorld extends World {
  readonly sandbox: Sandbox;
  readonly disk: Map<string, string>;
  /** What was printed since the last call. */
  readonly printed: () => string;
  readonly events: Event[];
}

/** Makes a world with these files; its account has thing groups named `soundboxes` and `pilots`, the example's bucket, and indexes things and logs. */
export function testWorld(
  files: Readonly<Record<string, string>>,
  options: Partial<SandboxOptions> & {
    account?: string;
    door?: (handler: SandboxRequestHandler) => SandboxRequestHandler;
  } = {},
): TestWorld {
  const clock = virtualClock(Date.UTC(2026, 10, 22));
  const sandbox = createSandbox({ clock, ...options });
  const disk = new Map(Object.entries(files));
  const events: Event[] = [];
  let text = '';
  const report = (event: Event): void => void events.push(event);
  for (const name of ['soundboxes', 'pilots']) addThingGroup(sandbox, TARGET, name);
  const region = regionOf(sandbox.state, TARGET.account, TARGET.region);
  region.buckets.push('acme-device-lake');
  region.indexing.thingIndexingConfiguration = { thingIndexingMode: 'REGISTRY' };
  region.logging = { roleArn: 'arn:aws:iam::111122223333:role/Logs', defaultLogLevel: 'ERROR' };
  return {
    sandbox,
    disk,
    events,
    files: filesOf(disk),
    print: (more) => void (text += more),
    printed: () => {
      const all = text;
      text = '';
      return all;
    },
    report,
    connect: (target) =>
      openClient(target, {
        clock,
        report,
        operations: OPERATIONS,
        requestHandler: (options.door ?? ((handler) => handler))(sandboxRequestHandler(sandbox)),
        credentials: { accessKeyId: options.account ?? target.account, secretAccessKey: 'test' },
      }),
    today: '2026-11-22',
    repository: 'acme/iot-security',
    spareTarget: undefined,
    style: { color: false, width: 100 },
    breathe: () => undefined,
    stop: () => new AbortController().signal,
  };
}

/** Enters a thing group into the account of a target. */
export function addThingGroup({ state }: Sandbox, { partition, region, account }: Target, name: string): void {
  const arn = `arn:${partition}:iot:${region}:${account}:thinggroup/${name}`;
  put(regionOf(state, account, region).thingGroups, name, { arn, tags: {}, id: name, version: 1, createdAt: 0 });
}

/** Operations that change the account and were sent so far. */
export function writes({ sandbox }: TestWorld): readonly string[] {
  return sandbox.calls.filter((call) => !call.readOnly).map((call) => call.operation);
}

/** Plans, and holds every request of it to reading: on the wire, so whatever a kind thinks that it does. */
export async function planned(world: TestWorld, more: Partial<PlanOptions> = {}): Promise<ExitCode> {
  const before = writes(world).length;
  const code = await plan(world, {
    folder: 'profiles',
    only: [],
    accept: [],
    detailedExitcode: true,
    ...more,
  });
  expect(writes(world).slice(before), 'a plan only reads').toEqual([]);
  return code;
}
