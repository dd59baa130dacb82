import { help } from './commands/help.ts';
import { checkSubscriptionTopic } from './commands/subscription-topic.ts';
import { countOf, parseCommandLine, portOf } from './commands/usage.ts';
import type { CommandLine } from './commands/usage.ts';
import type { ExitCode, World } from './commands/world.ts';
import { EXIT } from './commands/world.ts';
import { awsAccounts, sandboxAccounts } from './edges/accounts.ts';
import { reporterOn, thisTerminal } from './edges/console.ts';
import type { Terminal } from './edges/console.ts';
import { filesIn } from './edges/files.ts';
import { profilesAtBase } from './edges/git.ts';
import { githubRepository } from './edges/repository.ts';
import { onStopSignal } from './edges/signals.ts';
import { openStage } from './edges/stage.ts';
import { openStarter } from './edges/starter.ts';
import { RUN_MINUTES } from './model/limits.ts';
import type { Reporter } from './model/event.ts';
import { OperatorError } from './model/problem.ts';
import { renderError } from './render/terminal-error.ts';
import { version } from './version.ts';

const terminal = thisTerminal(process.argv.includes('--no-color'));

/** Commands are loaded when they are asked for: `--help` needs none. */
async function main(line: CommandLine, report: Reporter): Promise<ExitCode> {
  const { command, folder, words, options } = line;
  const choice = choiceOf(line);
  const stopping = onStopSignal();
  const world = await openWorld(line, terminal, stopping.asked, report);
  switch (command) {
    case 'init':
      return (await import('./commands/init.ts')).init(world, openStarter(words[0] ?? '.'), options);
    case 'validate':
      return (await import('./commands/validate.ts')).validate(world, { ...choice, ...sarifIn(line) });
    case 'plan':
      return (await import('./commands/plan.ts')).plan(world, choice);
    case 'apply':
      return (await import('./commands/apply.ts')).apply(world, choice);
    case 'import':
      return (await import('./commands/import.ts')).importTarget(world, choice);
    case 'doctor':
      return (await import('./commands/doctor.ts')).doctor(world, choice);
    case 'iam':
      return (await import('./commands/iam.ts')).iam(world, { folder, ...options });
    case 'cost':
      return (await import('./commands/cost.ts')).cost(world, choice);
    case 'graph':
      return (await import('./commands/graph.ts')).graph(world, choice);
    case 'demo':
      return demoOnStage(world, folder);
    case 'simulate':
      return simulateWith(line, world, stopping.done);
    case 'explain':
      return (await import('./commands/explain.ts')).explain(world, words);
    case 'sandbox':
      return serveSandbox(line, world, stopping.done);
    case 'subscribe':
      return subscribeFrom(line, world, stopping.done);
    case 'version':
      return printVersion(world);
    default:
      return help(world, words);
  }
}

function printVersion({ print }: World): ExitCode {
  print(`${version}\n`);
  return EXIT.fine;
}

async function simulateWith(line: CommandLine, world: World, stop: Promise<void>): Promise<ExitCode> {
  const { options } = line;
  const choice = {
    ...choiceOf(line),
    devices: countOf('devices', options.devices, 50),
    hours: countOf('hours', options.hours, 24),
    seed: countOf('seed', options.seed, 1),
    isApplied: options.sandbox !== undefined,
    ...given('report', options.report),
  };
  if (options.serve !== true) return (await import('./commands/simulate.ts')).simulate(world, choice);
  const { startMqttBroker } = await import('./sandbox/mqtt-broker.ts');
  return (await import('./commands/simulate-served.ts')).simulateServed(world, choice, await startMqttBroker(), stop);
}

/** Where SARIF is to be written to, and by whom. */
function sarifIn({ options }: CommandLine): { sarif?: { file: string; version: string } } {
  return options.sarif === undefined ? {} : { sarif: { file: options.sarif, version } };
}

async function serveSandbox({ options }: CommandLine, world: World, stop: Promise<void>): Promise<ExitCode> {
  const [{ serve }, { sandbox }] = await Promise.all([import('./edges/sandbox.ts'), import('./commands/sandbox.ts')]);
  return sandbox(world, await serve(options.state, portOf(options.port)), stop);
}

async function subscribeFrom(
  { words, options }: CommandLine,
  { report }: World,
  stop: Promise<void>,
): Promise<ExitCode> {
  const [topic = ''] = words;
  checkSubscriptionTopic(topic);
  const window = countOf('window', options.window, 500_000);
  const rotation = {
    bytes: countOf('file-size', options['file-size'], 64) * 1024 * 1024,
    seconds: countOf('file-age', options['file-age'], 300),
  };
  const { openReception } = await import('./edges/reception.ts');
  const parts = await openReception(topic, { ...options, clientId: options['client-id'], window, report, stop });
  return (await import('./commands/subscribe.ts')).subscribe({ ...parts, rotation, window, report });
}

function choiceOf({ folder, options }: CommandLine) {
  return {
    folder,
    json: options.json === true,
    accept: options.accept ?? [],
    detailedExitcode: options['detailed-exitcode'] === true,
    only: options.only ?? [],
    ...given('target', options.target),
    ...given('onlyChanged', options['only-changed']),
    ...given('out', options.out),
    ...given('plan', options.plan),
    ...given('format', options.format),
  };
}

/** Commands that never leave this machine. */
const ON_SANDBOX = new Set(['demo', 'simulate']);

async function openWorld(
  { command, words, options }: CommandLine,
  { print, color, width }: Terminal,
  stopped: () => boolean,
  report: Reporter,
): Promise<World> {
  const repository = githubRepository(command === 'init' ? (words[0] ?? '.') : process.cwd(), process.env);
  const today = new Date().toISOString().slice(0, 10);
  const profilesBefore = (base: string, profiles: string): ReadonlyMap<string, string> =>
    profilesAtBase(process.cwd(), base, profiles);
  const files = filesIn(process.cwd());
  const world = { files, profilesBefore, print, report, style: { color, width }, today, stopped };
  if (!ON_SANDBOX.has(command) && options.sandbox === undefined)
    return { ...world, ...awsAccounts(report, countOf('deadline', options.deadline, RUN_MINUTES)), repository };
  return {
    ...world,
    ...(await sandboxAccounts(options.sandbox, command === 'simulate' ? () => undefined : report)),
    repository: repository ?? 'local',
  };
}

async function demoOnStage(world: World, folder: string): Promise<ExitCode> {
  const stage = openStage(folder);
  try {
    const { demo } = await import('./commands/demo.ts');
    return await demo({ ...world, files: filesIn(stage.root) }, stage);
  } finally {
    stage.close();
  }
}

function given<Name extends string>(name: Name, value: string | undefined): { readonly [Key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]?: string });
}

/** Runs a command and writes what it sent and waited for, however it ends. */
async function recorded(line: CommandLine, file: string): Promise<ExitCode> {
  const { createRunRecord } = await import('./render/run-record.ts');
  const show = reporterOn(terminal);
  const record = createRunRecord({ version, command: line.command, at: Date.now() });
  const end = { exitCode: 1, error: 'bug' };
  try {
    const exitCode = await main(line, (event) => (record.follow(event, Date.now()), show(event)));
    Object.assign(end, { exitCode, error: undefined });
    return exitCode;
  } catch (error) {
    if (error instanceof OperatorError) Object.assign(end, { exitCode: error.exitCode, error: error.code });
    throw error;
  } finally {
    filesIn(process.cwd()).write(file, `${JSON.stringify(record.document({ at: Date.now(), ...end }), null, 1)}\n`);
  }
}

try {
  const line = parseCommandLine(process.argv.slice(2));
  const { record } = line.options;
  process.exitCode = await (record === undefined ? main(line, reporterOn(terminal)) : recorded(line, record));
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  terminal.printError(renderError(error, terminal));
  process.exitCode = error.exitCode;
}
