import { help } from './commands/usage/help.ts';
import { checkSubscriptionTopic } from './subscribe/subscription-topic.ts';
import { parseCommandLine } from './commands/usage/usage.ts';
import type { CommandLine, ParsedOptions } from './commands/usage/usage.ts';
import type { ExitCode, World } from './model/world.ts';
import { EXIT } from './model/world.ts';
import { awsAccounts, sandboxAccounts } from './edges/accounts.ts';
import type { Accounts, LoadOperations } from './edges/accounts.ts';
import { reporterOn, thisTerminal } from './edges/console.ts';
import { filesIn } from './edges/files.ts';
import { githubRepository } from './edges/repository.ts';
import { onStopSignal } from './edges/signals.ts';
import type { Reporter } from './model/event.ts';
import { operationsOf } from './model/operation.ts';
import { OperatorError } from './model/problem.ts';
import { renderBug, renderError } from './render/terminal/error.ts';
import { version } from './version.ts';

const loadOperations: LoadOperations = async () => operationsOf((await import('./kinds/index.ts')).kinds);

const terminal = thisTerminal(process.argv.includes('--no-color'));

/** What a command is run with. */
interface Invocation {
  readonly world: World;
  /** The folder and every option. */
  readonly choice: ParsedOptions & { readonly folder: string };
  readonly words: readonly string[];
  /** Resolves when the process is told to stop. */
  readonly stop: () => Promise<void>;
}

/** A command: whose accounts its world has, and the use case that its words and options go to. */
interface Command {
  /** Those of AWS, or of the sandbox that `--sandbox` names, where it is left out. */
  readonly accounts?: (options: ParsedOptions, report: Reporter) => Promise<Accounts>;
  readonly run: (run: Invocation) => Promise<ExitCode> | ExitCode;
}

/** Every command by name. Use cases are loaded when they are asked for: `--help` needs none. */
const COMMANDS: Readonly<Record<CommandLine['command'], Command>> = {
  init: {
    run: async ({ world, choice }) => {
      const repository = githubRepository(choice.folder, process.env);
      const [{ init }, { openStarter }] = await Promise.all([
        import('./commands/init.ts'),
        import('./edges/templates.ts'),
      ]);
      return init({ ...world, repository }, openStarter(choice.folder), choice);
    },
  },
  validate: {
    run: async ({ world, choice: { sarif: file, ...choice } }) => {
      const sarif = file === undefined ? {} : { sarif: { file, version } };
      return (await import('./commands/validate.ts')).validate(world, { ...choice, ...sarif });
    },
  },
  plan: { run: async ({ world, choice }) => (await import('./commands/plan.ts')).plan(world, choice) },
  apply: { run: async ({ world, choice }) => (await import('./commands/apply.ts')).apply(world, choice) },
  import: { run: async ({ world, choice }) => (await import('./commands/import.ts')).importTarget(world, choice) },
  doctor: { run: async ({ world, choice }) => (await import('./commands/diagnose/doctor.ts')).doctor(world, choice) },
  verify: { run: async ({ world, choice }) => (await import('./commands/diagnose/verify.ts')).verify(world, choice) },
  iam: { run: async ({ world, choice }) => (await import('./commands/iam.ts')).iam(world, choice) },
  cost: { run: async ({ world, choice }) => (await import('./commands/cost.ts')).cost(world, choice) },
  graph: { run: async ({ world, choice }) => (await import('./commands/graph.ts')).graph(world, choice) },
  demo: { accounts: (_, report) => sandboxAccounts(undefined, report, loadOperations), run: demoOnStage },
  simulate: { accounts: quietSandbox, run: simulateInSandbox },
  sandbox: { run: serveSandbox },
  subscribe: { run: subscribeToTopic },
  explain: { run: async ({ world, words }) => (await import('./commands/usage/explain.ts')).explain(world, words) },
  help: { run: ({ world, words }) => help(world, words) },
  version: { run: ({ world }) => (world.print(`${version}\n`), EXIT.fine) },
};

async function demoOnStage({ world }: Invocation): Promise<ExitCode> {
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
}

/** What is applied first is not what is asked for. */
async function quietSandbox({ sandbox }: ParsedOptions, report: Reporter): Promise<Accounts> {
  return { ...(await sandboxAccounts(sandbox, () => undefined, loadOperations)), report };
}

async function simulateInSandbox({ world, choice: { serve, ...options }, stop }: Invocation): Promise<ExitCode> {
  const choice = { ...options, isApplied: options.sandbox !== undefined };
  if (!serve) return (await import('./commands/simulate.ts')).simulate(world, choice);
  const { startMqttBroker } = await import('./sandbox/mqtt-broker.ts');
  return (await import('./commands/simulate-served.ts')).simulateServed(world, choice, await startMqttBroker(), stop());
}

async function serveSandbox({ world, choice: { state, port }, stop }: Invocation): Promise<ExitCode> {
  const [{ serve }, { sandbox }] = await Promise.all([import('./edges/sandbox.ts'), import('./commands/sandbox.ts')]);
  return sandbox(world, await serve(state, port), stop());
}

async function subscribeToTopic({ world: { report }, words, choice, stop }: Invocation): Promise<ExitCode> {
  const [topic = ''] = words;
  checkSubscriptionTopic(topic);
  const rotation = { bytes: choice.fileSize * 1024 * 1024, seconds: choice.fileAge };
  const { openSubscription: openReception } = await import('./edges/subscription.ts');
  const parts = await openReception(topic, { ...choice, report, stop: stop() });
  const { subscribe } = await import('./subscribe/subscribe.ts');
  return subscribe({ ...parts, rotation, window: choice.window, report });
}

/** The accounts that the command line names. */
async function namedAccounts({ sandbox, deadline }: ParsedOptions, report: Reporter): Promise<Accounts> {
  return sandbox === undefined
    ? awsAccounts(report, loadOperations, deadline)
    : sandboxAccounts(sandbox, report, loadOperations);
}

async function main({ command, folder, words, options }: CommandLine, report: Reporter): Promise<ExitCode> {
  const { accounts = namedAccounts, run } = COMMANDS[command];
  const stopping = onStopSignal();
  const opened = await accounts(options, report);
  const isSandbox = opened.spareTarget !== undefined;
  const world: World = {
    ...opened,
    files: filesIn(process.cwd()),
    profilesBefore: async (base, profiles) =>
      (await import('./edges/git.ts')).profilesAtBase(process.cwd(), base, profiles),
    print: terminal.print,
    repository: githubRepository(process.cwd(), process.env) ?? (isSandbox ? 'local' : undefined),
    style: { color: terminal.color, width: terminal.width },
    today: new Date().toISOString().slice(0, 10),
    stopped: stopping.asked,
  };
  return run({ world, choice: { ...options, folder }, words, stop: stopping.done });
}

/** Runs a command, and writes the record of it where one is asked for. */
async function begin(line: CommandLine): Promise<ExitCode> {
  const show = reporterOn(terminal);
  const { record: file } = line.options;
  if (file === undefined) return main(line, show);
  const { recorded } = await import('./edges/recorded.ts');
  const keep = (text: string): void => filesIn(process.cwd()).write(file, text);
  return recorded({ version, command: line.command, show, keep }, (report) => main(line, report));
}

try {
  process.exitCode = await begin(parseCommandLine(process.argv.slice(2)));
} catch (error) {
  const isBug = !(error instanceof OperatorError);
  terminal.printError(isBug ? renderBug(error, version, process.version) : renderError(error, terminal));
  process.exitCode = isBug ? EXIT.failed : error.exitCode;
}
