import type * as Firehose from '../sdk/firehose.ts';
import type * as Glue from '../sdk/glue.ts';
import type * as Iam from '../sdk/iam.ts';
import type * as Iot from '../sdk/iot.ts';
import type * as Logs from '../sdk/logs.ts';
import type * as Tagging from '../sdk/tagging.ts';
import type { Target } from './settings.ts';

/** The operations whose commands are bundled, by name, each with its input and its output. */
type Operations<Sdk> = {
  [Name in keyof Sdk as Name extends `${infer Operation}Command` ? Operation : never]: Sdk[Name] extends new (
    ...given: infer Given extends readonly unknown[]
  ) => { resolveMiddleware: (...given: never[]) => (...given: never[]) => Promise<{ output: infer Output }> }
    ? { input: Exclude<Given[0], undefined>; output: Output }
    : never;
};

/** Operations of AWS IoT that are bundled, by name. */
export type IotOperations = Operations<typeof Iot>;

/** Operations of Amazon Data Firehose that are bundled, by name. */
export type FirehoseOperations = Operations<typeof Firehose>;

/** Operations of IAM that are bundled, by name. */
export type IamOperations = Operations<typeof Iam>;

/** Operations of the Resource Groups Tagging API that are bundled, by name. */
export type TaggingOperations = Operations<typeof Tagging>;

/** Operations of AWS Glue that are bundled, by name. */
export type GlueOperations = Operations<typeof Glue>;

/** Operations of CloudWatch Logs that are bundled, by name. */
export type LogsOperations = Operations<typeof Logs>;

/** An object of a bucket, without what is in it. */
export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
}

/** Operations of Amazon S3 that read: its client is as large as all the others, so these go without. */
export interface S3Operations {
  /** Objects whose keys begin with `prefix`, a page of them. */
  readonly ListObjectsV2: {
    readonly input: { readonly bucket: string; readonly prefix: string; readonly after?: string };
    readonly output: { readonly objects: readonly ListedObject[]; readonly next?: string };
  };
  /** The region of a bucket; it tells that there is one, and nothing of what is in it. */
  readonly GetBucketLocation: {
    readonly input: { readonly bucket: string };
    readonly output: { readonly region: string };
  };
  /** What is in an object, unzipped where it is GZIP. */
  readonly GetObject: {
    readonly input: { readonly bucket: string; readonly key: string };
    readonly output: { readonly body: Uint8Array };
  };
}

/** Publishing a message over HTTPS, with QoS 1. `endpoint` is what DescribeEndpoint gives for `iot:Data-ATS`. */
export interface IotDataOperations {
  readonly Publish: {
    readonly input: { readonly endpoint: string; readonly topic: string; readonly payload: string };
    readonly output: object;
  };
}

/** Whether an error of AWS, by its name, is one that passes: too many requests, or a failure of AWS. */
export function passesSoon(name: string): boolean {
  return /Throttl|TooManyRequests|LimitExceeded|^Internal|^Service(Unavailable|Failure)/.test(name);
}

/** Requests by operation (`iot:ListDimensions`), each as often as it was sent, and seconds. */
export interface Spent {
  readonly requests: ReadonlyMap<string, number>;
  readonly seconds: number;
}

/** Work that takes several requests, and how it can be stopped. */
export interface WorkOptions {
  /**
   * Once aborted, work that has not begun sends nothing, and work that has begun nothing more after a second: its requests are
   * refused with an OperatorError (DG4013), and what waits between two requests is.
   */
  readonly stop?: AbortSignal;
  /** Called when the first request is sent. */
  readonly begun?: () => void;
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
  /** The tables of the data catalog. Its client is loaded when it is first needed, which only doctor does. */
  glue<Name extends keyof GlueOperations>(
    operation: Name,
    input: GlueOperations[Name]['input'],
  ): Promise<GlueOperations[Name]['output']>;
  /** Where Firehose logs what it cannot deliver. Its client is loaded when it is first needed, which only doctor does. */
  logs<Name extends keyof LogsOperations>(
    operation: Name,
    input: LogsOperations[Name]['input'],
  ): Promise<LogsOperations[Name]['output']>;
  /** Buckets belong to no region; each is asked in its own. Loaded when it is first needed, which doctor and verify do. */
  s3<Name extends keyof S3Operations>(
    operation: Name,
    input: S3Operations[Name]['input'],
  ): Promise<S3Operations[Name]['output']>;
  /** The data plane of AWS IoT. Loaded when it is first needed, which only verify does. */
  iotData<Name extends keyof IotDataOperations>(
    operation: Name,
    input: IotDataOperations[Name]['input'],
  ): Promise<IotDataOperations[Name]['output']>;
  /** The time, in milliseconds since 1970; a sandbox has its own. */
  now(): number;
  /** Does something that takes several requests: they go before those of groups of requests that are begun later. */
  withPriority<Value>(work: () => Promise<Value>, options?: WorkOptions): Promise<Value>;
  /** What was sent through this connection so far, by operation, and the seconds since it was opened. */
  spent(): Spent;
  /** Seconds that these numbers of requests take at least, by AWS's quotas. */
  minimumSeconds(requests: ReadonlyMap<string, number>): number;
  /** The hours before now, as operations that look back take them. */
  timeRange(hours: number): { readonly startTime: Date; readonly endTime: Date };
  /**
   * Asks `probe` again and again until it gives a value, reporting `what` as progress.
   * Throws an OperatorError after `seconds` (600 unless said); whatever `probe` throws comes out at once.
   */
  until<Value>(what: string, probe: () => Promise<Value | undefined>, seconds?: number): Promise<Value>;
}
