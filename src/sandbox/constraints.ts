import { isList, isObject } from '../model/values/json.ts';
import table from './constraints.json' with { type: 'json' };
import { refusal } from './refusal.ts';

/** What AWS's service model demands of one shape. Lengths, sizes and ranges share `min` and `max`; names refer to shapes. */
export interface Constraint {
  readonly required?: readonly string[];
  readonly members?: Record<string, string>;
  readonly element?: string;
  readonly key?: string;
  readonly value?: string;
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  /** As the model has it; it must match the whole text. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

/** The constraints of one service. Made by scripts/extract-constraints.ts from the service's model, never by hand. */
export interface ServiceConstraints {
  /** The input shape of each operation that restricts its input. */
  readonly operations: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, Constraint>>;
}

/** A value that breaks a constraint: `rule` is AWS's sentence, `path` as AWS writes it: `tags.1.member.key`. */
export interface Violation {
  readonly path: string;
  readonly value: unknown;
  readonly rule: string;
}

const CONSTRAINTS: Readonly<Record<string, ServiceConstraints>> = table;

/** What an input breaks of the service's model. Throws a SerializationException where an integer has a fraction. */
export function violationsOf(service: string, operation: string, input: unknown): readonly Violation[] {
  const constraints = CONSTRAINTS[service];
  const shape = constraints?.operations[operation];
  return constraints === undefined || shape === undefined ? [] : [...check(constraints, shape, input, '')];
}

/**
 * Makes the refusal of an input that breaks the model, in the words of the service: AWS IoT tells the value, Data Firehose does not.
 * https://github.com/floci-io/floci/blob/main/src/main/java/io/github/hectorvent/floci/services/firehose/S3DestinationValidator.java
 */
export function invalidInput(service: string, violations: readonly Violation[]) {
  const sentences = violations.map(({ path, value, rule }) => {
    const told = service === 'firehose' ? '' : ` ${shown(value)}`;
    return `Value${told} at '${path}' failed to satisfy constraint: ${rule}`;
  });
  const count = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`;
  const name = service === 'firehose' ? 'ValidationException' : 'InvalidRequestException';
  return refusal(name, `${count} detected: ${sentences.join('; ')}`);
}

function shown(value: unknown): string {
  if (value === undefined) return 'null';
  return `'${typeof value === 'object' ? JSON.stringify(value) : String(value)}'`;
}

function* check(service: ServiceConstraints, name: string, value: unknown, path: string): Generator<Violation> {
  const constraint = service.shapes[name];
  if (constraint === undefined) return;
  for (const rule of broken(constraint, value)) yield { path, value, rule };
  if (isList(value)) {
    const { element } = constraint;
    if (element === undefined) return;
    for (const [index, item] of value.entries()) yield* check(service, element, item, `${path}.${index + 1}.member`);
  } else if (isObject(value)) {
    yield* checkObject(service, constraint, value, path);
  }
}

function* checkObject(
  service: ServiceConstraints,
  constraint: Constraint,
  value: Readonly<Record<string, unknown>>,
  path: string,
): Generator<Violation> {
  const at = (name: string) => (path === '' ? lowerFirst(name) : `${path}.${lowerFirst(name)}`);
  for (const name of constraint.required ?? []) {
    if (!Object.hasOwn(value, name)) yield { path: at(name), value: undefined, rule: 'Member must not be null' };
  }
  for (const [name, member] of Object.entries(value)) {
    const shape = constraint.members?.[name];
    if (shape !== undefined) yield* check(service, shape, member, at(name));
    if (constraint.key !== undefined) {
      for (const { rule } of check(service, constraint.key, name, path)) {
        yield { path, value: name, rule: `Map keys must satisfy constraint: [${rule}]` };
      }
    }
    if (constraint.value !== undefined) yield* check(service, constraint.value, member, `${path}.${name}.member`);
  }
}

/** `DeliveryStreamName` is called `deliveryStreamName` in messages. */
function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function* broken(constraint: Constraint, value: unknown): Generator<string> {
  const { min, max, pattern, integer } = constraint;
  if (integer && !Number.isInteger(value)) {
    throw refusal('SerializationException', 'class java.lang.Double can not be converted to an Integer', {
      status: 400,
    });
  }
  const [size, noun] = measure(value);
  if (size !== undefined && max !== undefined && size > max)
    yield `Member must have ${noun} less than or equal to ${max}`;
  if (size !== undefined && min !== undefined && size < min)
    yield `Member must have ${noun} greater than or equal to ${min}`;
  if (typeof value !== 'string') return;
  if (pattern !== undefined && !whole(pattern).test(value)) {
    yield `Member must satisfy regular expression pattern: ${pattern}`;
  }
  if (constraint.enum && !constraint.enum.includes(value)) {
    yield `Member must satisfy enum value set: [${constraint.enum.join(', ')}]`;
  }
}

function measure(value: unknown): [size: number | undefined, noun: string] {
  if (typeof value === 'number') return [value, 'value'];
  // Lengths count characters, not the two halves in which JavaScript holds some.
  if (typeof value === 'string') return [[...value].length, 'length'];
  if (isList(value)) return [value.length, 'length'];
  return [isObject(value) ? Object.keys(value).length : undefined, 'length'];
}

const compiled = new Map<string, RegExp>();

/** A model's pattern as a JavaScript one that matches whole texts; Java's `\p{Graph}` is printable ASCII. */
function whole(pattern: string): RegExp {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(`^(?:${pattern.replaceAll('\\p{Graph}', '\\x21-\\x7E')})$`, 'u');
    compiled.set(pattern, expression);
  }
  return expression;
}
