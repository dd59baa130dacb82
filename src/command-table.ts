import type { ApplyFormat } from './commands/apply.ts';
import type { CostFormat } from './commands/cost.ts';
import type { DiagnoseFormat } from './commands/diagnose/each-target.ts';
import type { ExplainFormat } from './commands/explain.ts';
import type { GraphFormat } from './commands/graph.ts';
import type { IamFormat } from './commands/iam.ts';
import type { ImportFormat } from './commands/import.ts';
import type { PlanFormat } from './commands/plan.ts';
import { command } from './commands/usage/command.ts';
import type { Formats } from './commands/usage/command.ts';
import { help } from './commands/usage/help.ts';
import {
  accept,
  backTest,
  compact,
  deadline,
  flag,
  full,
  githubTrust,
  json,
  list,
  oneTarget,
  only,
  onlyChanged,
  PEOPLE,
  record,
  sandbox,
  target,
  text,
} from './commands/usage/options.ts';
import type { ValidateFormat } from './commands/validate.ts';
import { DATA_COMMANDS } from './data-commands.ts';
import { filesIn } from './edges/files.ts';
import { githubRepository } from './edges/repository.ts';
import type { ExitCode } from './model/world.ts';

/** What plan and apply have in common. */
const planning = { target, sandbox, full, compact, only, accept, deadline, record };

/**
 * Every command, once, by its name: what it takes, the formats in which it tells its result, and what it does. The command line, the
 * help and docs/commands.md are made of this. What a command needs is loaded when it is run: `--help` needs nothing.
 */
export const COMMANDS = {
  init: command({
    summary: 'Write first profiles and the GitHub workflow into FOLDER (.). Overwrites nothing.',
    folder: '.',
    options: {
      account: text('ID', 'The AWS account, twelve digits.'),
      region: text('REGION', 'The AWS region.'),
      owner: text('NAME', "Marks the resources of these profiles in AWS. Default: the GitHub repository's name."),
      branch: text('NAME', "The default branch. Default: git's, or main."),
      audit: flag('Begin with a baseline of Audit, which is open to every account, and not with a security profile.'),
    },
    run: async ({ world, choice }) => {
      const repository = githubRepository(choice.folder, process.env);
      const [{ init }, { openStarter }] = await Promise.all([
        import('./commands/init.ts'),
        import('./edges/templates.ts'),
      ]);
      return init({ ...world, repository }, openStarter(choice.folder), choice);
    },
  }),
  validate: command({
    summary: 'Check the profiles. Needs no account.',
    folder: 'profiles',
    options: {
      target,
      sarif: text('FILE', 'Also write the problems to FILE as SARIF, for code scanning.'),
    },
    formats: {
      terminal: PEOPLE,
      json: json('problems'),
      sarif: 'SARIF 2.1.0, for code scanning.',
    } satisfies Formats<ValidateFormat>,
    run: async ({ world, choice }) => (await import('./commands/validate.ts')).validate(world, choice),
  }),
  plan: command({
    summary: 'Compare the profiles with the account and show what would change. Changes nothing.',
    folder: 'profiles',
    options: {
      ...planning,
      'only-changed': onlyChanged,
      'back-test': backTest,
      out: text('FILE', 'Write the plan to FILE as JSON, for `apply --plan`.'),
      'detailed-exitcode': flag('Exit with 2 where there are changes.'),
    },
    formats: { terminal: PEOPLE, json: json('plan') } satisfies Formats<PlanFormat>,
    run: async ({ world, choice }) => (await import('./commands/plan.ts')).plan(world, choice),
  }),
  apply: command({
    summary: 'Plan again and apply the plan. Asks first on a terminal.',
    folder: 'profiles',
    options: {
      ...planning,
      plan: text('FILE', 'Fail if the plan differs from FILE. The rest of FILE after an interrupted run is accepted.'),
      yes: flag('Do not ask. Without a terminal, or with --plan, apply never asks.'),
    },
    formats: { terminal: PEOPLE, json: json('apply') } satisfies Formats<ApplyFormat>,
    run: async ({ world, choice }) => (await import('./commands/apply.ts')).apply(world, choice),
  }),
  import: command({
    summary:
      'Write resources that the profiles lack as YAML, from an account or a file of another tool. Changes nothing in AWS.',
    folder: 'profiles',
    options: {
      from: text(
        'FILE',
        'Read FILE, not the account: a template of CloudFormation or SAM, `terraform show -json`, or JSON for the AWS CLI.',
      ),
      target: oneTarget,
      sandbox,
      only: { ...only, text: 'Only this resource and its dependencies. May be repeated.' },
      out: text('FILE', 'Write to FILE, which must not exist. Default: print it.'),
    },
    formats: {
      terminal: 'For people: the YAML, or a summary of FILE.',
      yaml: 'A file of profiles.',
      json: json('import'),
    } satisfies Formats<ImportFormat>,
    run: async ({ world, choice }) => (await import('./commands/import.ts')).importTarget(world, choice),
  }),
  doctor: command({
    summary: 'Check that credentials, the account and referenced resources are ready. Changes nothing.',
    folder: 'profiles',
    options: { target, sandbox },
    formats: { terminal: PEOPLE, json: json('diagnosis') } satisfies Formats<DiagnoseFormat>,
    run: async ({ world, choice }) => (await import('./commands/diagnose/doctor.ts')).doctor(world, choice),
  }),
  verify: command({
    summary: 'After an apply, check that exported metrics reach their destinations. Changes nothing.',
    folder: 'profiles',
    options: {
      target,
      sandbox,
      deadline,
      publish: flag('Publish one marked batch to each topic, and wait for it in the bucket.'),
    },
    formats: { terminal: PEOPLE, json: json('diagnosis') } satisfies Formats<DiagnoseFormat>,
    run: async ({ world, choice }) => (await import('./commands/diagnose/verify.ts')).verify(world, choice),
  }),
  iam: command({
    summary: 'Print least-privilege roles and policies for the profiles.',
    folder: 'profiles',
    options: {
      target: oneTarget,
      role: list('NAME', 'Only this role. May be repeated. Default: all.'),
      ...githubTrust,
      'for-back-test': flag('Let the role that plans read the metric values for `plan --back-test`.'),
    },
    formats: {
      json: json('iam'),
      cloudformation: 'A template, in JSON.',
      terraform: 'HCL.',
    } satisfies Formats<IamFormat>,
    run: async ({ world, choice }) => (await import('./commands/iam.ts')).iam(world, choice),
  }),
  cost: command({
    summary: 'Estimate the monthly cost of the profiles, from the settings `usage` and `prices`. Needs no account.',
    folder: 'profiles',
    options: { target },
    formats: { terminal: PEOPLE, json: json('cost') } satisfies Formats<CostFormat>,
    run: async ({ world, choice }) => (await import('./commands/cost.ts')).cost(world, choice),
  }),
  graph: command({
    summary: 'Draw where metrics go: things, profiles, topics, rules, streams, buckets. Needs no account.',
    folder: 'profiles',
    options: {
      target: oneTarget,
      out: text('FILE', 'Write to FILE. Default: print it.'),
    },
    formats: {
      mermaid: 'For Markdown on GitHub and other Mermaid renderers.',
      dot: 'For Graphviz.',
      svg: 'A picture.',
    } satisfies Formats<GraphFormat>,
    run: async ({ world, choice }) => (await import('./commands/graph.ts')).graph(world, choice),
  }),
  demo: command({
    summary: 'A one-minute tour with an example, on the sandbox. Needs no account.',
    options: { full: flag('Show the full output of each command.') },
    accounts: 'quiet sandbox',
    run: async ({ world, choice }) => {
      const [{ demo }, { copyExample: openStage }, { askDuckDb: ask }] = await Promise.all([
        import('./commands/demo.ts'),
        import('./edges/example-folder.ts'),
        import('./edges/duckdb.ts'),
      ]);
      const stage = openStage();
      try {
        return await demo({ ...world, files: filesIn(stage.root) }, { ...stage, ask }, choice);
      } finally {
        stage.close();
      }
    },
  }),
  ...DATA_COMMANDS,
  explain: command({
    summary:
      'Explain a key of the YAML, a metric, an operator, a quota, a check, a hazard or a code. Without WORD, list them.',
    word: '[WORD]',
    options: {},
    formats: { terminal: PEOPLE, json: json('explanation') } satisfies Formats<ExplainFormat>,
    run: async ({ world, word, choice: { format } }) =>
      (await import('./commands/explain.ts')).explain(world, { word, format }),
  }),
  completion: command({
    summary: 'Print the completion script for a shell: bash, zsh or fish.',
    word: 'SHELL',
    options: {},
    run: async ({ world, word = '' }): Promise<ExitCode> =>
      (await import('./commands/usage/completion.ts')).completion(world, COMMANDS, word),
  }),
  help: command({
    summary: 'Show this help, or the help of COMMAND.',
    word: '[COMMAND]',
    options: {},
    run: ({ world, word }): ExitCode => help(world, COMMANDS, word),
  }),
};

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS;
