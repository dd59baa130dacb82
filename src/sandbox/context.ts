import type { Policy } from '../model/access/policy.ts';
import type { Assumptions } from './assumptions.ts';
import type { FirehoseOperations, IotOperations, TaggingOperations } from './checked.ts';
import type { Traffic } from './data-plane/traffic.ts';
import type { Durations } from './lifecycle.ts';
import type { RegionState } from './state.ts';

/** What an operation works on: one account in one region at one moment. */
export interface OperationContext {
  readonly account: string;
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly durations: Durations;
  readonly assumptions: Assumptions;
  readonly state: RegionState;
  readonly traffic: Traffic;
  /** The account's regions that the state knows, for what belongs to no region. */
  readonly regions: readonly RegionState[];
  /** What roles may do, by name; one that is not named may do everything. */
  readonly rolePolicies: Readonly<Record<string, readonly Policy[]>>;
}

/** A table of operations of one service; each checks first and changes the state last, so that a refusal leaves no trace. */
type Handlers<Operations extends Record<keyof Operations, { input: unknown; output: unknown }>> = {
  readonly [Name in keyof Operations]?: (
    context: OperationContext,
    input: Operations[Name]['input'],
  ) => Operations[Name]['output'];
};

/** A table of operations of AWS IoT. */
export type IotHandlers = Handlers<IotOperations>;

/** A table of operations of Amazon Data Firehose. */
export type FirehoseHandlers = Handlers<FirehoseOperations>;

/** A table of operations of the Resource Groups Tagging API. */
export type TaggingHandlers = Handlers<TaggingOperations>;

/** The partition of a region. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The ARN of a resource of a service in the context's account and region: `arn:aws:iot:eu-west-1:111122223333:rule/Name`. */
export function arnOf(
  context: Pick<OperationContext, 'account' | 'region' | 'partition'>,
  service: 'iot' | 'firehose' | 'glue' | 'logs',
  resource: string,
): string {
  return `arn:${context.partition}:${service}:${context.region}:${context.account}:${resource}`;
}
