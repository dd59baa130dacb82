/**
 * Regenerates src/sandbox/constraints.json from AWS's own service models, as botocore ships them:
 *
 *   node scripts/extract-constraints.ts "$(python3 -c 'import botocore, os; print(os.path.dirname(botocore.__file__))')/data"
 *
 * Only operations that the sandbox implements are taken, and of their shapes only what restricts something.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Action$ } from '@aws-sdk/client-iot';
import type { Constraint, ServiceConstraints } from '../src/sandbox/constraints.ts';
import { OPERATIONS } from '../src/sandbox/operations.ts';

interface ModelShape {
  readonly type: string;
  readonly members?: Record<string, { shape: string }>;
  readonly required?: string[];
  readonly member?: { shape: string };
  readonly key?: { shape: string };
  readonly value?: { shape: string };
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: string[];
}

interface Model {
  readonly operations: Record<string, { input?: { shape: string } }>;
  readonly shapes: Record<string, ModelShape>;
}

function readModel(data: string, service: string): Model {
  const [version = ''] = readdirSync(`${data}/${service}`).toSorted().slice(-1);
  return JSON.parse(gunzipSync(readFileSync(`${data}/${service}/${version}/service-2.json.gz`)).toString()) as Model;
}

/** Java may escape quotes, low lines and, outside of classes, hyphens; JavaScript does not take that. */
function unescaped(pattern: string): string {
  return pattern.replaceAll(/\\(["_])/g, '$1').replaceAll('svc\\-', 'svc-');
}

function constraintOf(shape: ModelShape): Constraint {
  const { min, max, pattern, required } = shape;
  return {
    ...(required && required.length > 0 ? { required } : {}),
    ...(shape.type === 'integer' || shape.type === 'long' ? { integer: true } : {}),
    ...(min === undefined || (min === 0 && !['integer', 'long', 'double'].includes(shape.type)) ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(pattern === undefined || pattern === '[\\s\\S]*' ? {} : { pattern: unescaped(pattern) }),
    ...(shape.enum ? { enum: shape.enum } : {}),
  };
}

/** Walks from a shape and keeps each shape that restricts something, or holds one that does. */
function collect(model: Model, name: string, kept: Map<string, Constraint>, walking: Set<string>): boolean {
  if (kept.has(name)) return true;
  const shape = model.shapes[name];
  if (shape === undefined || walking.has(name)) return false;
  walking.add(name);
  const keep = (reference: { shape: string } | undefined) =>
    reference !== undefined && collect(model, reference.shape, kept, walking) ? reference.shape : undefined;
  const members = Object.entries(shape.members ?? {})
    .map(([member, reference]) => [member, keep(reference)] as const)
    .filter(([, kind]) => kind !== undefined);
  const [element, key, value] = [keep(shape.member), keep(shape.key), keep(shape.value)];
  const constraint: Constraint = {
    ...constraintOf(shape),
    ...(members.length > 0 ? { members: Object.fromEntries(members) as Record<string, string> } : {}),
    ...(element === undefined ? {} : { element }),
    ...(key === undefined ? {} : { key }),
    ...(value === undefined ? {} : { value }),
  };
  walking.delete(name);
  if (Object.keys(constraint).length === 0) return false;
  kept.set(name, constraint);
  return true;
}

// The sandbox answers a database as source with "not implemented", so its members need no check.
const UNUSED = /^DatabaseSource/;

// AWS lists America/Port-au-Prince: https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html
const CORRECTED: Readonly<Record<string, string>> = { CustomTimeZone: '^$|[a-zA-Z/_-]+' };

function extract(data: string, service: 'iot' | 'firehose'): ServiceConstraints {
  const model = readModel(data, service);
  for (const [name, shape] of Object.entries(model.shapes)) {
    if (CORRECTED[name] !== undefined) Object.assign(shape, { pattern: CORRECTED[name] });
    for (const member of Object.keys(shape.members ?? {}))
      if (service === 'firehose' && UNUSED.test(member)) delete shape.members?.[member];
  }
  const kept = new Map<string, Constraint>();
  const operations: Record<string, string> = {};
  for (const operation of Object.keys(OPERATIONS[service])) {
    const input = model.operations[operation]?.input?.shape;
    if (input !== undefined && collect(model, input, kept, new Set())) operations[operation] = input;
  }
  if (service === 'iot') addNewActions(kept);
  return {
    operations,
    shapes: Object.fromEntries([...kept].toSorted(([left], [right]) => (left < right ? -1 : 1))),
  };
}

/** A structure as the SDK carries it: the first `requiredCount` members are the required ones. */
type Structure = readonly [
  sort: number,
  space: string,
  name: string,
  traits: unknown,
  members: string[],
  schemas: unknown[],
  requiredCount?: number,
];

/** Actions that the SDK knows and botocore's model does not yet: only their required members are known. */
function addNewActions(kept: Map<string, Constraint>): void {
  const action = kept.get('Action');
  const [, , , , names, schemas] = Action$ as unknown as Structure;
  names.forEach((name, index) => {
    const schema = schemas[index];
    const [, , shape, , members, , requiredCount = 0] = (typeof schema === 'function' ? schema() : schema) as Structure;
    if (action?.members === undefined || name in action.members || requiredCount === 0) return;
    action.members[name] = shape;
    kept.set(shape, { required: members.slice(0, requiredCount) });
  });
}

const [data] = process.argv.slice(2);
if (data === undefined) throw new Error('usage: node scripts/extract-constraints.ts BOTOCORE_DATA');
const table = { iot: extract(data, 'iot'), firehose: extract(data, 'firehose') };
writeFileSync(new URL('../src/sandbox/constraints.json', import.meta.url), `${JSON.stringify(table)}\n`);
