import { NormalizedSchema } from '@smithy/core/schema';

/** The shape of one operation, as the SDK carries it. */
export interface OperationSchema {
  readonly name: string;
  /** Method, URI template and status; only where the protocol is a REST one. */
  readonly http: readonly [method: string, uri: string, status: number] | undefined;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

/** The shape of one modelled error. */
export interface ErrorSchema {
  readonly status: number;
  readonly shape: NormalizedSchema;
}

/** All shapes of one service that the wire needs. */
export interface ServiceSchema {
  readonly operations: ReadonlyMap<string, OperationSchema>;
  readonly errors: ReadonlyMap<string, ErrorSchema>;
}

// The array form is internal to the SDK, so its version is pinned and the wire gate in test/sandbox guards upgrades.
const OPERATION = 9;
const ERROR = -3;

type Traits = { http?: [string, string, number]; error?: string; httpError?: number };

/** Collects operations and errors from what an SDK client package exports. */
export function serviceSchema(sdk: object): ServiceSchema {
  const operations = new Map<string, OperationSchema>();
  const errors = new Map<string, ErrorSchema>();
  for (const exported of Object.values(sdk)) {
    if (!Array.isArray(exported)) continue;
    const [sort, namespace, name, traits] = exported as [number, string, string, Traits | 0];
    if (sort === OPERATION) operations.set(name, operationSchema(name, exported));
    // The SDK's own base class of errors is there too, in a namespace of the SDK.
    if (sort === ERROR && namespace.startsWith('com.amazonaws')) {
      errors.set(name, errorSchema(traits || {}, exported));
    }
  }
  return { operations, errors };
}

/** A service whose package is not there: its operations by name, without shapes. */
export function shapeless(...names: readonly string[]): ServiceSchema {
  const unit = NormalizedSchema.of('unit');
  const operations = names.map((name) => [name, { name, http: undefined, input: unit, output: unit }] as const);
  return { operations: new Map(operations), errors: new Map() };
}

/** An operation that a service has. */
export function operationOf({ operations }: ServiceSchema, name: string): OperationSchema {
  return operations.get(name) as OperationSchema;
}

function operationSchema(name: string, exported: readonly unknown[]): OperationSchema {
  const [, , , traits, input, output] = exported as [
    unknown,
    unknown,
    unknown,
    Traits | 0,
    () => unknown,
    () => unknown,
  ];
  const shapes = { input: normalized(input), output: normalized(output) };
  return {
    name,
    http: (traits || {}).http,
    get input() {
      return shapes.input();
    },
    get output() {
      return shapes.output();
    },
  };
}

function errorSchema(traits: Traits, exported: readonly unknown[]): ErrorSchema {
  const shape = normalized(() => exported);
  return {
    status: statusOf(traits),
    get shape() {
      return shape();
    },
  };
}

/** Of the hundreds of shapes that services have, a run meets a few: each is made ready when it is first asked for. */
function normalized(schema: () => unknown): () => NormalizedSchema {
  let made: NormalizedSchema | undefined;
  return () => (made ??= NormalizedSchema.of(schema() as never));
}

function statusOf(traits: Traits): number {
  return traits.httpError ?? (traits.error === 'server' ? 500 : 400);
}

/** Members of a structure, by name; none where the schema is not one. */
export function membersOf(schema: NormalizedSchema): readonly [string, NormalizedSchema][] {
  if (!schema.isStructSchema()) return [];
  // What is asked for its element makes a new one each time: what it is of stays the same.
  const shape = schema.getSchema() as object;
  const known = memberCache.get(shape);
  if (known !== undefined) return known;
  const members = [...schema.structIterator()];
  memberCache.set(shape, members);
  return members;
}

const memberCache = new WeakMap<object, readonly [string, NormalizedSchema][]>();
