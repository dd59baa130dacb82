import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig } from 'rolldown';
import type { Plugin, PreRenderedChunk } from 'rolldown';
import { minifySync } from 'rolldown/utils';
import { thirdPartyLicences } from './scripts/third-party-licences.ts';

const entries = ['cli', 'action'].filter((name) => existsSync(join(import.meta.dirname, `src/${name}.ts`)));

/** The files of ours that some of them need before they can run, as far as they are so named. */
function neededBy(files: readonly string[], named = /^/): (id: string) => boolean {
  const needed = new Set<string>();
  const visit = (file: string): void => {
    if (needed.has(file)) return;
    needed.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type\b)[^;]*?from '(\.[^']+)'/gm);
    for (const [, path = ''] of imports) visit(join(dirname(file), path));
  };
  for (const file of files) visit(join(import.meta.dirname, 'src', file));
  return (id) => needed.has(id) && named.test(id) && !/\/src\/(cli|action)\.ts$/.test(id);
}

/** What is loaded together. Names are fixed and carry no hash, so that a build is compared file by file. */
const groups = [
  { name: 'validators', test: /\/src\/generated\/|\/node_modules\/(ajv|fast-deep-equal)\// },
  { name: 'yaml', test: /\/node_modules\/(js-)?yaml\// },
  { name: 'aws-iam', test: /\/node_modules\/@aws-sdk\/client-iam\/|\/src\/sdk\/iam/ },
  { name: 'aws-tagging', test: /\/node_modules\/@aws-sdk\/client-resource-groups-tagging-api\/|\/src\/sdk\/tagging/ },
  {
    name: 'aws-credentials',
    test: /\/node_modules\/(@aws-sdk\/(credential-provider-(?!node|env)|nested-clients|token-providers)|@smithy\/credential-provider-imds)/,
  },
  { name: 'aws-sdk', test: /\/node_modules\/(@aws-sdk|@aws|@smithy|@nodable)\/|\/scripts\/https/ },
  {
    name: 'mqtt-broker',
    test: /\/node_modules\/(aedes|mqemitter|fastparallel|qlobber|reusify)|\/src\/sandbox\/mqtt-broker/,
  },
  {
    name: 'mqtt-packet',
    test: /\/node_modules\/(mqtt-packet|bl|process-nextick-args|ws|inherits|xtend)\/|\/scripts\/no-debug/,
  },
  { name: 'graph-layout', test: /\/node_modules\/@dagrejs\// },
  { name: 'not-used', test: /\/scripts\/left-out/ },
  { name: 'github-sdk', test: /\/node_modules\// },
  { name: 'sandbox', test: neededBy(['edges/sandbox.ts'], /\/src\/(sandbox|edges\/sandbox)/) },
  { name: 'simulation', test: /\/src\/sandbox\// },
  { name: 'aws', test: /\/src\/(edges\/(aws|clock)|sdk)/ },
  { name: 'github', test: /\/src\/edges\/github\// },
  { name: 'subscriber', test: /\/src\/edges\/(mqtt|sinks|subscription)/ },
  { name: 'graph', test: /\/src\/render\/graph\/svg/ },
  { name: 'start', test: neededBy(['cli.ts']) },
  { name: 'validate', test: neededBy(['commands/validate.ts']) },
  { name: 'plan', test: neededBy(['commands/plan.ts', 'edges/sandbox.ts']) },
  { name: 'core', test: /\/src\/(?!cli|action)/ },
];

/** Packages that no function used here needs, though the packages that are used load them. */
const LEFT_OUT = [
  '@actions/exec',
  '@actions/http-client/lib/auth',
  '@actions/http-client',
  '@smithy/core/event-streams',
  '@octokit/app',
  '@octokit/oauth-app',
  '@octokit/plugin-rest-endpoint-methods',
];

/** Written by others or by a machine. What is ours keeps its names, so that a stack in a bug report can be read. */
const foreign = new Set([
  'validators',
  'yaml',
  'aws-credentials',
  'aws-iam',
  'aws-tagging',
  'aws-sdk',
  'github-sdk',
  'mqtt-broker',
  'mqtt-packet',
]);

/** A chunk that only opens a door to another one has the name of the module that it stands for. */
function chunkFileName({ name, facadeModuleId }: PreRenderedChunk): string {
  const [, path] = facadeModuleId?.match(/\/node_modules\/(?!.*\/node_modules\/)(.+)$/) ?? [];
  if (path !== undefined)
    return `aws-sdk/${path
      .replace(/^@[^/]+\//, '')
      .replaceAll(/\/(dist-es|submodules|index\.js)\b/g, '')
      .replace(/\.js$/, '')
      .replaceAll('/', '-')}.mjs`;
  const [, ours] = facadeModuleId?.match(/\/src\/(.+)\.ts$/) ?? [];
  return `${ours ?? name}.mjs`;
}

/** Done on the finished chunks: what `renderChunk` minifies, dead code elimination prints at length again. */
const minify: Plugin = {
  name: 'minify',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      const mangle = { toplevel: foreign.has(file.name) };
      file.code = minifySync(file.fileName, file.code, { module: true, mangle }).code;
    }
  },
};

/** Importing a module of Node's runs every getter that it exports, and makes a program start a sixth later: asking for it does not. */
const quickBuiltins: Plugin = {
  name: 'quick-builtins',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      file.code = file.code.replaceAll(
        /\bimport(?: ([\w$]+))?,?(?:\*as ([\w$]+) )?(?:\{([^{}]*)\})? ?from"([a-z_:/]+)";/g,
        (statement, whole?: string, all?: string, some?: string, module = '') => {
          if (!isBuiltin(module)) return statement;
          const names = [whole, all, some && `{${some.replaceAll(' as ', ':')}}`].filter(Boolean);
          return `const ${names.map((name) => `${name}=process.getBuiltinModule("${module}")`).join()};`;
        },
      );
    }
  },
};

/** js-yaml makes tags and schemas when it is loaded, which nobody needs who only asks for events. */
const withoutSchemas: Plugin = {
  name: 'without-schemas',
  transform: {
    filter: { id: /\/node_modules\/js-yaml\// },
    handler: (code) =>
      code.replaceAll(/(?<=^var \w+ = )(?=new Schema\(|define\w+Tag\(|\w+_SCHEMA\.withTags\()/gm, '/* @__PURE__ */ '),
  },
};

const makeExecutable: Plugin = {
  name: 'make-executable',
  writeBundle: ({ dir = '' }) => chmodSync(join(dir, 'cli.mjs'), 0o755),
};

export default defineConfig({
  input: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
  platform: 'node',
  preserveEntrySignatures: 'allow-extension',
  // The SDK's ES modules are a fifth smaller than its CommonJS, which `platform: node` prefers.
  resolve: {
    mainFields: ['module', 'main'],
    alias: {
      // Packages bring a copy of what Node has.
      'readable-stream': 'node:stream',
      buffer: 'node:buffer',
      'node:https': join(import.meta.dirname, 'scripts/https-when-needed.cjs'),
      debug: join(import.meta.dirname, 'scripts/no-debug.cjs'),
      // The same client twice: one for who asks, one for what asks on its behalf for the role of a profile.
      '@aws-sdk/nested-clients/sts': '@aws-sdk/client-sts',
      // Its modules for browsers are the same code, of which less is needed; those for Node are CommonJS, and all run at once.
      yaml: join(import.meta.dirname, 'node_modules/yaml/browser/dist/index.js'),
      ...Object.fromEntries(LEFT_OUT.map((name) => [name, join(import.meta.dirname, 'scripts/left-out.ts')])),
    },
  },
  plugins: [withoutSchemas, minify, quickBuiltins, thirdPartyLicences, makeExecutable],
  output: {
    dir: 'dist',
    cleanDir: true,
    entryFileNames: '[name].mjs',
    chunkFileNames: chunkFileName,
    banner: ({ name }) => (name === 'cli' ? '#!/usr/bin/env node' : ''),
    minify: 'dce-only',
    codeSplitting: { includeDependenciesRecursively: false, groups },
  },
});
