/** Compiles JSON Schemas ahead to a module that says whether a value is valid and, if not, where it is not. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import type { JsonObject } from '../src/model/values/json.ts';
import { sharedParts } from './shared-parts.ts';

/**
 * The text of an ES module that exports a validator for each schema under its name. A bundler puts a CommonJS module into a function,
 * which V8 then reads twice: once to see where it ends, and once more to run it.
 */
export function compiled(schemas: Readonly<Record<string, JsonObject>>): string {
  // The wording is ours, so the compiled code needs no messages.
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
  return imported(standalone.default(ajv, Object.fromEntries(Object.keys(schemas).map((id) => [id, id]))));
}

/** What ajv's ES modules `require` of its runtime, which Node does not know in them, is imported. */
function imported(code: string): string {
  const names = new Set<string>();
  const body = code.replaceAll(/require\("ajv\/dist\/runtime\/(\w+)"\)/g, (_, name: string) => {
    names.add(name);
    return name;
  });
  return [...[...names].map((name) => `import ${name} from 'ajv/dist/runtime/${name}.js';`), body].join('\n');
}
