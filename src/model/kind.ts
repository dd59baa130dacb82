import { kindOf } from './address.ts';
import type { Address } from './address.ts';
import type { Access } from './access/role-use.ts';
import type { Aws } from './aws.ts';
import { isEqual } from './values/json.ts';
import type { JsonObject, JsonValue } from './values/json.ts';
import type { Operations } from './kinds/operation.ts';
import type { Edit } from './plan.ts';
import type { Target } from './settings.ts';

/** A resource as it is in the account, in the author's words. */
export interface Live<Spec extends JsonObject = JsonObject> {
  /** As authors call it. */
  readonly name: string;
  /** What AWS knows it by, where it has no name for it. */
  readonly identity?: string;
  /** Absent where AWS gives it none. */
  readonly arn?: string;
  readonly spec: Spec;
  /** The version that a write must name, where the API has one. A precondition, never part of the spec. */
  readonly version?: string;
  /** Set where another tool's tags are on it (CloudFormation, Terraform, …). */
  readonly managedBy?: string;
}

/**
 * A part as it was found: members of the spec, not normalized yet. Parts are what AWS does not tell with a resource's
 * description but by calls of their own, as its tags, and what a profile is attached to.
 */
export interface Part {
  readonly spec: JsonObject;
  readonly managedBy?: string;
}

/** What is known of a resource before it is read. */
export interface Known {
  /** Whether it is expected to be there: then all is asked at once, else the description first. */
  readonly isThere: boolean;
  /** What is known of a part, so that it need not be asked for; undefined where nothing is. */
  part(name: string): Promise<Part | undefined>;
}

/** Asks for a part of one resource. */
export type PartReader = (aws: Aws, name: string) => Promise<Part>;

/**
 * How the account keeps whose a resource is: by tags; by a mark at the end of a text of the spec, where there are no tags; or
 * not at all, where the section says it: whoever has it owns the one thing that it is about.
 */
export type Ownership =
  | { readonly by: 'tag' }
  | { readonly by: 'text'; readonly member: string }
  | { readonly by: 'section' };

/** How a resource is found that AWS has no name for. The author's name is kept in its mark. */
export interface Identity<Spec extends JsonObject = JsonObject> {
  /** What AWS knows a resource with this spec by, as a name that authors could give; absent where AWS makes that up. */
  of?(spec: Spec): string;
}

/** What a request says: a name, where it has one, and a spec whose members may still have the spelling of others. */
export interface Requested {
  readonly name?: JsonValue;
  readonly spec: JsonObject;
}

/**
 * One sort of resource. The only place that knows how AWS spells it.
 * A spec is what authors write after `resolve` and what `read` returns; tags are a member of it like any other.
 */
export interface Kind<Spec extends JsonObject = JsonObject> {
  /** `SecurityProfile`. */
  readonly name: string;
  /** The key under which authors write resources of this kind: `securityProfiles`. */
  readonly section: string;
  /** What a section holds, in one sentence, for editors. */
  readonly description: string;
  /** JSON Schema of a resource's name. */
  readonly nameSchema: JsonObject;
  readonly ownership: Ownership;
  /**
   * Set where an account has exactly one, always: its name. The section holds its spec; what AWS has by default reads as `{}`;
   * nothing creates it, and deleting it, where an author writes `{}`, brings the defaults back.
   */
  readonly singleton?: string;
  /** Set where AWS has no names for these: then `list` gives, and `read` takes, what AWS knows them by. */
  readonly identity?: Identity<Spec>;
  /** JSON Schema of a spec; holds for what authors write and for what `read` returns. */
  readonly schema: JsonObject;
  /**
   * The spec as AWS would report it in a target, whose account and region are the default of some members: defaults left out,
   * unordered lists sorted. Idempotent, and never throws on a valid spec.
   */
  normalize(spec: Spec, target: Target): Spec;
  /** What must exist before a resource with this spec can. Also asked of what is sound in a broken spec: any member may be absent. */
  references(spec: Spec): readonly Address[];
  /** The ARN of a resource of this name; absent where it does not follow from the name. */
  arn?(target: Target, name: string): string;
  /**
   * What a request that creates one says, in the spelling of the API, the AWS CLI or CloudFormation: its name, where it has one, and a
   * spec. Members that are called the same here, but for capitals, stay as they are spelled.
   */
  fromRequest?(request: JsonObject): Requested;
  /** Names of all resources of this kind in the account, ours or not. */
  list(aws: Aws): AsyncIterable<string>;
  /**
   * Names of those that carry the mark of an owner, from an index that may be out of date; there where an account may have too many
   * to be asked one by one. Plans and imports then look at these, at what files declare and at what is asked for by its name.
   */
  marked?(aws: Aws, owner: string): AsyncIterable<string>;
  /** Every operation that it sends, or that is sent for the sake of its resources, once. */
  readonly operations: Operations;
  /** What its specs ask of IAM; absent where they name no role. */
  readonly access?: Access;
  /** What `read` asks for beside the description, by the member of the spec that it is. */
  readonly parts: Readonly<Record<string, PartReader>>;
  /** What is there, normalized; undefined where nothing is. Only reads. */
  read(aws: Aws, name: string, known?: Known): Promise<Live<Spec> | undefined>;
  /** What AWS has already that an author most likely means by a name which nobody declares; undefined where nothing suggests itself. */
  meant?(name: string): string | undefined;
  /** Set where resources are often somebody else's, so that one that no file declares is looked for in the account. */
  readonly shared?: true;
  /** How it is changed. Where there is always one, nothing creates it. */
  readonly write: Omit<Write<Spec>, 'create'> & Partial<Pick<Write<Spec>, 'create'>>;
}

/** The kind of an address. Throws where there is none: addresses of authors are checked before anybody looks one up. */
export function kindAt(kinds: readonly Kind[], address: Address): Kind {
  const kind = kinds.find(({ name }) => name === kindOf(address));
  if (kind === undefined) throw new Error(`There is no kind of ${address}.`);
  return kind;
}

/** Where a resource stands in a file of profiles, below the section: `['ToLake']`, or nothing where the section holds the spec itself. */
export function placeIn({ singleton }: Pick<Kind, 'singleton'>, name: string): readonly string[] {
  return singleton === undefined ? [name] : [];
}

/** Whether a spec says no more than what AWS has by default, where there is always one. */
export function isByDefault({ singleton }: Pick<Kind, 'singleton'>, spec: JsonObject): boolean {
  return singleton !== undefined && isEqual(spec, {});
}

/** How a kind changes the account. Each verb returns when AWS has taken the change; apply reads back afterwards. */
export interface Write<Spec extends JsonObject = JsonObject> {
  /** Whether AWS cannot make this edit in place, so that the resource must be replaced. */
  immutable(edit: Edit): boolean;
  /** Why AWS may not make this edit in place although it can be asked to, and what to do then; undefined where that is certain. */
  caveat?(edit: Edit): string | undefined;
  /** Whether AWS itself refuses to create what is there already, so that nobody need look before. */
  readonly refusesTaken: boolean;
  /**
   * Parts that a creation carries and that AWS takes as they are or refuses with it: its answer settles them. Not among them
   * is what AWS could read otherwise than it is sent.
   */
  readonly settles: readonly string[];
  /** Called where nothing of this name is. Leaves nothing else behind than the resource, its tags and its attachments. */
  create(aws: Aws, name: string, spec: Spec): Promise<void>;
  /** Called with what was just read. Must send `live.version` where there is one, and may not touch what is equal. */
  update(aws: Aws, live: Live<Spec>, spec: Spec): Promise<void>;
  /** Called with what was just read. Returns when the name is free again. */
  delete(aws: Aws, live: Live<Spec>): Promise<void>;
  /** What is lost for good when it is deleted, as the end of a sentence; absent where nothing is. Makes deleting a hazard. */
  readonly losesOnDelete?: string;
  /** What an edit in place loses for good, as the end of a sentence; undefined where it loses nothing. Makes the edit a hazard. */
  loses?(edit: Edit): string | undefined;
  /**
   * What it is until all that refers to it has changed over: `after`, and with it what AWS does not take away while something still
   * refers to it. Then it is made `after`.
   */
  meanwhile?(before: Spec, after: Spec): Spec;
  /**
   * How many an account can have, of kinds that nothing refers to: where there is no room for what is created beside what is deleted,
   * the latter goes first, also where it is the same under another name.
   */
  readonly atMost?: number;
  /** Whether AWS refuses to delete `address` for as long as a resource with this spec is there, which cannot let go of it. */
  holds?(spec: Spec, address: Address): boolean;
  /** The spec without what refers to `address`; there where AWS refuses to delete what is referred to. Of kinds with names. */
  release?(spec: Spec, address: Address): Spec;
}
