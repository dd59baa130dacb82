import type { Address } from '../address.ts';
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
  /** What no policy of this role can do, a sentence each. */
  readonly notes?: readonly string[];
}
