import { FirehoseClient } from '@aws-sdk/client-firehose';
import { IoTClient } from '@aws-sdk/client-iot';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Aws } from '../../model/aws.ts';
import type { Reporter } from '../../model/event.ts';
import type { KnownOperations } from '../../model/kinds/operation.ts';
import { OperatorError } from '../../model/problem.ts';
import type { Target } from '../../model/settings.ts';
import * as firehoseCommands from '../../sdk/firehose.ts';
import * as iotCommands from '../../sdk/iot.ts';
import type { Clock } from '../clock.ts';
import { credentialsOf } from './assume-role.ts';
import type { Send } from './assume-role.ts';
import { believeOnlyAws } from './answers.ts';
import type { Format } from './answers.ts';
import { createRateLimiters, withPriority, deadlineExceeded, sleepUnlessStopped } from './rate-limiter.ts';
import type { RateLimiters } from './rate-limiter.ts';
import { withRetries } from './retry.ts';
import type { RequestContext } from './retry.ts';
import { minimumSeconds, createRequestCounter } from './request-counter.ts';

/** How to reach AWS; what is left out is the SDK's default. */
export interface AwsConnection {
  readonly clock: Clock;
  readonly report: Reporter;
  /** Their quotas, and which of them try roles. */
  readonly operations: KnownOperations;
  /** Shared by all connections of a run; one of its own where it is left out. */
  readonly limiters?: RateLimiters;
  readonly endpoint?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Takes the place of the network: the sandbox's door inside the program. */
  readonly requestHandler?: unknown;
  /** Milliseconds that the network may take for one sending. */
  readonly milliseconds?: number;
}

/**
 * How requests go over the network. Milliseconds for one try; without `throwOnRequestTimeout` the SDK only warns when it
 * passes. HTTPS_PROXY, HTTP_PROXY and NO_PROXY are followed where Node can (24.5 and newer).
 */
const network = (milliseconds: number) => ({
  connectionTimeout: Math.min(milliseconds, 5_000),
  requestTimeout: milliseconds,
  throwOnRequestTimeout: true,
  httpAgent: { proxyEnv: process.env },
  httpsAgent: { proxyEnv: process.env },
});

const sts = { AssumeRoleCommand, GetCallerIdentityCommand };

/**
 * Opens one account and region, and refuses where the credentials belong to another account, before anything is read.
 * Loads the AWS SDK, which takes longer than all else: call it only where AWS is needed.
 */
export async function openClient(target: Target, connection: AwsConnection): Promise<Aws> {
  const { clock, report, operations, milliseconds = 30_000, ...more } = connection;
  const { limiters = createRateLimiters({ clock, report, operations }), ...others } = more;
  const { requestHandler = network(milliseconds), ...rest } = others;
  const limit = others.requestHandler === undefined ? milliseconds : undefined;
  // Retries are ours: two layers of them would multiply, and the SDK takes LimitExceededException for throttling.
  const own = { ...rest, region: target.region, maxAttempts: 1, requestHandler } as { region: string };
  let caller: string | undefined;
  const { deadline } = limiters;
  const limiter = limiters.of(target);
  const context = { target, clock, report, operations, deadline, limiter, caller: () => caller };
  const counter = createRequestCounter(clock);
  const withinQuotas: WithinQuotas = (prefix, send) => withRetries(prefix, counter.counted(prefix, send), context);
  const service: OpenService = (prefix, client, sdk) => {
    believeOnlyAws(client as object, ['sts', 'iam'].includes(prefix) ? 'xml' : 'json');
    return withinQuotas(prefix, sender(client as Client, sdk as Commands, limit));
  };
  const role = target.assumeRoleArn;
  const config =
    role === undefined
      ? own
      : { ...own, credentials: credentialsOf(role, service('sts', new STSClient(own), sts), clock) };
  const sendSts = service('sts', new STSClient(config), sts);
  const aws = {
    target,
    iot: service('iot', new IoTClient(config), iotCommands),
    firehose: service('firehose', new FirehoseClient(config), firehoseCommands),
    ...seldom(config, service),
    ...dataPlane(config, withinQuotas, limit),
    ...timeOf(context),
    withPriority,
    spent: counter.spent,
    minimumSeconds: (requests) => minimumSeconds(requests, target, operations),
  } as Aws;
  caller = await identityIn(target, sendSts);
  return aws;
}

/** What `Aws` knows of time. */
function timeOf(context: RequestContext): Pick<Aws, 'now' | 'timeRange' | 'until'> {
  const { now } = context.clock;
  return {
    now,
    timeRange: (hours) => ({ startTime: new Date(now() - hours * 3_600_000), endTime: new Date(now()) }),
    until: (what, probe, seconds = 600) => until(what, probe, seconds, context),
  };
}

/** Sends a service's requests within its quotas, again where that can help. */
type WithinQuotas = (prefix: string, send: Send) => Send;

/** The same through a client of the SDK. */
type OpenService = (prefix: string, client: unknown, sdk: object) => Send;

/** Services that not every run needs: only what is named here is bundled, and only those who ask load it. */
function seldom(config: object, service: OpenService) {
  return {
    iam: lazily(async () => {
      const { IAMClient, ...iamCommands } = await import('../../sdk/iam.ts');
      return service('iam', new IAMClient(config), iamCommands);
    }),
    tag: lazily(async () => {
      const { ResourceGroupsTaggingAPIClient, ...taggingCommands } = await import('../../sdk/tagging.ts');
      return service('tag', new ResourceGroupsTaggingAPIClient(config), taggingCommands);
    }),
    glue: lazily(async () => {
      const { GlueClient, ...glueCommands } = await import('../../sdk/glue.ts');
      return service('glue', new GlueClient(config), glueCommands);
    }),
    logs: lazily(async () => {
      const { CloudWatchLogsClient, ...logsCommands } = await import('../../sdk/logs.ts');
      return service('logs', new CloudWatchLogsClient(config), logsCommands);
    }),
  };
}

/** What only doctor and verify ask. */
function dataPlane(config: { region: string }, withinQuotas: WithinQuotas, limit: number | undefined) {
  const sent =
    (format: Format, most = limit) =>
    (client: object, commands: object): Send => {
      believeOnlyAws(client, format);
      return sender(client as Client, commands as Commands, most);
    };
  return {
    s3: lazily(async () => {
      const { openS3 } = await import('./s3.ts');
      // An object may have 100 MiB.
      return withinQuotas('s3', await openS3(config, sent('objects', limit === undefined ? undefined : limit * 4)));
    }),
    // The action in a policy is `iot:Publish`.
    iotData: lazily(async () => {
      const { openIotData } = await import('./iot-data.ts');
      return withinQuotas('iot', await openIotData(config, sent('json')));
    }),
  };
}

/** Who the credentials are, as an ARN. */
async function identityIn(target: Target, sts: Send): Promise<string | undefined> {
  const { Account, Arn } = (await sts('GetCallerIdentity', {})) as { Account?: string; Arn?: string };
  if (Account === undefined)
    throw new OperatorError('DG4011', 'AWS STS does not say whose the credentials are.', {
      hint: 'Look for a proxy in between, and at AWS_ENDPOINT_URL and HTTPS_PROXY.',
    });
  if (Account === target.account) return Arn;
  throw new OperatorError(
    'DG4005',
    `The credentials are for account ${Account} (${Arn}), but target ${target.name} is account ${target.account}.`,
    {
      hint: 'Use credentials of the target, or choose another target with --target. Nothing was read.',
    },
  );
}

interface Client {
  send(command: object, options: { readonly abortSignal?: AbortSignal }): Promise<unknown>;
}

type Commands = Readonly<Record<string, new (input: object) => object>>;

function sender(client: Client, commands: Commands, limit: number | undefined): Send {
  return (operation, input) => {
    const Command = commands[`${operation}Command`];
    if (Command === undefined) throw new Error(`The SDK has no operation ${operation}.`);
    const command = new Command(input);
    return limit === undefined
      ? client.send(command, {})
      : within(limit, (abortSignal) => client.send(command, { abortSignal }));
  };
}

/** The SDK's own limit ends with the first byte of an answer: this one is for the whole of it. */
async function within<Value>(limit: number, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      abort.abort();
      reject(Object.assign(new Error('No whole answer came in time.'), { name: 'TimeoutError' }));
    }, limit * 1.2);
  });
  return Promise.race([work(abort.signal), late]).finally(() => clearTimeout(timer));
}

/** Opens a service when it is first sent to. */
function lazily(open: () => Promise<Send>): Send {
  let opened: Promise<Send> | undefined;
  return async (operation, input) => (await (opened ??= open()))(operation, input);
}

/** Asks again and again, more and more seldom. */
async function until<Value>(
  what: string,
  probe: () => Promise<Value | undefined>,
  seconds: number,
  { clock, report, deadline }: Pick<RequestContext, 'clock' | 'report' | 'deadline'>,
): Promise<Value> {
  const start = clock.now();
  for (let pause = 1; ; pause = Math.min(pause * 2, 10)) {
    const value = await probe();
    if (value !== undefined) return value;
    const waited = (clock.now() - start) / 1000;
    if (waited + pause > seconds)
      throw new OperatorError('DG4006', `Waited ${Math.round(waited)} s for ${what}.`, {
        hint: 'Run again later: what is done already is kept.',
      });
    if (clock.now() + pause * 1000 > deadline) throw deadlineExceeded();
    report({ type: 'waiting', what, seconds: Math.round(waited) });
    await sleepUnlessStopped(clock, pause * 1000);
  }
}
