import { readFileSync } from 'node:fs';
import type { OxlintConfig, OxlintOverride } from 'oxlint';

/**
 * What the files of each folder of src may import besides their own folder, as docs/ARCHITECTURE.md has it (a test compares).
 * All else is refused, `import type` and `import()` too. test/architecture/never-rules.test.ts breaks every rule of this file once and expects to be told.
 */
export const mayImport: Readonly<Record<string, { ours: readonly string[]; packages: readonly string[] }>> = {
  model: { ours: [], packages: [] },
  catalogue: { ours: [], packages: [] },
  pipeline: { ours: ['model/**', 'catalogue/**', 'generated/**'], packages: ['js-yaml', 'yaml', 'node:crypto'] },
  checks: { ours: ['model/**', 'catalogue/**', 'sql/**'], packages: [] },
  detect: { ours: ['catalogue/**'], packages: [] },
  sql: { ours: ['model/**', 'catalogue/**'], packages: [] },
  kinds: { ours: ['model/**', 'catalogue/**'], packages: [] },
  roles: { ours: ['model/**'], packages: [] },
  'data-path': { ours: ['model/**', 'catalogue/**', 'sql/**', 'pipeline/**'], packages: [] },
  cost: { ours: ['model/**', 'catalogue/**', 'data-path/**', 'pipeline/**'], packages: [] },
  render: { ours: ['model/**'], packages: ['@dagrejs/dagre'] },
  commands: {
    ours: [
      'model/**',
      'catalogue/**',
      'pipeline/**',
      'checks/**',
      'detect/**',
      'data-path/**',
      'cost/**',
      'roles/**',
      'kinds/index.ts',
      'render/**',
    ],
    packages: ['node:util'],
  },
  disk: { ours: [], packages: ['node:fs', 'node:path'] },
  edges: {
    ours: ['model/**', 'disk/**', 'render/**'],
    packages: [
      'node:*',
      'node:*/*',
      '@aws-sdk/*',
      '@smithy/**',
      'octokit',
      '@octokit/*',
      '@actions/*',
      'mqtt-packet',
      'ws',
    ],
  },
  sandbox: {
    ours: ['model/**', 'catalogue/**', 'detect/**', 'sql/**', 'disk/**'],
    packages: ['node:*', 'node:*/*', '@aws-sdk/*', '@smithy/**', 'aedes'],
  },
};

/** What an entry may import: it builds a World and runs a command. */
export const entryImports = [
  './version.ts',
  './{model,render,commands,edges,sandbox}/**',
  'node:*',
  '@actions/*',
  'octokit',
];

/** What kinds and `Aws` may import as a type, and never at run time. */
const sdkTypes = ['@aws-sdk/client-iot', '@aws-sdk/client-firehose'];

/** The kinds, by file name: what their index lists. All else in that folder is shared among them. */
const kindsIndex = readFileSync(new URL('src/kinds/index.ts', import.meta.url), 'utf8');
const kinds = [...kindsIndex.matchAll(/'\.\/([^']+)\.ts'/g)].map(([, file]) => String(file));

/** Refuses every import but the `allowed` ones; a `!` refuses a part of them again. What `types` names may be imported as a type. */
function boundary(files: string, allowed: readonly string[], types: readonly string[] = []): OxlintOverride {
  const message = `${files} may not import this: see mayImport in oxlint.config.ts.`;
  const turned = [...allowed, ...types].map((path) => (path.startsWith('!') ? path.slice(1) : `!${path}`));
  const patterns = [
    { regex: String.raw`^\./\.\.|[^./]/\.\./`, message: 'Write the shortest path to the file.' },
    ...types.map((name) => ({ regex: `^${name}$`, allowTypeImports: true, message: 'Import types only.' })),
    // One group for all that is allowed: what one group lets through, no other group is asked about.
    { group: ['**', ...turned], message },
  ];
  return { files: [files], rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

/** The boundaries of a folder of src: for its files, and for those one folder deeper. */
function layer(name: string): OxlintOverride[] {
  const { ours, packages } = mayImport[name] ?? { ours: [], packages: [] };
  const from = (up: string): string[] => [...ours.map((path) => `${up}/${path}`), ...packages];
  return [
    boundary(`src/${name}/*`, ['./**', ...from('..')]),
    boundary(`src/${name}/*/**`, ['./**', '../**', '!../../**', ...from('../..')]),
  ];
}

/** A file of the kinds may import what they share, and never a kind but itself. */
function kindBoundary(files: string, others: readonly string[]): OxlintOverride {
  return boundary(
    files,
    ['./**', '../model/**', '../catalogue/**', ...others.map((other) => `!./${other}*`)],
    sdkTypes,
  );
}

const boundaries = [
  ...Object.keys(mayImport).flatMap(layer),
  boundary(
    'src/model/aws.ts',
    ['./**'],
    [...sdkTypes, '@aws-sdk/client-iam', '@aws-sdk/client-resource-groups-tagging-api'],
  ),
  boundary('src/edges/sandbox.ts', ['./**', '../model/**', '../sandbox/**']),
  kindBoundary('src/kinds/*', kinds),
  ...kinds.map((kind) =>
    kindBoundary(
      `src/kinds/${kind}*`,
      kinds.filter((other) => other !== kind),
    ),
  ),
  boundary('src/kinds/index.ts', ['./*', '../model/**']),
  boundary('src/*', entryImports),
];

const refuse = (names: readonly string[], message: string): { name: string; message: string }[] =>
  names.map((name) => ({ name, message }));

const outside = refuse(
  ['process', 'console', 'Date', 'performance', 'fetch', 'globalThis', 'global', 'require'],
  'Only edges, the sandbox and the entries touch the outside world.',
);
const waiting = refuse(['setTimeout', 'setInterval', 'setImmediate'], 'Only edges/aws and edges/mqtt wait and retry.');
const random = { object: 'Math', property: 'random', message: 'The same input gives the same plan.' };

const purity: OxlintOverride[] = [
  {
    files: ['src/**'],
    rules: {
      'no-restricted-globals': ['error', ...outside, ...waiting],
      'no-restricted-properties': ['error', random],
    },
  },
  {
    files: ['src/*', 'src/disk/**', 'src/edges/**'],
    rules: { 'no-restricted-globals': ['error', ...waiting], 'no-restricted-properties': 'off' },
  },
  {
    files: ['src/edges/aws/**', 'src/edges/mqtt/**', 'src/edges/clock.ts', 'src/edges/console.ts', 'src/sandbox/**'],
    rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' },
  },
];

const size: OxlintOverride = {
  files: ['src/**'],
  rules: {
    'max-lines': ['error', { max: 250 }],
    'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  },
};

const noMocks = 'Our own modules are not mocked: build the real thing.';
const tests: OxlintOverride = {
  files: ['test/**'],
  rules: {
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'vitest/valid-expect': ['error', { maxArgs: 2 }],
    'vitest/no-conditional-expect': 'off', // properties look at what was generated
    // A test that needs the AWS CLI or boto3 is made by a function of its own, and skipped where they are missing.
    'vitest/expect-expect': 'off',
    'vitest/no-disabled-tests': 'off',
    'vitest/no-standalone-expect': 'off',
    'vitest/valid-title': 'off',
    'vitest/no-restricted-vi-methods': ['error', { mock: noMocks, doMock: noMocks }],
    'no-restricted-imports': [
      'error',
      {
        patterns: [{ group: ['**/src/cli.ts', '**/src/action.ts'], message: 'Nobody imports an entry: run it.' }],
      },
    ],
  },
};

export default {
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'vitest'],
  categories: { correctness: 'error' },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['dist', 'coverage', 'src/generated'],
  rules: {
    'id-denylist': ['error', 'dryRun', 'isDryRun', 'noop'], // plan and apply are different functions
    'max-classes-per-file': ['error', { max: 0 }],
    'no-control-regex': 'off', // naming control characters and joiners is how they are refused
    'no-misleading-character-class': 'off',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    'import/namespace': ['error', { allowComputed: true }],
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    'typescript/consistent-type-imports': ['error', { disallowTypeAnnotations: true }],
    'typescript/no-base-to-string': 'off', // trips over every JsonValue that a schema has checked
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-spread': 'off', // spreading a text into its characters is meant
    'typescript/no-namespace': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/unbound-method': 'off', // without classes nothing is bound
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'unicorn/no-new-array': 'off',
    'unicorn/no-thenable': 'off', // JSON Schema has a `then`
  },
  overrides: [
    ...boundaries,
    ...purity,
    size,
    tests,
    { files: ['src/model/problem.ts'], rules: { 'max-classes-per-file': ['error', { max: 1 }] } },
    { files: ['*.config.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
} satisfies OxlintConfig;
