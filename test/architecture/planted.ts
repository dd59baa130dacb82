/** A way to break a rule: why it is one, the file or only its folder, and what stands there. */
export type Violation = readonly [reason: string, place: string, code: string];

/** Violations of each rule that is switched on, by its name in oxlint.config.ts. */
export const violations: Readonly<Record<string, readonly Violation[]>> = {
  'no-restricted-imports': [
    ['model imports nobody', 'src/model/', "import '../pipeline/plan.ts';"],
    ['model imports no package', 'src/model/', "import 'yaml';"],
    ['the SDK is a type to model/aws.ts', 'src/model/aws.ts', "import '@aws-sdk/client-iot';"],
    ['pipeline knows no kind', 'src/pipeline/', "import '../kinds/index.ts';"],
    ['pipeline renders nothing', 'src/pipeline/', "import '../render/text.ts';"],
    ['pipeline touches no edge', 'src/pipeline/', "import '../edges/files.ts';"],
    ['pipeline knows no AWS package', 'src/pipeline/', "import '@aws-sdk/client-iot';"],
    ['pipeline knows no GitHub package', 'src/pipeline/', "import 'octokit';"],
    ['pipeline reads no file', 'src/pipeline/', "import 'node:fs';"],
    [
      'a type is an import',
      'src/pipeline/',
      "import type { K } from '../kinds/index.ts'; export type L = K;",
    ],
    ['passing on is an import', 'src/pipeline/', "export * from '../kinds/index.ts';"],
    ['import() is an import', 'src/pipeline/', "export const k = import('../kinds/index.ts');"],
    ['a detour is an import', 'src/pipeline/', "import '../model/../kinds/index.ts';"],
    ['a longer detour is an import', 'src/pipeline/', "import './../kinds/index.ts';"],
    ['a folder deeper the same holds', 'src/pipeline/deep/', "import '../../kinds/index.ts';"],
    ['src knows no test', 'src/pipeline/', "import '../../test/clean.test.ts';"],
    ['checks know the model only', 'src/checks/', "import '../pipeline/plan.ts';"],
    ['render takes the plan, not the pipeline', 'src/render/', "import '../pipeline/plan.ts';"],
    ['render uses no package', 'src/render/', "import 'yaml';"],
    ['render uses no Node module', 'src/render/', "import 'node:util';"],
    ['a kind knows no other kind', 'src/kinds/rule.ts', "import './stream.ts';"],
    ['a kind knows no part of another kind', 'src/kinds/rule-parts.ts', "import './stream-parts.ts';"],
    ['what kinds share knows no kind', 'src/kinds/shared.ts', "import './stream.ts';"],
    ['a kind has the SDK as a type only', 'src/kinds/rule-write.ts', "import '@aws-sdk/client-iot';"],
    ['commands see the list of kinds only', 'src/commands/', "import '../kinds/rule.ts';"],
    ['commands get the edges from the World', 'src/commands/', "import '../edges/files.ts';"],
    ['commands use no package', 'src/commands/', "import 'yaml';"],
    ['commands get the sandbox from the World', 'src/commands/', "import '../sandbox/state.ts';"],
    ['edges decide nothing', 'src/edges/', "import '../pipeline/plan.ts';"],
    ['the sandbox is no mirror of the kinds', 'src/sandbox/', "import '../kinds/index.ts';"],
    ['the sandbox knows no GitHub', 'src/sandbox/', "import 'octokit';"],
    ['an entry plans nothing itself', 'src/', "import './pipeline/plan.ts';"],
    ['an entry speaks no AWS', 'src/', "import '@aws-sdk/client-iot';"],
    ['an entry imports no entry', 'src/', "import './cli.ts';"],
    ['nobody imports an entry', 'src/commands/', "import '../cli.ts';"],
    ['a test runs an entry', 'test/', "import '../src/cli.ts';"],
  ],
  'no-restricted-globals': [
    ['process is for the edges', 'src/pipeline/', `export const id = process.pid;`],
    ['console is for the edges', 'src/render/', `console.log(1);`],
    ['the clock is for the edges', 'src/kinds/', `export const now = new Date();`],
    ['the outside is reached by no other name', 'src/model/', `export const all = globalThis;`],
    ['commands wait for nothing', 'src/commands/', `setTimeout(() => 1, 1);`],
    ['only edges/aws waits', 'src/edges/github/', `setTimeout(() => 1, 1);`],
  ],
  'no-restricted-properties': [
    ['a plan owes nothing to chance', 'src/pipeline/', `export const n = Math.random();`],
  ],
  'import/namespace': [
    [
      'what is named exists',
      'src/model/',
      "import * as json from './json.ts'; export const x = json.nothing;",
    ],
  ],
  'import/no-cycle': [
    ['no cycles', 'src/model/elcyc.ts', "import './cycle.ts';"],
    [
      'no cycles of types either',
      'src/model/type-elcyc.ts',
      "import type { T } from './type-cycle.ts'; export type U = T;",
    ],
  ],
  'import/no-default-export': [['no default exports', 'src/model/', `export default 1;`]],
  'typescript/no-explicit-any': [['no any', 'src/model/', `export type A = any;`]],
  'max-classes-per-file': [
    ['no class but the one error', 'src/model/', `export class C { readonly c = 1; }`],
    [
      'one error class, not two',
      'src/model/problem.ts',
      `export class A { readonly a = 1; } export class B { readonly b = 1; }`,
    ],
  ],
  'typescript/no-namespace': [['no namespaces', 'src/model/', `export namespace N { export type T = 1; }`]],
  'typescript/consistent-type-imports': [
    ['no import hidden in a type', 'src/model/', "export type T = import('../kinds/index.ts').K;"],
  ],
  'id-denylist': [
    ['no dry-run flag', 'src/pipeline/', `export const f = (dryRun: boolean): boolean => dryRun;`],
  ],
  'typescript/switch-exhaustiveness-check': [
    [
      'a switch covers its union',
      'src/model/',
      "export function s(x: 'a' | 'b'): number { switch (x) { case 'a': return 1; } return 2; }",
    ],
  ],
  'typescript/no-floating-promises': [
    ['no promise is left alone', 'src/edges/', `const f = async (): Promise<number> => 1; f();`],
  ],
  'no-unused-vars': [['nothing is left unused', 'src/model/', `const unused = 1;`]],
  'max-lines': [['files are short', 'src/model/', 'export {};\n'.repeat(251)]],
  'max-lines-per-function': [
    ['functions are short', 'src/model/', `export function f(): void {\n${'f();\n'.repeat(41)}}`],
  ],
  'unicorn/filename-case': [['files are kebab-case', 'src/model/BigName.ts', `export const one = 1;`]],
  'vitest/no-restricted-vi-methods': [
    ['our modules are not mocked', 'test/', "import { vi } from 'vitest'; vi.mock('../src/model/json.ts');"],
  ],
};

/** What the rules allow, close to what they refuse: a file for each folder, by path. */
export const clean: Readonly<Record<string, string>> = {
  'src/model/json.ts': `export const one = 1;`,
  'src/model/cycle.ts': `import './elcyc.ts';`,
  'src/model/elcyc.ts': `export const two = 1;`,
  'src/model/type-cycle.ts': "import type { U } from './type-elcyc.ts'; export type T = U;",
  'src/model/type-elcyc.ts': `export type U = 1;`,
  'src/model/aws.ts': `import type * as Iot from '@aws-sdk/client-iot'; import { one } from './json.ts'; export type A = typeof Iot; export const two = one;`,
  'src/model/problem.ts': `export class OperatorError extends Error { readonly exitCode = 1; }`,
  'src/pipeline/plan.ts': `import { createHash } from 'node:crypto'; import 'yaml'; import '../generated/validators.js'; import '../model/json.ts'; export const hash = createHash;`,
  'src/pipeline/deep/stage.ts': `import '../plan.ts'; import '../../model/json.ts'; import 'yaml'; export const stage = 1;`,
  'src/checks/export.ts': `import '../model/json.ts';`,
  'src/kinds/index.ts': `import { rule } from './rule.ts'; import { stream } from './stream.ts'; export type K = 1; export const kinds = [rule, stream];`,
  'src/kinds/rule.ts': `import type { IoTClient } from '@aws-sdk/client-iot'; import './rule-parts.ts'; import './shared.ts'; import '../model/json.ts'; export type C = IoTClient; export const rule = 1;`,
  'src/kinds/rule-parts.ts': `import './shared.ts';`,
  'src/kinds/stream.ts': `export const stream = 1;`,
  'src/kinds/stream-parts.ts': `export const part = 1;`,
  'src/kinds/shared.ts': `export const shared = 1;`,
  'src/render/text.ts': `import '../model/json.ts'; import './deep/table.ts';`,
  'src/render/deep/table.ts': `import '../../model/json.ts';`,
  'src/commands/plan.ts': `import '../pipeline/plan.ts'; import '../checks/export.ts'; import '../kinds/index.ts'; import '../render/text.ts';`,
  'src/edges/files.ts': `import 'node:fs/promises'; import '@actions/core'; import '../render/text.ts'; export const now = (): number => Date.now();`,
  'src/edges/aws/connect.ts': `import '@aws-sdk/client-iot'; import '@smithy/core/schema'; import '../files.ts'; setTimeout(() => process.pid, Math.random());`,
  'src/sandbox/state.ts': `import 'node:fs'; import '@smithy/core/schema'; import '../model/json.ts'; setTimeout(() => console.log(new Date()), 1);`,
  'src/cli.ts': `import { parseArgs } from 'node:util'; import './commands/plan.ts'; void import('./sandbox/state.ts'); console.log(parseArgs, process.argv);`,
  'test/clean.test.ts': `import { kinds } from '../src/kinds/index.ts'; console.log(kinds);`,
  'some.config.ts': `export default {};`,
};
