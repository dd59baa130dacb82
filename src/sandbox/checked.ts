import type * as Firehose from '@aws-sdk/client-firehose';
import type * as Iot from '@aws-sdk/client-iot';
import type * as Tagging from '@aws-sdk/client-resource-groups-tagging-api';

/**
 * A request as operations see it. The SDK's types let required members be undefined and optional ones be set to undefined;
 * a request that was decoded and whose constraints were checked has neither.
 */
export type Checked<T> = T extends Date | Uint8Array
  ? T
  : T extends object
    ? { [Key in keyof T]: Checked<Exclude<T[Key], undefined>> }
    : T;

/** The operations of an SDK package by name: what is asked and what is answered. */
type Operations<Sdk> = {
  [Name in keyof Sdk as Name extends `${infer Operation}Command` ? Operation : never]: Sdk[Name] extends new (
    ...given: infer Given
  ) => { resolveMiddleware: (...given: never[]) => (...given: never[]) => Promise<{ output: infer Output }> }
    ? { input: Checked<Exclude<Given[number], undefined>>; output: Omit<Output, '$metadata'> }
    : never;
};

/** Operations of AWS IoT, by name. */
export type IotOperations = Operations<typeof Iot>;

/** Operations of Amazon Data Firehose, by name. */
export type FirehoseOperations = Operations<typeof Firehose>;

/** Operations of the Resource Groups Tagging API, by name: the one that is served. */
export type TaggingOperations = Pick<Operations<typeof Tagging>, 'GetResources'>;
