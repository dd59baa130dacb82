/** What an operation is authorized on: names of resources behind account and region, whole ARNs, or `*`. */
export type ResourcesOf = (input: Readonly<Record<string, unknown>>) => readonly string[];

/** What the wire and IAM know of an operation. */
interface Traits {
  /** Its shape, as the SDK carries it. */
  readonly shape: unknown;
  /** The resources that AWS looks for in the policies of who sends it; `*` where it is left out. */
  readonly on?: ResourcesOf;
  /** The member in which it takes tags along: then the action that tags is needed besides. */
  readonly tags?: 'tags' | 'Tags';
  /** Set where the service gets roles by it. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
  readonly passesRoles?: true;
}

/** The traits of each operation that a table of handlers has. */
export type TraitsOf<Handlers> = Readonly<Record<keyof Handlers, Traits>>;

/** The resource of a sort that a member of the input names. */
export function named(sort: string, member: string): ResourcesOf {
  return (input) => [`${sort}/${String(input[member])}`];
}

/** Every text under a member of that name, however deep. */
export function textsUnder(value: unknown, member: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === member && typeof inner === 'string' ? [inner] : textsUnder(inner, member),
  );
}
