import type { Address } from '../address.ts';
import type { JsonObject } from '../values/json.ts';
import type { Target } from '../settings.ts';
import type { Allow } from './allow.ts';

/** The services that assume roles for what profiles declare. */
export type Service = 'iot.amazonaws.com' | 'firehose.amazonaws.com';

/** One reason for which a role is there. */
export interface RoleUse {
  readonly roleArn: string;
  /** The resource that names it, and where in it, as an edit path. */
  readonly address: Address;
  readonly path: string;
  readonly service: Service;
  /** `SecurityProfile/Soundbox publishes exported metrics`. */
  readonly why: string;
  readonly allows: readonly Allow[];
  /** The resource in whose name the service assumes the role, where AWS documents that it says so. */
  readonly sourceArn?: string;
  /** Set where the service wants whoever passes the role to see it, too. */
  readonly isSeen?: true;
  /** What no policy of this role can do, a sentence each. */
  readonly notes?: readonly string[];
}

/** A resource as far as access depends on it. */
export interface DeclaredSpec {
  readonly address: Address;
  readonly spec: JsonObject;
}

/** What specs of a kind ask of IAM. */
export interface Access {
  /** The roles that a resource names, each as often as there is a reason for it. */
  uses(declared: DeclaredSpec, target: Target): readonly RoleUse[];
  /** What has to be allowed elsewhere than in a role, a sentence each. */
  notes?(declared: DeclaredSpec, target: Target): readonly string[];
  /** Keys of the author's that AWS makes itself grants on when the resource is written. */
  keys?(declared: DeclaredSpec): readonly string[];
}
