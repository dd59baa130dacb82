import type { JsonObject } from '../../../model/values/json.ts';

/** A resource that a file of another tool describes. */
export interface ForeignResource {
  /** The name of the kind that it is of. */
  readonly kind: string;
  /** What it is called where its request does not say it. */
  readonly fallback: string;
  /** In the spelling of the API, the AWS CLI or CloudFormation. */
  readonly request: JsonObject;
  /** What an author should know of it, a sentence each. */
  readonly notes: readonly string[];
  /** Why it is not written, as the end of a sentence. */
  readonly leftOut?: string;
}

/** A value that the file does not tell: in profiles it is a variable of the target. */
export interface OpenValue {
  /** Stands as `${var.NAME}` in what is written. */
  readonly variable: string;
  /** What it is in the file: `!GetAtt Role.Arn`. */
  readonly what: string;
  /** Something that it could be, where the file tells at least that. */
  readonly sample?: string;
}

/** What a file of another tool holds. */
export interface ForeignFile {
  readonly resources: readonly ForeignResource[];
  readonly open: readonly OpenValue[];
  /** Types of resources that are none of ours, each as often as it is there. */
  readonly others: readonly string[];
}
