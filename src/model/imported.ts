import type { Address } from './address.ts';
import type { JsonObject } from './values/json.ts';
import type { Target, Variable } from './settings.ts';

/** A live resource as an author would write it. Read in by a plan it says what is there. */
export interface ImportedResource {
  readonly address: Address;
  readonly section: string;
  /** Set where the section holds the value itself. */
  readonly isSection?: true;
  readonly value: JsonObject;
  /** What an author should know about it, a sentence each. */
  readonly notes: readonly string[];
  /** What `validate` says against it although AWS has it, a sentence each. */
  readonly disputed?: readonly string[];
}

/** A live resource that is not written, and why. */
export interface LeftOut {
  readonly address: Address;
  readonly section: string;
  readonly isSection?: true;
  /** The end of a sentence: "belongs to acme/other". */
  readonly reason: string;
  /** What is there as far as it can be shown, where somebody may want to write it by hand. */
  readonly value?: JsonObject;
}

/** Where resources are from that no account was asked for. */
export interface Origin {
  /** The file of another tool that describes them. */
  readonly file: string;
  /** Variables that stand for what the file does not tell. */
  readonly variables: readonly OpenVariable[];
  /** Types of resources in the file that are not managed here, each as often as it is there. */
  readonly others: readonly string[];
}

/** A variable that the target has to have. */
export interface OpenVariable {
  readonly name: string;
  /** What it is in the file: `!GetAtt Role.Arn`. */
  readonly what: string;
  /** What it is in the target, where that has it already. */
  readonly value?: Variable;
  /** Something that it could be. */
  readonly sample: Variable;
}

/** What an account has, or a file of another tool, in the language of profiles. Plain data. */
export interface Imported {
  readonly target: Target;
  readonly owner: string;
  /** What the resources refer to and others have, with the end of a sentence that says who. */
  readonly managedElsewhere: readonly { readonly address: Address; readonly reason: string }[];
  /** New entries of `topics`, by name. */
  readonly topics: Readonly<Record<string, JsonObject>>;
  readonly resources: readonly ImportedResource[];
  readonly leftOut: readonly LeftOut[];
  /** Kinds that the account does not tell of, and why, as sentences. */
  readonly unread?: readonly string[];
  /** Absent where they are from the account. */
  readonly origin?: Origin;
}
