import type { Event, Reporter } from '../model/event.ts';

/** What the program is run in: where its text goes, and how. */
export interface Terminal {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  readonly color: boolean;
  readonly width: number;
  /** Whether a person watches progress, so that a line may be written over. */
  readonly live: boolean;
}

/** This process's terminal. NO_COLOR (https://no-color.org) and FORCE_COLOR are respected; GitHub's logs show colours without being a terminal. */
export function thisTerminal(noColor: boolean): Terminal {
  const { env, stdout, stderr } = process;
  const wanted = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '' && env['FORCE_COLOR'] !== '0';
  const color = !noColor && (env['NO_COLOR'] ?? '') === '' && (wanted || (stdout.isTTY && env['TERM'] !== 'dumb'));
  stdout.on('error', outliveOutput);
  stderr.on('error', () => undefined);
  return {
    print: (text) => void stdout.write(text),
    printError: (text) => void stderr.write(text),
    color,
    width: stdout.isTTY ? Math.max(60, Math.min(stdout.columns, 160)) : 100,
    live: stderr.isTTY && env['CI'] === undefined,
  };
}

/** Seconds between two lines about the same waiting where nobody watches. */
const QUIET = 30;

/** Shows events on standard error: on a terminal the passing ones write over each other, elsewhere they are plain lines, not too many. */
export function reporterOn(terminal: Terminal, render: (event: Event) => string): Reporter {
  return terminal.live ? overwriting(terminal, render) : lineByLine(terminal, render);
}

function overwriting({ printError }: Terminal, render: (event: Event) => string): Reporter {
  let open = false;
  return (event) => {
    const passes = event.type !== 'finished' && !isDone(event);
    printError(`${open ? '\r\u001B[2K' : ''}${render(event)}${passes ? '' : '\n'}`);
    open = passes;
  };
}

function lineByLine({ printError }: Terminal, render: (event: Event) => string): Reporter {
  const told = new Map<string, number>();
  let counted = Date.now();
  return (event) => {
    if (event.type === 'reading' && !isDone(event)) return;
    if (event.type === 'received' && !event.isLast) {
      if (Date.now() - counted < 2000 * QUIET) return;
      counted = Date.now();
    }
    if (event.type === 'waiting') {
      if (event.seconds > 0 && event.seconds - (told.get(event.what) ?? 0) < QUIET) return;
      told.set(event.what, event.seconds);
    }
    printError(`${render(event)}\n`);
  };
}

function isDone(event: Event): boolean {
  if (event.type === 'received') return event.isLast;
  return event.type === 'subscribed' || (event.type === 'reading' && event.done === event.total);
}

/**
 * Whoever read the output may have seen enough (`| head`): that neither fails a run nor stops an apply half-way. A full disk
 * does not stop it either, but fails it.
 */
function outliveOutput(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`Output is lost: ${error.message}.\n`);
  process.once('exit', () => (process.exitCode = 1));
}
