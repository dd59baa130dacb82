/**
 * Writes what is made from the kinds: the JSON Schemas under schemas/ and the validators compiled ahead.
 * `node scripts/generate.ts` writes; a test compares.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { kinds } from '../src/kinds/index.ts';
import { isList, isObject } from '../src/model/json.ts';
import type { JsonObject, JsonValue } from '../src/model/json.ts';
import { resourceSchema, settingsSchema, topicSchema } from '../src/pipeline/language.ts';
import { hoist, profileSchema } from '../src/pipeline/schema-emission.ts';
import { applyDocumentSchema, planDocumentSchema, problemsDocumentSchema } from '../src/render/json-schemas.ts';

/** Every generated file with its text, by its path in the repository. */
export function generated(): ReadonlyMap<string, string> {
  return new Map([
    ['schemas/profile.schema.json', pretty(profileSchema(kinds))],
    ['schemas/plan.schema.json', pretty(planDocumentSchema)],
    ['schemas/problems.schema.json', pretty(problemsDocumentSchema)],
    ['schemas/apply.schema.json', pretty(applyDocumentSchema)],
    ['src/generated/validators.js', validators()],
  ]);
}

function pretty(schema: JsonObject): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function validators(): string {
  const schemas: Record<string, JsonObject> = { settings: hoist(settingsSchema), topic: hoist(topicSchema) };
  for (const kind of kinds) {
    schemas[`resource_${kind.name}`] = hoist(resourceSchema(kind));
    schemas[`name_${kind.name}`] = hoist(kind.nameSchema);
  }
  // The wording is ours and looks at the schema itself, so the compiled code needs neither messages nor annotations.
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    code: { source: true, esm: true },
  });
  for (const [id, schema] of Object.entries(schemas)) ajv.addSchema(withoutAnnotations(schema) as JsonObject, id);
  const code = standalone.default(ajv, Object.fromEntries(Object.keys(schemas).map((id) => [id, id])));
  const table = (name: string, prefix: string): string =>
    `export const ${name} = { ${kinds.map((kind) => `${kind.name}: ${prefix}_${kind.name}`).join(', ')} };\n`;
  return `// Made by scripts/generate.ts from src/kinds. Never edited.\n${withSharedNotes(withOwnRuntime(code))}\n${table('resources', 'resource')}${table('names', 'name')}`;
}

const ANNOTATIONS = new Set(['title', 'description', 'examples', '$comment', 'default', 'deprecated']);

/** Drops what explains. Only keywords: a member may be called `title` or `description`. */
function withoutAnnotations(value: JsonValue | undefined, isMembers = false): JsonValue {
  if (isList(value)) return value.map((item) => withoutAnnotations(item));
  if (!isObject(value)) return value ?? null;
  const kept = Object.entries(value).filter(([key]) => isMembers || !ANNOTATIONS.has(key));
  return Object.fromEntries(
    kept.map(([key, inner]) => [
      key,
      key === 'enum'
        ? (inner ?? null)
        : withoutAnnotations(inner, !isMembers && (key === 'properties' || key === '$defs')),
    ]),
  );
}

/** ajv's modules `require` two small functions of its package, which bundlers and test runners import differently: ours instead. */
function withOwnRuntime(code: string): string {
  const runtime: Readonly<Record<string, string>> = { ucs2length: '((text) => [...text].length)', equal: 'isEqual' };
  const body = code.replaceAll(
    /require\("ajv\/dist\/runtime\/(\w+)"\)\.default/g,
    (whole, name: string) => runtime[name] ?? whole,
  );
  if (body.includes('require(')) throw new Error('ajv needs a function that is not provided here.');
  return `import { isEqual } from '../model/json.ts';\n${body}`;
}

const NOTE =
  /const (err\d+) = \{instancePath(?::([^,]*?))?,schemaPath:"([^"]*)",keyword:"([^"]*)",params:(\{[^{}]*\})\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g;

/** ajv writes the same lines for every error that can be; as calls of one function they take two thirds of the room. */
function withSharedNotes(code: string): string {
  const note = `function note(errors, instancePath, schemaPath, params, keyword = schemaPath.slice(schemaPath.lastIndexOf('/') + 1)) {
  const error = { instancePath, schemaPath, keyword, params };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}
`;
  const shared = code.replaceAll(
    NOTE,
    (_, _name, path: string | undefined, schemaPath: string, keyword: string, params: string) => {
      const last = schemaPath.endsWith(`/${keyword}`) ? '' : `,"${keyword}"`;
      return `vErrors = note(vErrors,${path ?? 'instancePath'},"${schemaPath}",${params}${last});errors++;`;
    },
  );
  return note + shared;
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of generated()) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}
