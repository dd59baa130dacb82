import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { ExitCode, World } from './commands/world.ts';
import { workflow } from './commands/workflow.ts';
import { awsAccounts, sandboxAccounts } from './edges/accounts.ts';
import { reporterOn } from './edges/console.ts';
import { filesIn } from './edges/files.ts';
import { connectGitHub } from './edges/github/connect.ts';
import { openConversation } from './edges/github/conversation.ts';
import { readRun } from './edges/github/event.ts';
import { readInputs } from './edges/github/inputs.ts';
import { openRunner } from './edges/github/runner.ts';
import { onStopSignal } from './edges/signals.ts';
import { OperatorError } from './model/problem.ts';
import type { Run } from './model/run.ts';
import { maskText } from './render/secrets.ts';

const runner = openRunner();
const STYLE = { color: false, width: 120 };

async function main(env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const { token, sandbox, profiles: folder, ...inputs } = readInputs(env);
  for (const secret of [token, env['AWS_SECRET_ACCESS_KEY'], env['AWS_SESSION_TOKEN']])
    if (secret !== undefined && secret !== '') runner.mask(secret);
  const event = env['GITHUB_EVENT_PATH'] ?? '';
  const run = readRun(env, existsSync(event) ? readFileSync(event, 'utf8') : '');
  const world = await openWorld(run, sandbox);
  const { apiUrl, repository } = run;
  const connect = (): ReturnType<typeof connectGitHub> =>
    (github ??= connectGitHub({ token, apiUrl, repository, report: world.report }));
  let github: ReturnType<typeof connectGitHub> | undefined;
  const conversation = openConversation({ run, runner, connect, temporary: env['RUNNER_TEMP'] ?? tmpdir() });
  return workflow({ world, run, conversation, options: { ...inputs, folder, sandbox } });
}

async function openWorld({ workspace, repository }: Run, sandbox: boolean): Promise<World> {
  const printError = (text: string): void => runner.log(text.trimEnd());
  const report = reporterOn({ ...STYLE, print: printError, printError, live: false });
  const accounts = sandbox ? await sandboxAccounts('.defender/sandbox.json', report) : awsAccounts(report);
  return {
    ...accounts,
    files: filesIn(workspace),
    print: printError,
    report,
    repository,
    style: STYLE,
    today: new Date().toISOString().slice(0, 10),
    stopped: onStopSignal().asked,
  };
}

try {
  process.exitCode = await main(process.env);
} catch (error) {
  if (error instanceof OperatorError) {
    runner.fail(maskText([`${error.code}: ${error.message}`, error.hint ?? ''].join('\n').trim()));
    process.exitCode = error.exitCode;
  } else {
    runner.log(maskText(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    runner.fail('This is a bug of defender-gitops. The log has what it takes to report it.');
  }
}
