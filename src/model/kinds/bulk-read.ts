import type { Aws } from '../aws.ts';
import type { Kind, Part } from '../kind.ts';
import type { DesiredState } from '../resource.ts';

/** A resource by its kind and its name. */
export interface ResourceName {
  readonly kind: Kind;
  readonly name: string;
}

/** A way of learning a part of many resources with few requests, at second hand: what it tells may be out of date. */
export interface BulkReader {
  readonly part: string;
  /** How these resources would be bulk; undefined where that saves nothing. Only reads. */
  prepare(aws: Aws, resources: readonly ResourceName[], desired: DesiredState): Promise<BulkRead | undefined>;
}

/** A bulk read that is worth its requests. */
export interface BulkRead {
  /** How many requests of each operation it takes. */
  readonly requests: ReadonlyMap<string, number>;
  covers(resource: ResourceName): boolean;
  /** What it learnt, by ARN; what is missing has to be asked for. Only reads, and throws an OperatorError where it cannot. */
  run(): Promise<ReadonlyMap<string, Part>>;
}
