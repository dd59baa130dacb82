/** Compiles JSON Schemas ahead to the smallest module that says whether a value is valid and, if not, where it is not. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { isList, isObject } from '../src/model/json.ts';
import type { JsonObject, JsonValue } from '../src/model/json.ts';

/** The text of an ES module that exports a validator for each schema under its name. Its errors are `SchemaError`s. */
export function compiled(schemas: Readonly<Record<string, JsonObject>>): string {
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
  return withSharedPaths(withSharedNotes(withoutContext(withOwnRuntime(code))));
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

/** What ajv hands down for keywords that nobody uses here: where the value stands in its parent, and dynamic references. */
function withoutContext(code: string): string {
  return code
    .replaceAll(/,parentData:[^{},]+,parentDataProperty:[^{},]+,rootData,dynamicAnchors\}/g, '}')
    .replaceAll(', parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}', '}={}');
}

const NOTE =
  /const (err\d+) = \{instancePath(?::(.*?))?,schemaPath:"(.*?)",keyword:"(\w+)",params:(\{[^]*?\})(?:,propertyName:\w+)?\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g;

/** ajv writes the same lines for every error that can be; as calls of one function they take a third of the room. */
function withSharedNotes(code: string): string {
  const note = `function note(errors, instancePath, keyword, params, union = '') {
  const error = { instancePath, keyword, params, union };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}
`;
  const unions = new Map<string, number>();
  const shared = code.replaceAll(
    NOTE,
    (_, _name, path: string | undefined, schemaPath: string, keyword: string, params: string) => {
      const union = unionOf(schemaPath, unions);
      return `vErrors = note(vErrors,${path ?? 'instancePath'},"${keyword}",${params}${union === '' ? '' : `,"${union}"`});errors++;`;
    },
  );
  if (shared.includes('schemaPath')) throw new Error('ajv writes an error in a form that is not known here.');
  return note + shared;
}

/** Of a path in a schema, what tells branches of alternatives apart: a number for each list of alternatives on the way. */
function unionOf(schemaPath: string, numbers: Map<string, number>): string {
  const steps = schemaPath.split('/');
  const lists = steps.flatMap((step, index) =>
    step === 'anyOf' || step === 'oneOf' ? [steps.slice(0, index + 1).join('/')] : [],
  );
  return lists
    .map((list) => {
      const number = numbers.get(list) ?? numbers.size;
      numbers.set(list, number);
      return `/${number}`;
    })
    .join('');
}

/** Names the paths that stand in the code more than once. */
function withSharedPaths(code: string): string {
  const PATH = /instancePath\+("\/[^"]+")/g;
  const counts = new Map<string, number>();
  for (const [, path = ''] of code.matchAll(PATH)) counts.set(path, (counts.get(path) ?? 0) + 1);
  const names = new Map(
    [...counts].filter(([, count]) => count > 1).map(([path], index) => [path, `path${index}`] as const),
  );
  const constants = [...names].map(([path, name]) => `const ${name} = ${path};\n`).join('');
  return constants + code.replaceAll(PATH, (whole, path: string) => whole.replace(path, names.get(path) ?? path));
}
