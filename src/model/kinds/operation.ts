import type { Aws, FirehoseOperations, IotOperations, TaggingOperations } from '../aws.ts';

/** An operation that is sent for resources, as its action in a policy: `iot:TagResource`. */
export type Action =
  | `iot:${keyof IotOperations}`
  | `firehose:${keyof FirehoseOperations}`
  | `tag:${keyof TaggingOperations}`;

/**
 * Whom an operation is for: the plan reads, doctor looks at what profiles lean on, a back-test at the past, verify at the
 * endpoint that it publishes to, and apply writes.
 */
type Purpose = 'plan' | 'doctor' | 'back-test' | 'verify' | 'apply';

/** What a kind does by an operation that it sends once for a resource; `list` once for all of them. */
export type Verb = 'list' | 'describe' | 'create' | 'update' | 'delete';

/** Requests a second that AWS takes, as it publishes them. */
interface Rate {
  readonly perSecond: number;
  /** Where regions with lower limits have another. */
  readonly small?: number;
  /** The quota that it shares with others, where it has none of its own. */
  readonly quota?: string;
}

interface OperationFacts {
  readonly verb?: Verb;
  /** The part of a resource that it tells, where it tells one. */
  readonly part?: string;
  /** Sorts of resources that AWS looks for in policies, as `iot:dimension`; none where only `*` will do. */
  readonly on: readonly string[];
  /** Absent where AWS publishes none. */
  readonly rate?: Rate;
  /** The name of its statement in policies, where that is not `List`, `ReadRules` or `WriteRules` by its section. */
  readonly statement?: string;
  /** Set where the service tries the roles that it is given: one that was just made may not be there for it yet. */
  readonly assumesRole?: true;
}

interface PlanOperation extends OperationFacts {
  readonly for: 'plan';
  /** Sends it as cheaply as can be, to see whether the role may; undefined where the account has nothing to try it on. */
  probe(aws: Aws): Promise<unknown>;
  /** What goes less well without it, where plans do without: the beginning of a sentence that it ends. */
  readonly without?: string;
}

/** What is known of an operation of AWS that is sent. */
export type Operation = PlanOperation | (OperationFacts & { readonly for: Exclude<Purpose, 'plan'> });

/** Operations by action: each that a kind sends, or that is sent for the sake of its resources. */
export type Operations = Readonly<Partial<Record<Action, Operation>>>;

/** Of a kind, what operations depend on. */
interface Sender {
  readonly name: string;
  readonly section: string;
  readonly operations: Operations;
}

/** An operation with the section of the kind that has it. */
export type SentOperation = Operation & { readonly action: Action; readonly section: string };

/** What the edge of AWS has to know of operations, by action. */
export type KnownOperations = ReadonlyMap<string, Pick<Operation, 'rate' | 'assumesRole'>>;

/** All operations of these kinds, by action. One that several have is on the resources of all of them. */
export function operationsOf(senders: readonly Sender[]): ReadonlyMap<Action, SentOperation> {
  const found = new Map<Action, SentOperation>();
  for (const { section, operations } of senders)
    for (const [action, operation] of entriesOf(operations)) {
      const known = found.get(action) ?? { ...operation, action, section };
      found.set(action, { ...known, on: [...new Set([...known.on, ...operation.on])] });
    }
  return found;
}

/** The operation by which a kind does something. Throws where its table has none. */
export function actionFor({ name, operations }: Sender, verb: Verb): Action {
  return actionThat(operations, (operation) => operation.verb === verb, `${name} has no operation to ${verb}`);
}

/** The operation by which a resource of a kind is asked for a part. Throws where its table has none. */
export function actionForPart({ name, operations }: Sender, part: string): Action {
  return actionThat(operations, (operation) => operation.part === part, `${name} has no operation for its ${part}`);
}

function actionThat(operations: Operations, fits: (operation: Operation) => boolean, otherwise: string): Action {
  const found = entriesOf(operations).find(([, operation]) => fits(operation));
  if (found === undefined) throw new Error(otherwise);
  return found[0];
}

function entriesOf(operations: Operations): readonly (readonly [Action, Operation])[] {
  return Object.entries(operations) as [Action, Operation][];
}
