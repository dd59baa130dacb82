/** Compiles JSON Schemas ahead to the smallest module that says whether a value is valid and, if not, where it is not. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { isObject } from '../src/model/values/json.ts';
import type { JsonObject, JsonValue } from '../src/model/values/json.ts';
import { sharedParts } from './shared-parts.ts';

/** The text of an ES module that exports a validator for each schema under its name. Its errors are `SchemaError`s. */
export function compiled(schemas: Readonly<Record<string, JsonObject>>): string {
  // The wording is ours and looks at the schema itself, so the compiled code needs neither messages nor annotations.
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    inlineRefs: false,
    code: { source: true, esm: true },
  });
  // No schema of ours uses what these prepare for in each function.
  Object.assign(ajv.opts, { unevaluated: false, dynamicRef: false });
  const { parts, whole } = sharedParts(schemas);
  ajv.addSchema({ $id: 'shared', $defs: parts });
  for (const [id, schema] of Object.entries(whole)) ajv.addSchema(schema, id);
  const code = standalone.default(ajv, Object.fromEntries(Object.keys(schemas).map((id) => [id, id])));
  const steps = [withOwnRuntime, withoutContext, withoutSchemas, withSharedErrors, withoutCounters, withSharedPaths];
  return RUNTIME + steps.reduce((text, step) => step(text), code);
}

/** ajv's modules `require` two small functions of its package, which bundlers and test runners import differently: ours instead. */
function withOwnRuntime(code: string): string {
  const runtime: Readonly<Record<string, string>> = { ucs2length: 'lengthOf', equal: 'isEqual' };
  const body = code.replaceAll(
    /require\("ajv\/dist\/runtime\/(\w+)"\)\.default/g,
    (whole, name: string) => runtime[name] ?? whole,
  );
  if (body.includes('require(')) throw new Error('ajv needs a function that is not provided here.');
  return body;
}

/** What ajv writes out at each place. */
const RUNTIME = `import { isEqual } from '../model/values/json.ts';
import { lengthOf } from '../model/values/text.ts';
function note(errors, instancePath, what) {
  const error = { instancePath, ...what };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}
function within(errors, validate, value, instancePath) {
  if (validate(value, { instancePath })) return errors;
  return errors === null ? validate.errors : errors.concat(validate.errors);
}
const tell = (keyword, params, union = '') => ({ keyword, params, union });
const count = (errors) => (errors === null ? 0 : errors.length);
`;

/** What ajv hands down for keywords that nobody uses here: where the value stands in its parent. */
function withoutContext(code: string): string {
  return code
    .replaceAll(/,parentData:[^{},]+,parentDataProperty:[^{},]+,rootData\}/g, '}')
    .replaceAll(', parentData, parentDataProperty, rootData=data}={}', '}={}');
}

/** Where ajv looks something up in the schema, it stands instead. */
function withoutSchemas(code: string): string {
  const schemas = new Map<string, JsonValue>();
  const rest = code.replaceAll(
    /const (schema\d+) = (\{.*?\});(?=const |function |export )/g,
    (_, name: string, text: string) => {
      schemas.set(name, JSON.parse(text) as JsonValue);
      return '';
    },
  );
  const at = (name: string, path: string): JsonValue | undefined =>
    [...path.matchAll(/\.(\w+)|\["([^"]+)"\]/g)].reduce<JsonValue | undefined>(
      (value, [, plain, quoted]) => (isObject(value) ? value[plain ?? quoted ?? ''] : undefined),
      schemas.get(name),
    );
  const sets = new Map<string, string>();
  const body = rest
    .replaceAll(
      /func\d+\.call\((schema\d+)((?:\.\w+|\["[^"]+"\])+), (\w+)\)/g,
      (_, name: string, path: string, key: string) => {
        const members = `new Set(${JSON.stringify(Object.keys(at(name, path) ?? {}))})`;
        sets.set(members, sets.get(members) ?? `members${sets.size}`);
        return `${sets.get(members)}.has(${key})`;
      },
    )
    .replaceAll(/(schema\d+)((?:\.\w+|\["[^"]+"\])+)/g, (_, name: string, path: string) =>
      JSON.stringify(at(name, path)),
    );
  return [...sets].map(([members, name]) => `const ${name} = ${members};\n`).join('') + body;
}

const NOTE =
  /const (err\d+) = \{instancePath(?::(.*?))?,schemaPath:"(.*?)",keyword:"(\w+)",params:(\{[^]*?\})(?:,propertyName:\w+)?\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g;

/** ajv writes the same lines for every error that can be: they become calls, and what they tell is written once. */
function withSharedErrors(code: string): string {
  const unions = new Map<string, number>();
  const told = new Map<string, string>();
  const shared = code.replaceAll(
    NOTE,
    (_, _name, path: string | undefined, schemaPath: string, keyword: string, params: string) => {
      const union = unionOf(schemaPath, unions);
      const what = `tell("${keyword}",${params}${union === '' ? '' : `,"${union}"`})`;
      // What only the value tells is a variable.
      if (!/: (?!true\b|false\b|null\b)[a-z]/.test(params)) told.set(what, told.get(what) ?? `told${told.size}`);
      const given = told.get(what) ?? what;
      return `vErrors = note(vErrors,${path ?? 'instancePath'},${given});errors++;`;
    },
  );
  if (shared.includes('schemaPath')) throw new Error('ajv writes an error in a form that is not known here.');
  return [...told].map(([what, name]) => `const ${name} = ${what};\n`).join('') + shared;
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

/** ajv counts the errors that it lists. */
function withoutCounters(code: string): string {
  const rest = code
    .replaceAll(
      /if\(!\((validate\d+)\(([^{}]*?), \{instancePath(?::([^{}]*?))?\}\)\)\)\{vErrors = vErrors === null \? \1\.errors : vErrors\.concat\(\1\.errors\);errors = vErrors\.length;\}/g,
      (_, validate: string, value: string, path = 'instancePath') =>
        `vErrors = within(vErrors,${validate},${value},${path});`,
    )
    .replaceAll('let errors = 0;', '')
    .replaceAll('errors++;', '')
    .replaceAll(/\berrors = _errs\d+;/g, '')
    .replaceAll('return errors === 0;', 'return vErrors === null;')
    .replaceAll(/\berrors(?= === _errs\d+)|(?<=const _errs\d+ = |_errs\d+ === )errors\b/g, 'count(vErrors)');
  if (/(?<![.\w])errors\b/.test(rest)) throw new Error('ajv counts errors in a way that is not known here.');
  return rest;
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
