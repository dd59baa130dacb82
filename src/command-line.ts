import { COMMANDS } from './command-table.ts';
import type { CommandName } from './command-table.ts';
import type { Command } from './commands/usage/command.ts';
import { parseCommandLine } from './commands/usage/usage.ts';
import type { CommandLine } from './commands/usage/usage.ts';
import type { ExitCode, World } from './model/world.ts';
import { EXIT } from './model/world.ts';
import { awsAccounts, sandboxAccounts } from './edges/accounts.ts';
import type { Accounts, LoadOperations } from './edges/accounts.ts';
import { createBreather } from './edges/breather.ts';
import { personAtTerminal, reporterOn, thisTerminal } from './edges/console.ts';
import { filesIn } from './edges/files.ts';
import { githubRepository } from './edges/repository.ts';
import { onStopSignal } from './edges/signals.ts';
import type { Reporter } from './model/event.ts';
import { operationsOf } from './model/kinds/operation.ts';
import { OperatorError } from './model/problem.ts';
import { renderBug, renderError } from './render/terminal/error.ts';
import { version } from './version.ts';

type Line = CommandLine<CommandName>;
const loadOperations: LoadOperations = async () => operationsOf((await import('./kinds/index.ts')).kinds);

const terminal = thisTerminal(process.argv.includes('--no-color'));

let hasPrinted = false;

/** Prints a result. */
function print(text: string): void {
  hasPrinted = true;
  terminal.print(text);
}

/** The accounts of a command's world. */
async function accountsOf({ accounts }: Command, { choice }: Line, report: Reporter): Promise<Accounts> {
  const { sandbox, deadline } = choice;
  if (accounts === 'quiet sandbox')
    return { ...(await sandboxAccounts(sandbox, () => undefined, loadOperations)), report };
  return sandbox === undefined
    ? awsAccounts(report, loadOperations, deadline)
    : sandboxAccounts(sandbox, report, loadOperations);
}

async function main(line: Line, report: Reporter): Promise<ExitCode> {
  if (line.command === 'version') return (print(`${version}\n`), EXIT.fine);
  const command: Command = COMMANDS[line.command];
  const stopping = onStopSignal();
  const opened = await accountsOf(command, line, report);
  const isSandbox = opened.spareTarget !== undefined;
  const ask = personAtTerminal();
  const { all, full, compact } = line.choice;
  const world: World = {
    ...opened,
    files: filesIn(process.cwd()),
    profilesBefore: async (base, profiles) =>
      (await import('./edges/git.ts')).profilesAtBase(process.cwd(), base, profiles),
    print,
    repository: githubRepository(process.cwd(), process.env) ?? (isSandbox ? 'local' : undefined),
    style: { color: terminal.color, width: terminal.width, all, full, compact },
    ...(ask && { ask }),
    today: new Date().toISOString().slice(0, 10),
    breathe: createBreather(),
    stop: stopping.signal,
  };
  return command.run({ world, choice: line.choice, word: line.word, stop: stopping.done });
}

/** Runs a command, and writes the record of it where one is asked for. */
async function recordedMain(line: Line): Promise<ExitCode> {
  const { record: file, quiet, verbose } = line.choice;
  const show: Reporter = quiet === true ? () => undefined : reporterOn({ ...terminal, verbose: verbose === true });
  if (file === undefined) return main(line, show);
  const { recorded } = await import('./edges/recorded.ts');
  const keep = (text: string): void => filesIn(process.cwd()).write(file, text);
  return recorded({ version, command: line.command, show, keep }, (report) => main(line, report));
}

/** Runs a command. Who asked for JSON gets one document, also where an error ends the run. */
async function begin(line: Line): Promise<ExitCode> {
  try {
    return await recordedMain(line);
  } catch (error) {
    if (error instanceof OperatorError && line.choice.format === 'json' && !hasPrinted)
      print((await import('./render/json/error.ts')).errorText(error));
    throw error;
  }
}

/** Runs the command line with which the process was started. Sets the exit code of the process; never throws. */
export async function runCommandLine(): Promise<void> {
  try {
    process.exitCode = await begin(parseCommandLine(process.argv.slice(2), COMMANDS));
  } catch (error) {
    const isBug = !(error instanceof OperatorError);
    terminal.printError(isBug ? renderBug(error, version, process.version) : renderError(error, terminal));
    process.exitCode = isBug ? EXIT.failed : error.exitCode;
  }
}
