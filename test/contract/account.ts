import { CreateThingGroupCommand, IoTClient, UpdateIndexingConfigurationCommand } from '@aws-sdk/client-iot';
import { createRateLimiters } from '../../src/edges/aws/rate-limiter.ts';
import { openClient } from '../../src/edges/aws/client.ts';
import { virtualClock } from '../../src/edges/clock.ts';
import type { Aws } from '../../src/model/aws.ts';
import type { Kind } from '../../src/model/kind.ts';
import { sandboxRequestHandler } from '../../src/sandbox/request-handler.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import type { SandboxCall, SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { regionOf } from '../../src/sandbox/state.ts';
import type { RegionState } from '../../src/sandbox/state.ts';
import { CHECKS } from '../arbitraries/audits.ts';
import { CUSTOM_METRICS, DIMENSIONS, THING_GROUPS } from '../arbitraries/metrics.ts';
import { TARGET } from '../arbitraries/target.ts';
import { OPERATIONS } from '../operations.ts';

/** An AWS account for one test: the real SDK over the wire to a sandbox of its own. Waiting takes no time. */
export interface Account {
  readonly aws: Aws;
  /** What is there, to put what no operation can: AWS's own tags, failed streams. */
  readonly state: RegionState;
  /** The requests that change something, since this was last asked. */
  mutations(): readonly SandboxCall[];
}

/** Opens an account that has the metrics, dimensions, thing groups and checks that generated profiles use. */
export async function openAccount(options: Pick<SandboxOptions, 'intercept' | 'assumptions'> = {}): Promise<Account> {
  const clock = virtualClock();
  const sandbox = createSandbox({ clock, ...options });
  const requestHandler = sandboxRequestHandler(sandbox);
  const credentials = { accessKeyId: TARGET.account, secretAccessKey: 'sandbox' };
  const report = (): void => undefined;
  // Properties wait for days, in virtual time.
  const limiters = createRateLimiters({ clock, report, operations: OPERATIONS, minutes: Infinity });
  const aws = await openClient(TARGET, {
    clock,
    report,
    operations: OPERATIONS,
    limiters,
    requestHandler,
    credentials,
  });
  const groups = new IoTClient({
    region: TARGET.region,
    credentials,
    requestHandler: requestHandler as never,
  });
  const token = { clientRequestToken: undefined };
  for (const thingGroupName of THING_GROUPS) await groups.send(new CreateThingGroupCommand({ thingGroupName }));
  const thingIndexingConfiguration = { thingIndexingMode: 'REGISTRY' } as const;
  await groups.send(new UpdateIndexingConfigurationCommand({ thingIndexingConfiguration }));
  for (const [metricName, metricType] of Object.entries(CUSTOM_METRICS))
    await aws.iot('CreateCustomMetric', { metricName, metricType, ...token });
  for (const name of DIMENSIONS)
    await aws.iot('CreateDimension', { name, type: 'TOPIC_FILTER', stringValues: ['a/#'], ...token });
  await aws.iot('UpdateAccountAuditConfiguration', {
    roleArn: 'arn:aws:iam::111122223333:role/Audits',
    auditCheckConfigurations: Object.fromEntries(CHECKS.map((check) => [check, { enabled: true }])),
  });
  sandbox.calls.length = 0;
  const mutations = (): readonly SandboxCall[] => sandbox.calls.splice(0).filter((call) => !call.readOnly);
  return { aws, mutations, state: regionOf(sandbox.state, TARGET.account, TARGET.region) };
}

/** Names of all that is there. */
export async function namesOf(kind: Kind, aws: Aws): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of kind.list(aws)) names.push(name);
  return names;
}
