import { posix } from 'node:path';
import type { OxlintConfig, OxlintOverride } from 'oxlint';

/** What the files of a room may import besides their own room: of src, and packages. */
interface Imports {
  readonly ours: readonly string[];
  readonly packages?: readonly string[];
  /** Packages whose types alone may be imported. */
  readonly types?: readonly string[];
}

/** What kinds may import as a type, and never at run time. */
const sdkTypes = ['@aws-sdk/client-iot', '@aws-sdk/client-firehose'];
const anyNode = ['node:*', 'node:*/*'];
const anyAws = ['@aws-sdk/*', '@smithy/**'];

/**
 * What each room of src may import, as docs/ARCHITECTURE.md has it (a test compares). A room within a room has rules of its own.
 * All else is refused, `import type` and `import()` too. test/architecture/never-rules.test.ts breaks every rule of this file once and expects to be told.
 */
export const mayImport: Readonly<Record<string, Imports>> = {
  model: { ours: [] },
  sdk: { ours: [], packages: ['@aws-sdk/*'] },
  catalogue: { ours: [] },
  sql: { ours: ['model/**', 'catalogue/**'] },
  detect: { ours: ['catalogue/**'] },
  lake: { ours: ['model/**', 'catalogue/**', 'detect/**', 'sql/**'] },
  kinds: { ours: ['model/**'] },
  'kinds/*': { ours: ['model/**', 'catalogue/**', 'kinds/shared/**'], types: sdkTypes },
  checks: { ours: ['model/**'] },
  'checks/*': { ours: ['model/**', 'catalogue/**', 'sql/**', 'lake/**', 'checks/shared/**'] },
  roles: { ours: ['model/**'] },
  pipeline: { ours: [] },
  'pipeline/yaml': { ours: ['model/**'], packages: ['js-yaml', 'yaml'] },
  'pipeline/profiles': { ours: ['model/**', 'catalogue/**', 'generated/**'] },
  'pipeline/profiles/schema': { ours: ['model/**'] },
  'pipeline/read': { ours: ['model/**'] },
  'pipeline/impact': { ours: ['model/**', 'catalogue/**'] },
  'pipeline/impact/data-path': { ours: ['model/**', 'catalogue/**', 'sql/**', 'lake/**', 'pipeline/impact/*.ts'] },
  'pipeline/impact/cost': {
    ours: ['model/**', 'catalogue/**', 'pipeline/impact/*.ts', 'pipeline/impact/data-path/**'],
  },
  'pipeline/impact/lake': {
    ours: ['model/**', 'catalogue/**', 'lake/**', 'pipeline/impact/*.ts', 'pipeline/impact/data-path/**'],
  },
  'pipeline/plan': {
    ours: ['model/**', 'generated/**', 'pipeline/profiles/**', 'pipeline/impact/*.ts', 'pipeline/impact/lake/**'],
    packages: ['node:crypto'],
  },
  'pipeline/apply': { ours: ['model/**', 'pipeline/read/**', 'pipeline/plan/**'] },
  'pipeline/import': {
    ours: ['model/**', 'generated/**', 'pipeline/yaml/**', 'pipeline/profiles/**', 'pipeline/plan/**'],
  },
  render: { ours: [] },
  'render/text': { ours: ['model/**'], packages: ['diff', 'fast-string-width', 'node:util'] },
  'render/words': { ours: ['model/**', 'render/text/**'] },
  'render/access': { ours: ['model/**', 'render/text/**'] },
  'render/annotations': { ours: ['model/**', 'render/text/**', 'render/words/**'] },
  'render/graph': { ours: ['model/**', 'render/text/**', 'render/words/**'], packages: ['@dagrejs/dagre'] },
  'render/json': { ours: ['model/**', 'render/text/**', 'render/lake/**'] },
  'render/lake': { ours: ['model/**', 'lake/**', 'render/text/**'] },
  'render/markdown': { ours: ['model/**', 'render/text/**', 'render/words/**', 'render/graph/**'] },
  'render/simulation': { ours: ['model/**', 'render/text/**', 'render/words/**'] },
  'render/terminal': { ours: ['model/**', 'render/text/**', 'render/words/**'] },
  'render/yaml': { ours: ['model/**', 'render/text/**', 'render/words/**'] },
  commands: {
    ours: ['version.ts', 'model/**', 'checks/**', 'kinds/index.ts', 'roles/**', 'pipeline/**', 'render/**'],
  },
  'commands/views': { ours: ['model/**'] },
  'commands/prerequisites': { ours: ['model/**', 'kinds/index.ts', 'roles/**'] },
  'commands/planning': {
    ours: [
      'model/**',
      'catalogue/**',
      'checks/**',
      'kinds/index.ts',
      'pipeline/**',
      'render/json/**',
      'render/terminal/**',
      'commands/back-test/**',
      'render/text/**',
      'commands/views/**',
      'commands/prerequisites/**',
    ],
  },
  'commands/back-test': { ours: ['model/**', 'detect/**'] },
  'commands/diagnose': {
    ours: [
      'model/**',
      'catalogue/**',
      'kinds/index.ts',
      'lake/**',
      'roles/**',
      'pipeline/impact/**',
      'render/json/**',
      'render/terminal/**',
      'render/text/**',
      'commands/views/**',
      'commands/planning/**',
      'commands/prerequisites/**',
    ],
  },
  'commands/usage': {
    ours: ['model/**', 'catalogue/**', 'checks/**', 'pipeline/profiles/**', 'render/text/**'],
    packages: ['node:util'],
  },
  workflow: {
    ours: [
      'model/**',
      'kinds/index.ts',
      'pipeline/profiles/**',
      'pipeline/plan/**',
      'render/**',
      'commands/*.ts',
      'commands/planning/**',
      'commands/back-test/**',
    ],
  },
  subscribe: { ours: ['model/**', 'catalogue/**', 'generated/**'], packages: ['node:crypto'] },
  disk: { ours: [], packages: ['node:fs', 'node:path'] },
  edges: {
    ours: ['model/**', 'disk/**', 'render/json/**', 'render/terminal/**'],
    packages: [...anyNode, ...anyAws, '@duckdb/node-api'],
  },
  'edges/aws': { ours: ['model/**', 'sdk/**', 'edges/clock.ts'], packages: [...anyNode, ...anyAws] },
  'edges/github': {
    ours: ['model/**', 'render/markdown/**', 'render/words/**', 'edges/files.ts'],
    packages: [...anyNode, 'octokit', '@octokit/*', '@actions/*'],
  },
  'edges/mqtt': {
    ours: ['model/**', 'disk/**'],
    packages: [...anyNode, ...anyAws, 'mqtt-packet', 'ws'],
  },
  'edges/sinks': { ours: ['model/**', 'disk/**'], packages: anyNode },
  sandbox: {
    ours: ['model/**', 'catalogue/**', 'detect/**', 'sql/**', 'lake/**', 'disk/**'],
    packages: [...anyNode, ...anyAws, 'aedes', 'hyparquet-writer', 'hyparquet-writer/**'],
  },
};

/** What an entry may import: it builds a World and runs a command. Of kinds it hands on what is known of their operations. */
export const entryImports = [
  './version.ts',
  './command-table.ts',
  './data-commands.ts',
  './{model,render,commands,workflow,subscribe,edges,sandbox}/**',
  './kinds/index.ts',
  'node:*',
  '@actions/*',
  'octokit',
];

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

/** The boundaries of a room: for its files, and for those in the folders below that are no rooms themselves. */
function boundariesOf([room, { ours, packages = [], types = [] }]: readonly [string, Imports]): OxlintOverride[] {
  return [0, 1, 2].map((below) => {
    const up = '../'.repeat(below);
    const above = [1, 2].slice(0, below).map((levels) => `${'../'.repeat(levels)}**`);
    const own = below === 0 ? ['./**'] : ['./**', ...above, `!${up}../**`];
    const others = ours.map((path) => up + posix.relative(`src/${room}`, `src/${path}`));
    return boundary(`src/${room}/${'*/'.repeat(below)}*`, [...own, ...others, ...packages], types);
  });
}

const depth = ([room]: readonly [string, Imports]): number => room.split('/').length;

const boundaries = [
  // The last one that is about a file counts.
  ...Object.entries(mayImport)
    .sort((left, right) => depth(left) - depth(right))
    .flatMap(boundariesOf),
  boundary(
    'src/model/aws.ts',
    ['./**'],
    ['iot', 'firehose', 'glue', 'iam', 'logs', 'tagging'].map((service) => `../sdk/${service}.ts`),
  ),
  boundary('src/edges/sandbox.ts', ['./**', '../model/**', '../sandbox/**']),
  boundary('src/*', entryImports),
  boundary('src/cli.ts', ['./edges/compile-cache.ts', './command-line.ts']),
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
    files: ['src/edges/aws/**', 'src/edges/mqtt/**', 'src/edges/{breather,clock,console}.ts', 'src/sandbox/**'],
    rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' },
  },
  // Makes dates of texts, and never of the present.
  { files: ['src/kinds/shared/date.ts'], rules: { 'no-restricted-globals': 'off' } },
];

const size: OxlintOverride = {
  files: ['src/**'],
  rules: {
    'max-lines': ['error', { max: 300 }],
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
        patterns: [{ group: ['**/src/{cli,command-line,action}.ts'], message: 'Nobody imports an entry: run it.' }],
      },
    ],
  },
};

const flags = ['dryRun', 'isDryRun', 'noop']; // plan and apply are different functions

/** Words that have a usual one instead. */
const retired = [
  'errand, Patience, patient, Budget, lately, boundOf', // priority, retry policy, rate limiter, time range, minimum seconds
  'Survey, survey, surveys, Surroundings, surroundings', // bulk read, context
  'Remark, remark, remarks, Flaw, flaw, flaws', // diagnostic, schema error
  'Outlet, outlet, Station, station, unsaid, touched', // sink, node, undelivered, changed addresses
  'examine, inspect, Inspected, inspected, Prepared, prepared', // run checks, plan, planned, loaded profiles
].flatMap((words) => words.split(', '));

const words: OxlintOverride = {
  files: ['src/**'],
  rules: { 'id-denylist': ['error', ...flags, ...retired] },
};

export default {
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'vitest'],
  categories: { correctness: 'error' },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['dist', 'coverage', 'src/generated'],
  rules: {
    'id-denylist': ['error', ...flags],
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
    words,
    tests,
    { files: ['src/model/problem.ts'], rules: { 'max-classes-per-file': ['error', { max: 1 }] } },
    { files: ['*.config.ts', 'docs/site/.vitepress/config.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
} satisfies OxlintConfig;
