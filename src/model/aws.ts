import type * as Firehose from '@aws-sdk/client-firehose';
import type * as Iam from '@aws-sdk/client-iam';
import type * as Iot from '@aws-sdk/client-iot';
import type * as Tagging from '@aws-sdk/client-resource-groups-tagging-api';
import type { Target } from './settings.ts';

/** The operations of an SDK package by name, so that `CreateTopicRule` types its input and its output. */
type Operations<Sdk> = {
  [Name in keyof Sdk as Name extends `${infer Operation}Command` ? Operation : never]: Sdk[Name] extends new (
    ...given: infer Given extends readonly unknown[]
  ) => { resolveMiddleware: (...given: never[]) => (...given: never[]) => Promise<{ output: infer Output }> }
    ? { input: Exclude<Given[0], undefined>; output: Output }
    : never;
};

/** Operations of AWS IoT, by name: those that are used, because its client has ten times as many. */
export type IotOperations = Pick<
  Operations<typeof Iot>,
  | 'AttachSecurityProfile'
  | 'CreateCustomMetric'
  | 'CreateDimension'
  | 'CreateSecurityProfile'
  | 'CreateTopicRule'
  | 'DeleteCustomMetric'
  | 'DeleteDimension'
  | 'DeleteSecurityProfile'
  | 'DeleteTopicRule'
  | 'DescribeCustomMetric'
  | 'DescribeDimension'
  | 'DescribeSecurityProfile'
  | 'DescribeThingGroup'
  | 'DetachSecurityProfile'
  | 'GetTopicRule'
  | 'ListCustomMetrics'
  | 'ListDimensions'
  | 'ListSecurityProfiles'
  | 'ListSecurityProfilesForTarget'
  | 'ListTagsForResource'
  | 'ListTargetsForSecurityProfile'
  | 'ListThingGroups'
  | 'ListTopicRules'
  | 'ReplaceTopicRule'
  | 'TagResource'
  | 'UntagResource'
  | 'UpdateCustomMetric'
  | 'UpdateDimension'
  | 'UpdateSecurityProfile'
  | 'ValidateSecurityProfileBehaviors'
>;

/** Operations of Amazon Data Firehose that are used, by name. */
export type FirehoseOperations = Pick<
  Operations<typeof Firehose>,
  | 'CreateDeliveryStream'
  | 'DeleteDeliveryStream'
  | 'DescribeDeliveryStream'
  | 'ListDeliveryStreams'
  | 'ListTagsForDeliveryStream'
  | 'StartDeliveryStreamEncryption'
  | 'StopDeliveryStreamEncryption'
  | 'TagDeliveryStream'
  | 'UntagDeliveryStream'
  | 'UpdateDestination'
>;

/** Operations of IAM, by name: those that are used, because its client is large. */
export type IamOperations = Pick<
  Operations<typeof Iam>,
  | 'GetRole'
  | 'SimulatePrincipalPolicy'
  | 'ListRolePolicies'
  | 'GetRolePolicy'
  | 'ListAttachedRolePolicies'
  | 'GetPolicy'
  | 'GetPolicyVersion'
>;

/** Operations of the Resource Groups Tagging API, by name: the one that is used. */
export type TaggingOperations = Pick<Operations<typeof Tagging>, 'GetResources'>;

/** Requests by operation (`iot:ListDimensions`), each as often as it was sent, and seconds. */
export interface Spent {
  readonly requests: ReadonlyMap<string, number>;
  readonly seconds: number;
}

/**
 * One account and region, as kinds see it. Budgets, back-off, propagation of roles and deadlines are behind it:
 * a kind never retries. Errors of the service come out as the SDK throws them (`error.name` is AWS's).
 */
export interface Aws {
  readonly target: Target;
  iot<Name extends keyof IotOperations>(
    operation: Name,
    input: IotOperations[Name]['input'],
  ): Promise<IotOperations[Name]['output']>;
  firehose<Name extends keyof FirehoseOperations>(
    operation: Name,
    input: FirehoseOperations[Name]['input'],
  ): Promise<FirehoseOperations[Name]['output']>;
  /** IAM knows no regions. Its client is loaded when it is first needed, which only doctor does. */
  iam<Name extends keyof IamOperations>(
    operation: Name,
    input: IamOperations[Name]['input'],
  ): Promise<IamOperations[Name]['output']>;
  /** The index of tagged resources, which lags behind the services. Its client is loaded when it is first needed. */
  tag<Name extends keyof TaggingOperations>(
    operation: Name,
    input: TaggingOperations[Name]['input'],
  ): Promise<TaggingOperations[Name]['output']>;
  /** Does something that takes several requests: they go before those of errands that are begun later. */
  errand<Value>(work: () => Promise<Value>): Promise<Value>;
  /** What was sent through this connection so far, by operation, and the seconds since it was opened. */
  spent(): Spent;
  /** Seconds that these numbers of requests take at least, by AWS's quotas. */
  bound(requests: ReadonlyMap<string, number>): number;
  /**
   * Asks `probe` again and again until it gives a value, reporting `what` as progress.
   * Throws an OperatorError after `seconds` (600 unless said); whatever `probe` throws comes out at once.
   */
  until<Value>(what: string, probe: () => Promise<Value | undefined>, seconds?: number): Promise<Value>;
}
