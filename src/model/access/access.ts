import type { Policy } from './policy.ts';

/** A policy under the name that it gets. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: Policy;
}

/** A role of IAM, as it has to be. */
export interface RoleDocuments {
  readonly name: string;
  readonly arn: string;
  /** What it is there for, a line each. */
  readonly why: readonly string[];
  readonly trust: Policy;
  readonly policies: readonly NamedPolicy[];
  /** Whether the policies fit into the role itself; else each is one of its own, attached to it. */
  readonly isInline: boolean;
}

/** All that somebody has to set up in one account for what its profiles declare. Plain data. */
export interface AccessDocuments {
  readonly target: string;
  readonly account: string;
  readonly region: string;
  readonly roles: readonly RoleDocuments[];
  /** Policies of AWS IoT, for the certificates of MQTT clients. */
  readonly iotPolicies: readonly NamedPolicy[];
  /** What no policy here can say, a sentence each. */
  readonly notes: readonly string[];
}
