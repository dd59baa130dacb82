import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { ExitCode, World } from './model/world.ts';
import { workflow } from './workflow/workflow.ts';
import { kinds } from './kinds/index.ts';
import { awsAccounts, sandboxAccounts } from './edges/accounts.ts';
import type { LoadOperations } from './edges/accounts.ts';
import { reporterOn } from './edges/console.ts';
import { filesIn } from './edges/files.ts';
import { connectGitHub } from './edges/github/connect.ts';
import { keepFile, openConversation, suffixOf } from './edges/github/conversation.ts';
import { readRun } from './edges/github/runner/event.ts';
import { readInputs } from './edges/github/runner/inputs.ts';
import { openRunner } from './edges/github/runner/runner.ts';
import { recorded } from './edges/recorded.ts';
import { createBreather } from './edges/breather.ts';
import { onStopSignal } from './edges/signals.ts';
import type { Reporter } from './model/event.ts';
import { operationsOf } from './model/kinds/operation.ts';
import { OperatorError } from './model/problem.ts';
import type { WorkflowRun } from './model/workflow/run.ts';
import { maskText } from './render/text/secrets.ts';
import { version } from './version.ts';

const runner = openRunner();
const STYLE = { color: false, width: 120 };
const TEMPORARY = process.env['RUNNER_TEMP'] ?? tmpdir();
const RECORD_FILE = 'defender-gitops-record';

async function main(env: NodeJS.ProcessEnv, report: Reporter): Promise<ExitCode> {
  const { token, sandbox, profiles: folder, ...inputs } = readInputs(env);
  for (const secret of [token, env['AWS_SECRET_ACCESS_KEY'], env['AWS_SESSION_TOKEN']])
    if (secret !== undefined && secret !== '') runner.mask(secret);
  const event = env['GITHUB_EVENT_PATH'] ?? '';
  const run = readRun(env, existsSync(event) ? readFileSync(event, 'utf8') : '');
  const world = await openWorld(run, sandbox, report);
  const { apiUrl, repository } = run;
  const connect = (): ReturnType<typeof connectGitHub> =>
    (github ??= connectGitHub({ token, apiUrl, repository, report }));
  let github: ReturnType<typeof connectGitHub> | undefined;
  const conversation = openConversation({ run, runner, connect, temporary: TEMPORARY });
  return workflow({ world, run, conversation, options: { ...inputs, folder, sandbox } });
}

async function openWorld({ workspace, repository }: WorkflowRun, sandbox: boolean, report: Reporter): Promise<World> {
  const load: LoadOperations = async () => operationsOf(kinds);
  const accounts = sandbox ? await sandboxAccounts('.defender/sandbox.json', report, load) : awsAccounts(report, load);
  return {
    ...accounts,
    files: filesIn(workspace),
    print,
    repository,
    style: STYLE,
    today: new Date().toISOString().slice(0, 10),
    breathe: createBreather(),
    stop: onStopSignal().signal,
  };
}

function print(text: string): void {
  runner.log(text.trimEnd());
}

/** Does the run and hands the record of it on to later steps, however it ends. */
function begin(env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const command = `${env['INPUT_COMMAND'] || 'auto'} on ${env['GITHUB_EVENT_NAME'] ?? 'nothing'}`;
  const show = reporterOn({ ...STYLE, print, printError: print, live: false });
  const keep = (text: string): void => {
    const folder = env['INPUT_PROFILES']?.trim() || 'profiles';
    const targets = (env['INPUT_TARGET'] ?? '').split(/[\s,]+/).filter((name) => name !== '');
    const name = `${RECORD_FILE}${suffixOf({ folder, targets })}.json`;
    runner.output('record-file', keepFile(TEMPORARY, name, text));
  };
  return recorded({ version, command, show, keep }, (report) => main(env, report));
}

try {
  process.exitCode = await begin(process.env);
} catch (error) {
  if (error instanceof OperatorError) {
    runner.fail(maskText([`${error.code}: ${error.message}`, error.hint ?? ''].join('\n').trim()));
    process.exitCode = error.exitCode;
  } else {
    runner.log(maskText(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    runner.fail('This is a bug of defender-gitops. The log has what it takes to report it.');
  }
}
