import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { CreateThingGroupCommand, IoTClient } from '@aws-sdk/client-iot';
import { workflow } from '../../src/workflow/workflow.ts';
import type { JobOptions } from '../../src/workflow/job.ts';
import type { World as Outside } from '../../src/model/world.ts';
import { openClient } from '../../src/edges/aws/client.ts';
import { realClock, virtualClock } from '../../src/edges/clock.ts';
import { filesIn } from '../../src/edges/files.ts';
import { connectGitHub } from '../../src/edges/github/connect.ts';
import { openConversation } from '../../src/edges/github/conversation.ts';
import { readRun } from '../../src/edges/github/runner/event.ts';
import type { Runner } from '../../src/edges/github/runner/runner.ts';
import type { Aws } from '../../src/model/aws.ts';
import type { Annotation } from '../../src/model/workflow/conversation.ts';
import { OperatorError } from '../../src/model/problem.ts';
import type { Target } from '../../src/model/settings.ts';
import { sandboxRequestHandler } from '../../src/sandbox/request-handler.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { type Loopback, startGitHub } from '../edges/github/loopback.ts';
import type { Payload } from '../edges/github/payloads.ts';
import { runStep, type StepResult } from '../edges/github/runner.ts';
import { inputVariables } from '../edges/github/runner-files.ts';
import { commitAt, createWorld, WORKFLOW_TOKEN, type World } from '../edges/github/world.ts';
import { TARGET } from '../world.ts';
import { OPERATIONS } from '../operations.ts';

const repository = new URL('../..', import.meta.url);

/** The example that the project ships, as files of a repository. */
export const EXAMPLE: Readonly<Record<string, string>> = Object.fromEntries(
  ['profiles/defender.yaml', 'profiles/soundbox.yaml'].map((file) => [
    file,
    readFileSync(new URL(file, repository), 'utf8'),
  ]),
);

/** A file of the example with a text replaced, as a change to files. */
export function edited(
  find: string,
  replacement: string,
  file = 'profiles/soundbox.yaml',
): Readonly<Record<string, string>> {
  const text = EXAMPLE[file] ?? '';
  if (!text.includes(find)) throw new Error(`${file} lacks ${find}`);
  return { [file]: text.replace(find, replacement) };
}

/** What became of a run. */
export interface Ran {
  readonly code: number;
  readonly log: string;
  readonly annotations: readonly Annotation[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly error?: OperatorError;
}

/** A repository on a GitHub and an account on an AWS, both on this machine, and the action between them. */
export interface Story {
  readonly world: World;
  readonly github: Loopback;
  readonly sandbox: Sandbox;
  /** The time of the account, in milliseconds. */
  readonly now: () => number;
  /** Another client of the same account. */
  readonly console: Aws;
  /** Runs the action in this process: all but its entry. */
  readonly run: (event: Payload, changes?: Partial<JobOptions> & Changes) => Promise<Ran>;
  /** Runs it as the runner does. */
  readonly runChild: (event: Payload, step?: Partial<Parameters<typeof runStep>[0]>) => Promise<StepResult>;
  readonly close: () => Promise<void>;
}

interface Changes {
  readonly token?: string;
  /** The account that the credentials are for; none where it is null. */
  readonly account?: string | null;
  readonly stop?: AbortSignal;
  readonly attempt?: number;
}

/**
 * Opens a story whose main branch has these files. A stream that takes milliseconds to become active takes them in real time;
 * `inProcess` spares the way of AWS's requests over a socket.
 */
export async function openStory(
  files: Readonly<Record<string, string>> = {},
  {
    streamCreating = 0,
    inProcess = false,
    ...options
  }: { readonly streamCreating?: number; readonly inProcess?: boolean } & Pick<SandboxOptions, 'intercept'> = {},
): Promise<Story> {
  const world = createWorld(files);
  const github = await startGitHub(world);
  const clock = streamCreating > 0 ? realClock : virtualClock(Date.UTC(2026, 10, 22));
  const durations = { streamCreating, streamDeleting: 0, encryption: 0 };
  const sandbox = createSandbox({ clock, durations, ...options });
  const aws = await serveSandbox(sandbox);
  const root = mkdtempSync(join(tmpdir(), 'story-'));
  const open = (account: string, target: Target): Promise<Aws> => {
    const credentials = { accessKeyId: account, secretAccessKey: SECRET };
    const way = inProcess ? { requestHandler: sandboxRequestHandler(sandbox) } : { endpoint: aws.url };
    return openClient(target, { clock, report: () => {}, operations: OPERATIONS, ...way, credentials });
  };
  const console = await open(TARGET.account, TARGET);
  const credentials = { accessKeyId: TARGET.account, secretAccessKey: SECRET };
  const iot = new IoTClient({ region: TARGET.region, endpoint: aws.url, credentials });
  await iot.send(new CreateThingGroupCommand({ thingGroupName: 'soundboxes' }));
  const place: Place = { world, github, root, open };
  return {
    world,
    github,
    sandbox,
    now: () => clock.now(),
    console,
    run: async (event, changes = {}) => {
      const before = sandbox.calls.length;
      const ran = await runHere(place, event, changes);
      if (!APPLYING.has(event.environment['GITHUB_EVENT_NAME'] ?? ''))
        expect(
          sandbox.calls.slice(before).filter(({ readOnly }) => !readOnly),
          'only merges and runs by hand write',
        ).toEqual([]);
      return ran;
    },
    runChild: (event, step = {}) => runChild(place, aws.url, event, step),
    close: async () => {
      rmSync(root, { recursive: true, force: true });
      await aws.close();
      await github.close();
    },
  };
}

/** Events of which a run may change the account. */
const APPLYING: ReadonlySet<string> = new Set(['push', 'workflow_dispatch']);

/** Whatever shows this has leaked it. */
export const SECRET = 'canary-secret-access-key';

interface Place {
  readonly world: World;
  readonly github: Loopback;
  readonly root: string;
  readonly open: (account: string, target: Target) => Promise<Aws>;
}

/** Checks the commit of a run out, as actions/checkout does. */
function checkout({ world, root }: Place, { environment }: Payload): string {
  const workspace = mkdtempSync(join(root, 'workspace-'));
  for (const [file, text] of commitAt(world, environment['GITHUB_SHA'] ?? '').files) {
    mkdirSync(dirname(join(workspace, file)), { recursive: true });
    writeFileSync(join(workspace, file), text);
  }
  return workspace;
}

async function runHere(place: Place, event: Payload, changes: Partial<JobOptions> & Changes): Promise<Ran> {
  const {
    token = WORKFLOW_TOKEN,
    account = TARGET.account,
    stop = new AbortController().signal,
    attempt = 1,
    ...options
  } = changes;
  const workspace = checkout(place, event);
  const { runner, ran } = recordingRunner();
  const environment = {
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: place.github.url,
    GITHUB_RUN_ID: '17',
    GITHUB_RUN_ATTEMPT: String(attempt),
    GITHUB_WORKSPACE: workspace,
    ...event.environment,
  };
  const run = readRun(environment, JSON.stringify(event.payload));
  const reach = () => connectGitHub({ ...run, token, paced: false, sleep: async () => {} });
  const outside: Outside = {
    files: filesIn(workspace),
    print: runner.log,
    report: () => {},
    connect: async (target) => {
      if (account === null) throw new OperatorError('DG4001', 'There are no AWS credentials.');
      return place.open(account, target);
    },
    today: '2026-11-22',
    repository: run.repository,
    spareTarget: undefined,
    style: { color: false, width: 100 },
    breathe: () => undefined,
    stop: () => stop,
  };
  const conversation = openConversation({ run, runner, connect: reach, temporary: place.root });
  const job = { command: 'auto', folder: 'profiles', targets: [], failOnDrift: false, sandbox: false } as const;
  try {
    const code = await workflow({ world: outside, run, conversation, options: { ...job, ...options } });
    return { ...ran(), code };
  } catch (error) {
    if (error instanceof OperatorError) return { ...ran(), code: error.exitCode, error };
    throw error;
  }
}

function recordingRunner(): { readonly runner: Runner; readonly ran: () => Omit<Ran, 'code'> } {
  const annotations: Annotation[] = [];
  const outputs: Record<string, string> = {};
  let [log, summary] = ['', ''];
  const runner: Runner = {
    log: (text) => void (log += `${text}\n`),
    annotate: (more) => void annotations.push(...more),
    fail: () => {},
    output: (name, value) => void (outputs[name] = value),
    mask: () => {},
    summarize: async (markdown) => {
      summary += markdown;
      return 'written';
    },
  };
  return { runner, ran: () => ({ log, annotations, outputs, summary }) };
}

const ENTRY = fileURLToPath(new URL('src/action.ts', repository));
/** The built action, where it has been built. */
export const BUILT = fileURLToPath(new URL('dist/action.mjs', repository));
export const isBuilt: boolean = existsSync(BUILT);

/** The action.yml of the project. */
export const ACTION_YML: string = readFileSync(new URL('action.yml', repository), 'utf8');

function runChild(
  place: Place,
  endpoint: string,
  event: Payload,
  step: Partial<Parameters<typeof runStep>[0]>,
): Promise<StepResult> {
  const credentials = { AWS_ACCESS_KEY_ID: TARGET.account, AWS_SECRET_ACCESS_KEY: SECRET };
  return runStep({
    script: ENTRY,
    event,
    workspace: checkout(place, event),
    apiUrl: place.github.url,
    ...step,
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_REGION: TARGET.region,
      ...credentials,
      ...inputVariables(ACTION_YML, {}, WORKFLOW_TOKEN),
      ...step.environment,
    },
  });
}
