import type { Policy } from '../model/access/policy.ts';
import { DEFAULT_ASSUMPTIONS } from './assumptions.ts';
import type { Assumptions } from './assumptions.ts';
import { invalidInput, violationsOf } from './constraints.ts';
import { partitionOf } from './context.ts';
import type { OperationContext } from './context.ts';
import type { Outage } from './data-plane/context.ts';
import { createTraffic } from './data-plane/traffic.ts';
import type { Traffic } from './data-plane/traffic.ts';
import { saidInFull } from './documented-defaults.ts';
import type { SandboxFault } from './fault.ts';
import { refuseDenied } from './iam/authorization.ts';
import { DEFAULT_DURATIONS, settle, watchStream } from './lifecycle.ts';
import type { Durations } from './lifecycle.ts';
import { isReadOnly, OPERATIONS } from './operations.ts';
import { isRefusal, refusal } from './refusal.ts';
import { emptyState, enterRegion, peekRegion } from './state.ts';
import type { SandboxState } from './state.ts';
import { credentialScope } from './wire/credentials.ts';
import type { CredentialScope } from './wire/credentials.ts';
import type { WireRequest, WireResponse } from './wire/message.ts';
import type { Protocol } from './wire/protocol.ts';
import { guessProtocol, isServiceName, PROTOCOLS } from './wire/protocols.ts';
import type { ServiceName } from './wire/protocols.ts';
import type { OperationSchema } from './wire/schemas.ts';

/** The time, in milliseconds since 1970. It may be made to stand still, jump or go backwards. */
export interface SandboxClock {
  now(): number;
}

/** One request, decoded. Plain data, but for timestamps (Date) and blobs (bytes). */
export interface SandboxCall {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly account: string;
  readonly region: string;
  readonly readOnly: boolean;
}

/** What a sandbox is made with. */
export interface SandboxOptions {
  readonly clock: SandboxClock;
  /** Taken over and changed in place; an empty account where it is left out. */
  readonly state?: SandboxState;
  /** Called after each change of the state, before its request is answered. */
  readonly onChange?: (state: SandboxState) => void;
  readonly durations?: Partial<Durations>;
  /** What AWS does where no document says it. */
  readonly assumptions?: Partial<Assumptions>;
  /** Sees every request before it is handled; may answer instead (tests inject throttling and faults here). */
  readonly intercept?: (call: SandboxCall) => SandboxFault | undefined;
  /** What everybody who sends requests may do; looked at anew for each. Without it, everything. */
  readonly policies?: readonly Policy[];
  /** What roles of the account may do, by name; one that is not named may do everything. */
  readonly rolePolicies?: Readonly<Record<string, readonly Policy[]>>;
  /** How many requests are kept for whoever wants to look at them; 20,000 where it is left out. A server may run for days. */
  readonly keptCalls?: number;
  /** Lets streams and buckets fail at what is published. */
  readonly outage?: Outage;
}

/** A local AWS account, without a door: see request-handler.ts and server.ts. */
export interface Sandbox {
  /** Answers one request; `reset` stands for a connection that breaks off without an answer. */
  handle(request: WireRequest): WireResponse | 'reset';
  readonly state: SandboxState;
  /** The last requests that could be decoded, as many as `keptCalls` says or more, oldest first; set its length to 0 to begin anew. */
  readonly calls: SandboxCall[];
}

/** Makes a local AWS account that speaks AWS's wire: AWS IoT, Amazon Data Firehose, Amazon S3, AWS STS, IAM. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const state = options.state ?? emptyState();
  const calls: SandboxCall[] = [];
  const traffic = createTraffic(options.outage);
  let requests = 0;
  const handle = (request: WireRequest): WireResponse | 'reset' => {
    const requestId = `00000000-0000-4000-8000-${(++requests).toString(16).padStart(12, '0')}`;
    let protocol = guessProtocol(request);
    try {
      const scope = credentialScope(request);
      const { service } = scope;
      if (!isServiceName(service)) throw unknownOperation(`the service ${service}`);
      protocol = PROTOCOLS[service];
      const { operation, input } = protocol.decode(request);
      const call = callOf(service, operation, input, scope);
      keep(calls, call, options.keptCalls);
      const output = answer(call, { state, traffic }, options);
      if (output === 'reset') return output;
      const isTold = options.assumptions?.echoesDefaults ?? DEFAULT_ASSUMPTIONS.echoesDefaults;
      return protocol.encode(operation, isTold ? saidInFull(operation.output, output, scope) : output, requestId);
    } catch (caught) {
      if (isRefusal(caught)) return protocol.refuse(caught, requestId);
      return ourBug(protocol, caught, requestId);
    }
  };
  return { handle, state, calls };
}

/** Drops half of the calls at once, because each drop moves all others. */
function keep(calls: SandboxCall[], call: SandboxCall, most = 20_000): void {
  if (calls.push(call) > 2 * most) calls.splice(0, calls.length - most);
}

function callOf(
  service: ServiceName,
  operation: OperationSchema,
  input: Record<string, unknown>,
  { account, region }: CredentialScope,
): SandboxCall {
  return { service, operation: operation.name, input, account, region, readOnly: isReadOnly(operation.name) };
}

/** What requests are about. */
interface RequestWorld {
  readonly state: SandboxState;
  readonly traffic: Traffic;
}

function answer(call: SandboxCall, world: RequestWorld, options: SandboxOptions): Record<string, unknown> | 'reset' {
  const fault = options.intercept?.(call);
  if (fault?.when === 'before') return fail(fault);
  if (options.policies !== undefined) refuseDenied(options.policies, call);
  const output = perform(call, world, options);
  return fault === undefined ? output : fail(fault);
}

function fail({ answer: instead }: SandboxFault): 'reset' {
  if (instead === 'reset') return instead;
  throw refusal(instead.name, instead.message, { status: instead.status });
}

function perform(call: SandboxCall, world: RequestWorld, options: SandboxOptions): Record<string, unknown> {
  const { service, operation, input, account, region } = call;
  const run = OPERATIONS[service][operation];
  if (run === undefined) throw unknownOperation(`${service}:${operation}`);
  const violations = SELF_CHECKING.has(operation) ? [] : violationsOf(service, operation, input);
  if (violations.length > 0) throw invalidInput(service, violations);
  const context = contextOf(call, world, options);
  let changed = settle(context.state, context.now);
  if (service === 'firehose' && !call.readOnly) watchStream(context.state, String(input['DeliveryStreamName']));
  try {
    const output = run(context, withinPage(call, context.assumptions) as never);
    if (!call.readOnly) enterRegion(world.state, account, region, context.state);
    changed ||= !call.readOnly;
    return output as Record<string, unknown>;
  } finally {
    if (changed) options.onChange?.(world.state);
  }
}

/** What is asked, of a list no more than a page holds. */
function withinPage(
  { service, operation, input, readOnly }: SandboxCall,
  { mostPerPage }: Assumptions,
): Readonly<Record<string, unknown>> {
  // The state keeps parts of what is written, and the recorded call must not change with it.
  const asked = readOnly ? input : structuredClone(input);
  if (!operation.startsWith('List') || mostPerPage === Infinity) return asked;
  const size = service === 'firehose' ? 'Limit' : 'maxResults';
  return { ...asked, [size]: Math.min(Number(asked[size] ?? Infinity), mostPerPage) };
}

function contextOf(
  { account, region }: SandboxCall,
  { state, traffic }: RequestWorld,
  options: SandboxOptions,
): OperationContext {
  return {
    account,
    region,
    partition: partitionOf(region),
    now: options.clock.now(),
    durations: { ...DEFAULT_DURATIONS, ...options.durations },
    assumptions: { ...DEFAULT_ASSUMPTIONS, ...options.assumptions },
    traffic,
    state: peekRegion(state, account, region),
    regions: Object.values(state.accounts[account] ?? {}),
    rolePolicies: options.rolePolicies ?? {},
  };
}

// It answers what the model refuses as a finding.
const SELF_CHECKING = new Set(['ValidateSecurityProfileBehaviors']);

function unknownOperation(what: string) {
  return refusal('UnknownOperationException', `The sandbox does not implement ${what}.`, { status: 501 });
}

function ourBug(protocol: Protocol, caught: unknown, requestId: string): WireResponse {
  const message = caught instanceof Error ? (caught.stack ?? caught.message) : String(caught);
  return protocol.refuse(refusal('InternalFailure', `A bug of the sandbox: ${message}`, { status: 501 }), requestId);
}
