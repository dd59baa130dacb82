import { addressOf } from '../model/address.ts';
import type { Aws } from '../model/aws.ts';
import type { Reporter } from '../model/event.ts';
import { isList } from '../model/values/json.ts';
import type { KnownOperations } from '../model/kinds/operation.ts';
import type { DesiredState } from '../model/resource.ts';
import type { Target } from '../model/settings.ts';
import type { Simulate } from '../model/exports/simulation.ts';
import { sandboxRequestHandler } from '../sandbox/request-handler.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { furnishLake } from '../sandbox/surroundings.ts';
import { openStateFile } from '../sandbox/state-file/state-file.ts';
import type { StateFile } from '../sandbox/state-file/state-file.ts';
import { find, put, regionOf } from '../sandbox/state.ts';
import { createBreather } from './breather.ts';
import { debounced } from './debounced-save.ts';
import { createRateLimiters } from './aws/rate-limiter.ts';
import type { RateLimiters } from './aws/rate-limiter.ts';
import { openClient } from './aws/client.ts';
import { realClock, virtualClock } from './clock.ts';

/** The target of the sandbox where the settings declare none. */
export const SANDBOX_TARGET: Target = {
  name: 'sandbox',
  account: '000000000000',
  region: 'us-east-1',
  partition: 'aws',
  variables: {},
};

/** Opens targets in the AWS account inside the program. Waiting takes no time. */
export interface SandboxAccount {
  readonly connect: (target: Target, desired: DesiredState) => Promise<Aws>;
  readonly simulate: Simulate;
  readonly sandbox: Sandbox;
}

/** What a file keeps of a sandbox, where one is named. Throws an OperatorError as `openStateFile` does. */
export async function openKept(file: string | undefined): Promise<StateFile | undefined> {
  return file === undefined ? undefined : openStateFile(file, createBreather());
}

/** Opens the sandbox that a file keeps, or one that lives as long as the program. */
export function openSandbox(
  kept: StateFile | undefined,
  report: Reporter,
  loadOperations: () => Promise<KnownOperations>,
): SandboxAccount {
  const clock = virtualClock();
  const sandbox = createSandbox({
    clock,
    keptCalls: 0,
    ...(kept === undefined ? {} : { state: kept.state, onChange: debounced(kept.save) }),
  });
  const requestHandler = sandboxRequestHandler(sandbox);
  let limiters: RateLimiters | undefined;
  return {
    sandbox,
    simulate: async ({ name, account, region }, { day, ...choice }) => {
      const { simulate } = await import('../sandbox/data-plane/simulation.ts');
      return simulate(sandbox.state, { target: name, account, region, begin: Date.parse(day), ...choice });
    },
    connect: async (target, desired) => {
      furnish(sandbox, target, desired);
      const operations = await loadOperations();
      limiters ??= createRateLimiters({ clock, report, operations });
      // The sandbox takes an access key of twelve digits for the account's id.
      return openClient(target, {
        clock,
        report,
        operations,
        limiters,
        requestHandler,
        credentials: { accessKeyId: target.account, secretAccessKey: 'sandbox' },
      });
    },
  };
}

/**
 * Devices and lakes are not the product's: the sandbox has the groups that the profiles are attached to and nobody declares, the index
 * that dynamic ones need, and what streams lean on.
 */
function furnish({ state }: Sandbox, { account, region }: Target, { resources }: DesiredState): void {
  const specs = [...resources.values()].map(({ spec }) => spec);
  const groups = specs
    .flatMap(({ targets }) => (isList(targets) ? targets : []))
    .filter((arn) => typeof arn === 'string')
    .filter((arn) => arn.includes(':thinggroup/'));
  const entered = regionOf(state, account, region);
  const { thingGroups, indexing } = entered;
  for (const arn of groups) {
    const name = arn.slice(arn.indexOf(':thinggroup/') + ':thinggroup/'.length);
    if (find(thingGroups, name) === undefined && !resources.has(addressOf('ThingGroup', name)))
      put(thingGroups, name, { arn, tags: {}, id: `sandbox-${name}`, version: 1, createdAt: Date.now() });
  }
  if (specs.some(({ queryString }) => queryString !== undefined))
    indexing.thingIndexingConfiguration = { thingIndexingMode: 'REGISTRY' };
  furnishLake(entered, new Map([...resources].map(([address, { spec }]) => [address, spec])));
}

/** Serves the sandbox to other clients on this machine, until it is closed. */
export async function serve(
  file: string | undefined,
  port: number | undefined,
): Promise<{ url: string; mqttUrl: string; close(): Promise<void> }> {
  const kept = await openKept(file);
  // Whoever serves for hours wants to know at once that nothing could be kept.
  kept?.save(kept.state);
  // Other clients wait in real time, and nobody wants to wait a minute for a stream here.
  const durations = { streamCreating: 2_000, streamDeleting: 2_000, encryption: 2_000 };
  const sandbox = createSandbox({
    clock: realClock,
    durations,
    keptCalls: 0,
    ...(kept === undefined ? {} : { state: kept.state, onChange: debounced(kept.save) }),
  });
  // Who uses the sandbox without serving it needs neither.
  const [{ serveSandbox }, { startMqttBroker }] = await Promise.all([
    import('../sandbox/server.ts'),
    import('../sandbox/mqtt-broker.ts'),
  ]);
  const [server, broker] = await Promise.all([
    serveSandbox(sandbox, port === undefined ? {} : { port }),
    startMqttBroker(),
  ]);
  return {
    url: server.url,
    mqttUrl: broker.url,
    close: async () => {
      await Promise.all([server.close(), broker.close()]);
    },
  };
}
