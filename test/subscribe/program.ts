import { spawn } from 'node:child_process';
import { join } from 'node:path';

const repository = new URL('../..', import.meta.url).pathname;

/** The program in a process of its own, from the sources. */
export interface Program {
  /** What it has written so far. */
  readonly out: () => string;
  readonly err: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<number | string>;
}

/** How it is started, where not as usual. */
interface Start {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Takes the place of the pipe that `out` reads. */
  readonly stdout?: number;
  /** What a shell does before it becomes the program, which then has its limits. */
  readonly shell?: string;
}

/** Starts `defender-gitops subscribe`. */
export function startSubscriber(args: readonly string[], start: Start = {}): Program {
  return startProgram(['subscribe', ...args], start);
}

/** Starts any of its commands. */
export function startProgram(args: readonly string[], options: Start = {}): Program {
  const words = [join(repository, 'src/cli.ts'), ...args];
  const node = join(repository, 'node_modules/.bin/node');
  const [command, ...rest] =
    options.shell === undefined ? [node, ...words] : ['sh', '-c', `${options.shell}; exec "$@"`, 'sh', node, ...words];
  const child = spawn(command ?? node, rest, {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    stdio: ['ignore', options.stdout ?? 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  return {
    out: () => out,
    err: () => err,
    kill: (signal) => void child.kill(signal),
    ended: new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? String(signal)))),
  };
}

/** Waits until something is so, looking every few milliseconds. */
export async function until(what: string, isSo: () => boolean, milliseconds = 60_000): Promise<void> {
  const start = Date.now();
  while (!isSo()) {
    if (Date.now() - start > milliseconds) throw new Error(`Waited in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
