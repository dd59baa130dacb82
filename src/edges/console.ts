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
  return {
    print: (text) => void stdout.write(text),
    printError: (text) => void stderr.write(text),
    color,
    width: stdout.isTTY ? Math.max(60, Math.min(stdout.columns, 160)) : 100,
    live: stderr.isTTY && env['CI'] === undefined,
  };
}

/** Milliseconds between two lines of the same sort where nobody watches. */
const QUIET = 5_000;

/** Shows events on standard error: on a terminal the counting ones write over each other, elsewhere they are plain lines, not too many. */
export function reporterOn(terminal: Terminal, render: (event: Event) => string): Reporter {
  let last = 0;
  let open = false;
  return (event) => {
    const passing = event.type === 'reading' || event.type === 'waiting' || event.type === 'retrying';
    if (passing && !terminal.live) {
      const now = Date.now();
      if (event.type === 'reading' && event.done < event.total && now - last < QUIET) return;
      if (event.type === 'reading' && event.done === 0) return;
      last = now;
    }
    const line = render(event);
    if (terminal.live) terminal.printError(`${open ? '\r\u001B[2K' : ''}${line}${passing && !isDone(event) ? '' : '\n'}`);
    else terminal.printError(`${line}\n`);
    open = terminal.live && passing && !isDone(event);
  };
}

function isDone(event: Event): boolean {
  return event.type === 'reading' && event.done === event.total;
}
