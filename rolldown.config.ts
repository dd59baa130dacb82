import { chmodSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';
import type { CodeSplittingGroup, Plugin } from 'rolldown';
import { billOfMaterials } from './scripts/bill-of-materials.ts';
import { thirdPartyLicences } from './scripts/third-party-licences.ts';

const ENTRIES = /\/src\/(cli|action)\.ts$/;

/** The group of what a module needs before it can run, but for the entries, which have files of their own. */
function neededBy(name: string, file: string): CodeSplittingGroup {
  const needed = new Set([join(import.meta.dirname, file)]);
  return {
    debugName: name,
    name: (id, graph) => {
      for (const one of needed) for (const other of graph.getModuleInfo(one)?.importedIds ?? []) needed.add(other);
      return needed.has(id) && !ENTRIES.test(id) ? name : null;
    },
  };
}

/**
 * What is loaded together: each group with all that its modules need, as far as no group before it has that. What is left is split
 * by who asks for it. Names are fixed and carry no hash, so that a build is compared file by file.
 */
const groups: CodeSplittingGroup[] = [
  { name: 'node', test: /^\0(node:)?[a-z]/ },
  neededBy('start', 'src/command-line.ts'),
  { name: 'validate', test: /\/src\/(commands\/validate\.ts|model\/values\/)/ },
  { name: 'aws', test: /\/src\/(edges\/aws\/client|sdk\/(iot|firehose))\.ts$/ },
  { name: 'plan', test: /\/src\/commands\/plan\.ts$/ },
  { name: 'sandbox', test: /\/src\/edges\/sandbox\.ts$/ },
];

/** Modules of Node that load many others, which for HTTPS and cryptography is a tenth of a plan. */
const HEAVY = ['crypto', 'fs/promises', 'http', 'https', 'http2', 'net', 'readline', 'tls', 'zlib'];

/** Importing a module of Node's runs every getter that it exports; asking for it does not. A heavy one is asked for with its first member. */
const builtins: Plugin = {
  name: 'builtins',
  resolveId: {
    filter: { id: /^[\w:/]+$/ },
    handler: (id) => (isBuiltin(id) && id !== 'node:module' ? `\0${id}` : null),
  },
  load: {
    filter: { id: /^\0/ },
    handler: (id) => (isBuiltin(id.slice(1)) ? builtinModule(id.slice(1)) : null),
  },
};

function builtinModule(name: string): string {
  const asked = `process.getBuiltinModule('${name}')`;
  if (!HEAVY.includes(name.replace(/^node:/, ''))) return `module.exports = ${asked};`;
  // Members of the object itself would be asked for where it is imported: they are copied. No function of these modules looks at `this`.
  const late = `new Proxy({}, { get: (_, member) => ${asked}[member], has: (_, member) => member in ${asked} })`;
  return `module.exports = Object.create(${late}, { __esModule: {} });`;
}

/** One character beyond Latin-1 makes V8 hold a whole file with two bytes for each character. */
const escaped: Plugin = {
  name: 'escaped',
  generateBundle: (_, bundle) => {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk')
        file.code = file.code.replace(
          /[^\0-\x7f]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
  },
};

const makeExecutable: Plugin = {
  name: 'make-executable',
  writeBundle: ({ dir = '' }) => chmodSync(join(dir, 'cli.mjs'), 0o755),
};

export default defineConfig({
  input: { cli: 'src/cli.ts', action: 'src/action.ts' },
  platform: 'node',
  external: ['@duckdb/node-api'], // the demo asks it where somebody has it
  preserveEntrySignatures: 'allow-extension',
  // The SDK's ES modules are a fifth smaller than its CommonJS, which `platform: node` prefers.
  resolve: { mainFields: ['module', 'main'] },
  // They do not say so themselves. What nobody calls then stays out: asking GitHub for an OIDC token, with an HTTP client for it.
  treeshake: { moduleSideEffects: [{ test: /\/node_modules\/(@actions|undici)\//, sideEffects: false }] },
  plugins: [builtins, thirdPartyLicences, billOfMaterials, escaped, makeExecutable],
  output: {
    dir: 'dist',
    cleanDir: true,
    entryFileNames: '[name].mjs',
    // A chunk that only opens a door to another one.
    chunkFileNames: ({ name, isDynamicEntry }) => `${isDynamicEntry ? 'on-demand/' : ''}${name}.mjs`,
    minify: { compress: true, mangle: { keepNames: true }, codegen: true }, // a stack in a bug report can be read
    codeSplitting: { groups },
  },
});
