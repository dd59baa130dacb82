import { spawn } from 'node:child_process';
import { join } from 'node:path';

const repository = new URL('../..', import.meta.url).pathname;

/** `defender-gitops subscribe` as a process of its own, from the sources. */
export interface Program {
  /** What it has written so far. */
  readonly out: () => string;
  readonly err: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<number | string>;
}

/** Starts it. `stdout` takes the place of the pipe that `out` reads. */
export function startSubscriber(
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly stdout?: number; readonly shell?: string } = {},
): Program {
  const words = [join(repository, 'src/cli.ts'), 'subscribe', ...args];
  const node = join(repository, 'node_modules/.bin/node');
  // The shell is left for the program, which then has its limits.
  const [command, ...rest] =
    options.shell === undefined ? [node, ...words] : ['sh', '-c', `${options.shell}; exec "$@"`, 'sh', node, ...words];
  const child = spawn(command ?? node, rest, {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...options.env },
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
export async function until(what: string, isSo: () => boolean, milliseconds = 15_000): Promise<void> {
  const start = Date.now();
  while (!isSo()) {
    if (Date.now() - start > milliseconds) throw new Error(`Waited in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
