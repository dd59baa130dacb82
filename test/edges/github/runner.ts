import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Command, parseCommand } from './runner-commands.ts';
import { type FileResults, prepareFiles, readFiles } from './runner-files.ts';
import type { Payload } from './payloads.ts';

/** A step that runs a JavaScript action. */
export interface Step {
  /** The script, as `runs.main` names it. */
  readonly script: string;
  readonly event: Payload;
  /** The checked-out repository: where the step runs. */
  readonly workspace: string;
  /** `INPUT_*`, from `inputVariables`, and what `env:` of the workflow says. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly apiUrl?: string;
  /** Sends a signal once a line of the log matches, as cancelling a run does. */
  readonly cancel?: { readonly when: RegExp; readonly signal: 'SIGINT' | 'SIGTERM' };
}

/** What the runner makes of a step. */
export interface StepResult extends FileResults {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Lines that were no commands, with secrets masked, from stdout and stderr. */
  readonly log: readonly string[];
  readonly commands: readonly Command[];
  /** The first ten of each level: what people see. */
  readonly annotations: readonly StepAnnotation[];
  /** Those that the runner drops. */
  readonly dropped: readonly StepAnnotation[];
  readonly masks: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
}

/** An annotation as the runner passes it on. */
export interface StepAnnotation {
  readonly level: string;
  /** Cut after 4,096 characters. */
  readonly message: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** The Node that `using: node24` means; the host's may be older. */
const NODE = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));

const LEVELS = ['error', 'warning', 'notice'];
const ANNOTATION_LIMIT = 10;
const MESSAGE_LIMIT = 4096;

/** Runs a step as the runner does: a child process with the runner's environment and files, heard by the runner's rules. */
export async function runStep(step: Step): Promise<StepResult> {
  const files = await prepareFiles(step.event.payload);
  try {
    const environment = { ...runnerEnvironment(step), ...files.environment };
    const child = spawn(NODE, [step.script], {
      cwd: step.workspace,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const heard = listen(child, step);
    const [exitCode, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return { exitCode, signal, ...heard.result(), ...(await readFiles(files.environment)) };
  } finally {
    await files.remove();
  }
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function runnerEnvironment({
  event,
  workspace,
  apiUrl = 'http://127.0.0.1:9',
  environment = {},
}: Step): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_API_URL: apiUrl,
    GITHUB_GRAPHQL_URL: `${apiUrl}/graphql`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY_ID: '456789',
    GITHUB_RUN_ID: '1658821493',
    GITHUB_RUN_NUMBER: '7',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKFLOW: 'defender',
    GITHUB_JOB: 'defender',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    ...event.environment,
    ...environment,
  };
}

function listen(
  child: ChildProcess,
  { cancel }: Step,
): { readonly result: () => Omit<StepResult, keyof FileResults | 'exitCode' | 'signal'> } {
  const raw = { stdout: '', stderr: '' };
  const lines: string[] = [];
  const commands: Command[] = [];
  let stopToken: string | undefined;
  const hear = (line: string): void => {
    if (cancel?.when.test(line)) child.kill(cancel.signal);
    const command = parseCommand(line, stopToken);
    if (stopToken !== undefined && command?.command === stopToken.toLowerCase()) stopToken = undefined;
    else if (command === undefined || stopToken !== undefined) lines.push(line);
    else if (command.command === 'stop-commands') stopToken = command.data;
    else commands.push(command);
  };
  for (const name of ['stdout', 'stderr'] as const) {
    let rest = '';
    const stream = child[name];
    stream?.setEncoding('utf8');
    stream?.on('data', (chunk: string) => {
      raw[name] += chunk;
      // As .NET's ReadLine: a lone carriage return ends a line too, but what follows must be seen first.
      const parts = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
      rest = parts.pop() ?? '';
      parts.forEach(hear);
    });
    stream?.on('end', () => (rest === '' ? undefined : hear(rest.replace(/\r$/, ''))));
  }
  return { result: () => ({ ...raw, ...judge(lines, commands) }) };
}

function judge(lines: readonly string[], commands: readonly Command[]) {
  const masks = commands.filter(({ command }) => command === 'add-mask').map(({ data }) => data);
  const mask = (text: string) => masks.reduce((result, secret) => result.replaceAll(secret, '***'), text);
  const all = commands
    .filter(({ command }) => LEVELS.includes(command))
    .map(({ command, properties, data }) => ({
      level: command,
      message: mask(data.slice(0, MESSAGE_LIMIT)),
      properties,
    }));
  const rank = (annotation: StepAnnotation) =>
    all.filter(({ level }) => level === annotation.level).indexOf(annotation);
  return {
    log: lines.map(mask),
    commands,
    annotations: all.filter((annotation) => rank(annotation) < ANNOTATION_LIMIT),
    dropped: all.filter((annotation) => rank(annotation) >= ANNOTATION_LIMIT),
    masks,
  };
}
