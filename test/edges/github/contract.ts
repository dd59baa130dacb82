import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { isObject, type JsonObject, type JsonValue } from '../../../src/model/values/json.ts';

/** GitHub's published description of the operations in use, cut out by extract-openapi.mjs. */
interface Description {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: Schema;
  }[];
  readonly body?: Schema;
  readonly responses: Readonly<Record<string, Schema | null>>;
}

type Schema = JsonObject;

/** An operation that a request is for, and the values in its path. */
export interface Match {
  readonly route: string;
  readonly values: Readonly<Record<string, string>>;
}

const description: Description = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: false, validateFormats: true, allErrors: true, coerceTypes: false });
for (const format of ['int64', 'repo.nwo', 'email']) ajv.addFormat(format, true);
ajv.addFormat('uri', (text) => URL.canParse(text));
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
ajv.addFormat('timestamp', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
ajv.addSchema({ ...description }, 'openapi');

const compiled = new Map<string, ValidateFunction>();
const patterns = Object.keys(description.operations).map((route) => [route, pathPattern(route)] as const);

/** The operation of a method and a path; literal steps win over parameters. */
export function matchRoute(method: string, path: string): Match | undefined {
  const matches = patterns.flatMap(([route, pattern]) => {
    const values = route.startsWith(`${method} `) ? pattern.exec(path)?.groups : undefined;
    return values === undefined ? [] : [{ route, values: decoded(values) }];
  });
  return matches.sort((left, right) => Object.keys(left.values).length - Object.keys(right.values).length)[0];
}

/** What a request does that the description does not allow; unknown parameters and members count, as they would be typos. */
export function requestViolations(
  match: Match,
  query: Readonly<Record<string, string>>,
  body: JsonValue | undefined,
): readonly string[] {
  const operation = operationOf(match.route);
  const given: Readonly<Record<string, string>> = { ...query, ...match.values };
  const parameters = operation.parameters.flatMap(({ name, required, schema }, index) => {
    const value = given[name];
    if (value === undefined) return required ? [`parameter ${name} is missing`] : [];
    const parsed = schema.type === 'integer' ? Number(value) : value;
    return violations(`${pointer(match.route)}/parameters/${index}/schema`, parsed).map((text) => `${name} ${text}`);
  });
  const known = new Set(operation.parameters.map(({ name }) => name));
  const unknown = Object.keys(query)
    .filter((name) => !known.has(name))
    .map((name) => `unknown parameter ${name}`);
  return [...parameters, ...unknown, ...bodyViolations(match.route, operation, body)];
}

/** What an answer has that the description does not allow. Statuses that it does not name are errors with a message. */
export function responseViolations(route: string, status: number, body: JsonValue | undefined): readonly string[] {
  const { responses } = operationOf(route);
  if (!(status in responses))
    return status >= 400 ? violations('openapi#/schemas/basic-error', body) : [`no status ${status}`];
  if (responses[status] === null) return body === undefined ? [] : ['a body where there is none'];
  return violations(`${pointer(route)}/responses/${status}`, body);
}

/** The least value that a shared schema allows, with the given members in it. */
export function sample(schema: string, members: JsonObject): JsonObject {
  const value = leastOf({ $ref: `#/schemas/${schema}` });
  return { ...(isObject(value) ? value : {}), ...members };
}

function bodyViolations(route: string, { body: schema }: Operation, body: JsonValue | undefined): readonly string[] {
  if (schema === undefined) return body === undefined ? [] : ['a body where there is none'];
  const members = isObject(schema.properties) ? schema.properties : {};
  const unknown = Object.keys(isObject(body) ? body : {}).filter((name) => !(name in members));
  return [...violations(`${pointer(route)}/body`, body), ...unknown.map((name) => `unknown member ${name}`)];
}

function violations(ref: string, value: unknown): readonly string[] {
  const validate = compiled.get(ref) ?? ajv.compile({ $ref: ref });
  compiled.set(ref, validate);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`.trim());
}

function leastOf(schema: Schema): JsonValue {
  if (typeof schema.$ref === 'string') return leastOf(schemaOf(schema.$ref.split('/').at(-1) ?? ''));
  const [first] = schemas(schema.enum) ?? schemas(schema.oneOf) ?? schemas(schema.anyOf) ?? [];
  if (schema.enum !== undefined) return first ?? null;
  if (isObject(first)) return leastOf(first);
  const types = [schema.type].flat();
  if (types.includes('null')) return null;
  if (types.includes('array')) return [];
  if (types.includes('integer') || types.includes('number')) return 1;
  if (types.includes('boolean')) return false;
  if (types.includes('string')) return leastText(schema.format);
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = schemas(schema.required) ?? [];
  return Object.fromEntries(required.map((name) => [String(name), leastOf(asSchema(properties[String(name)]))]));
}

function leastText(format: JsonValue | undefined): string {
  if (format === 'uri') return 'https://api.github.com/';
  return format === 'date-time' || format === 'timestamp' ? '2026-01-01T00:00:00Z' : 'text';
}

function schemas(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function asSchema(value: JsonValue | undefined): Schema {
  return isObject(value) ? value : {};
}

function schemaOf(name: string): Schema {
  const schema = description.schemas[name];
  if (schema === undefined) throw new Error(`openapi.json has no schema ${name}`);
  return schema;
}

function operationOf(route: string): Operation {
  const operation = description.operations[route];
  if (operation === undefined) throw new Error(`openapi.json has no operation ${route}`);
  return operation;
}

function pointer(route: string): string {
  return `openapi#/operations/${encodeURIComponent(route.replaceAll('~', '~0').replaceAll('/', '~1'))}`;
}

/** A label's name may hold slashes, but arrives encoded; so does a range of commits. */
function pathPattern(route: string): RegExp {
  const path = route.slice(route.indexOf(' ') + 1);
  return new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

function decoded(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, decodeURIComponent(value)]));
}
