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
  deadline,
  flag,
  full,
  json,
  list,
  only,
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
const planning = { target, sandbox, full, only, accept, deadline, record };

/**
 * Every command, once, by its name: what it takes, the formats in which it tells its result, and what it does. The command line, the
 * help and docs/commands.md are made of this. What a command needs is loaded when it is run: `--help` needs nothing.
 */
export const COMMANDS = {
  init: command({
    summary: 'Write first profiles and the GitHub workflow, here unless a folder is given. Overwrites nothing.',
    folder: '.',
    options: {
      account: text('ID', 'The AWS account, twelve digits.'),
      region: text('REGION', 'The AWS region.'),
      owner: text('NAME', "Marks what is ours in AWS. Default: the GitHub repository's name."),
      branch: text('NAME', "The default branch. Default: git's, or main."),
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
    summary: 'Check the profiles; needs no account.',
    folder: 'profiles',
    options: {
      target,
      sarif: text('FILE', 'Write what was found to FILE as SARIF too, for code scanning.'),
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
      'only-changed': {
        type: 'text',
        value: 'BASE',
        implied: 'origin/HEAD',
        text: 'Read only what the profiles want otherwise than where this branch left BASE (origin/HEAD); drift elsewhere is not shown.',
      },
      'back-test': {
        type: 'count',
        value: 'THINGS',
        implied: '20',
        text: 'Show how often changed behaviors would have alarmed in the last 24 hours, for THINGS (20) of each target.',
      },
      out: text('FILE', 'Write the plan to FILE as JSON, for `apply --plan`.'),
      'detailed-exitcode': flag('Exit with 2 where there are changes.'),
    },
    formats: { terminal: PEOPLE, json: json('plan') } satisfies Formats<PlanFormat>,
    run: async ({ world, choice }) => (await import('./commands/plan.ts')).plan(world, choice),
  }),
  apply: command({
    summary: 'Plan again and apply the plan. Asks first where a person sits at the terminal.',
    folder: 'profiles',
    options: {
      ...planning,
      plan: text('FILE', 'Fail if the plan differs from FILE. What is left of FILE after an interrupted run is fine.'),
      yes: flag('Do not ask before anything is changed. Without a terminal, and with --plan, nothing is asked anyway.'),
    },
    formats: { terminal: PEOPLE, json: json('apply') } satisfies Formats<ApplyFormat>,
    run: async ({ world, choice }) => (await import('./commands/apply.ts')).apply(world, choice),
  }),
  import: command({
    summary:
      'Write what an account or a file of another tool has and the profiles lack as YAML. Changes nothing in the account.',
    folder: 'profiles',
    options: {
      from: text(
        'FILE',
        'Read FILE, not the account: a template of CloudFormation or SAM, `terraform show -json`, or JSON for the AWS CLI.',
      ),
      target,
      sandbox,
      only: { ...only, text: 'Only this resource and what it refers to. May be repeated.' },
      out: text('FILE', 'Write to FILE, which must not be there yet. Default: print it.'),
    },
    formats: {
      terminal: 'For people: the YAML, or what was written to FILE.',
      yaml: 'A file of profiles.',
      json: json('import'),
    } satisfies Formats<ImportFormat>,
    run: async ({ world, choice }) => (await import('./commands/import.ts')).importTarget(world, choice),
  }),
  doctor: command({
    summary: 'Look whether the credentials, the account and what profiles refer to are ready. Changes nothing.',
    folder: 'profiles',
    options: { target, sandbox },
    formats: { terminal: PEOPLE, json: json('diagnosis') } satisfies Formats<DiagnoseFormat>,
    run: async ({ world, choice }) => (await import('./commands/diagnose/doctor.ts')).doctor(world, choice),
  }),
  verify: command({
    summary: 'Look, after an apply, whether what is exported gets where the profiles say. Changes nothing.',
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
    summary: 'Print the roles and policies that the profiles need, each with the least it can do with.',
    folder: 'profiles',
    options: {
      target: { ...target, text: 'The target of the settings; needed where there are several.' },
      role: list('NAME', 'Only this role. May be repeated. Default: all.'),
      'github-ids': text(
        'OWNER/REPOSITORY',
        'The ids of the GitHub repository and its owner, for the trust of the roles that workflows get.',
      ),
      branch: text('NAME', 'The branch that is applied. Default: main.'),
      environment: text('NAME', 'The environment of the job that applies, if it has one.'),
      workflow: text(
        'FILE',
        'The workflow whose job applies, or OWNER/REPOSITORY/FILE@REF of one that yours calls. Default: .github/workflows/defender.yml.',
      ),
      'github-server': text(
        'HOST',
        'The host of a GitHub Enterprise Server. Of such a one AWS compares the audience and the subject alone.',
      ),
      'for-back-test': flag('Let the role that plans read what `plan --back-test` looks at.'),
    },
    formats: {
      json: json('iam'),
      cloudformation: 'A template, in JSON.',
      terraform: 'HCL.',
    } satisfies Formats<IamFormat>,
    run: async ({ world, choice }) => (await import('./commands/iam.ts')).iam(world, choice),
  }),
  cost: command({
    summary: 'Estimate what the profiles cost in a month, by the settings `usage` and `prices`. Needs no account.',
    folder: 'profiles',
    options: { target },
    formats: { terminal: PEOPLE, json: json('cost') } satisfies Formats<CostFormat>,
    run: async ({ world, choice }) => (await import('./commands/cost.ts')).cost(world, choice),
  }),
  graph: command({
    summary: 'Draw where metrics go: things, profiles, topics, rules, streams, buckets. Needs no account.',
    folder: 'profiles',
    options: {
      target,
      out: text('FILE', 'Write to FILE. Default: print it.'),
    },
    formats: {
      mermaid: 'For Markdown on GitHub, and others that draw Mermaid.',
      dot: 'For Graphviz.',
      svg: 'A picture.',
    } satisfies Formats<GraphFormat>,
    run: async ({ world, choice }) => (await import('./commands/graph.ts')).graph(world, choice),
  }),
  demo: command({
    summary: 'Show the whole way, from nothing to an applied change and back, with an example in a sandbox of its own.',
    options: {},
    accounts: 'new sandbox',
    run: async ({ world }) => {
      const [{ demo }, { copyExample: openStage }] = await Promise.all([
        import('./commands/demo.ts'),
        import('./edges/example-folder.ts'),
      ]);
      const stage = openStage();
      try {
        return await demo({ ...world, files: filesIn(stage.root) }, stage);
      } finally {
        stage.close();
      }
    },
  }),
  ...DATA_COMMANDS,
  explain: command({
    summary: 'Tell about a metric, an operator, a quota, a check, a hazard or a code; list them without a word.',
    word: '[WORD]',
    options: {},
    formats: { terminal: PEOPLE, json: json('explanation') } satisfies Formats<ExplainFormat>,
    run: async ({ world, word, choice: { format } }) =>
      (await import('./commands/explain.ts')).explain(world, { word, format }),
  }),
  help: command({
    summary: 'Show this, or with the name of a command its options.',
    word: '[COMMAND]',
    options: {},
    run: ({ world, word }): ExitCode => help(world, COMMANDS, word),
  }),
};

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS;
