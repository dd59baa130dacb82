import { isatty } from 'node:tty';
import type { Event, Reporter } from '../model/event.ts';
import type { World } from '../model/world.ts';
import { createProgress } from '../render/terminal/progress.ts';
import { renderEvent } from '../render/terminal/event.ts';

/** What the program is run in: where its text goes, and how. */
export interface Terminal {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  readonly color: boolean;
  readonly width: number;
  /** Whether a person watches progress, so that a line may be written over. */
  readonly live: boolean;
  /** Whether every request is told. */
  readonly verbose?: boolean;
}

/** This process's terminal. NO_COLOR (https://no-color.org) and FORCE_COLOR are respected; GitHub's logs show colours without being a terminal. */
export function thisTerminal(noColor: boolean): Terminal {
  const { env, stdout } = process;
  const wanted = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '' && env['FORCE_COLOR'] !== '0';
  const color = !noColor && (env['NO_COLOR'] ?? '') === '' && (wanted || (stdout.isTTY && env['TERM'] !== 'dumb'));
  stdout.on('error', outliveOutput);
  return {
    print: (text) => void stdout.write(text),
    printError: (text) => void errors().write(text),
    color,
    width: stdout.isTTY ? Math.max(60, Math.min(stdout.columns, 160)) : 100,
    live: isatty(2) && env['CI'] === undefined,
  };
}

let opened: NodeJS.WriteStream | undefined;

/** Standard error, which Node takes a while to open: most runs have nothing to say there. */
function errors(): NodeJS.WriteStream {
  return (opened ??= process.stderr.on('error', () => undefined));
}

/**
 * Asks the person at the terminal, on standard error: what is printed may go elsewhere. Undefined where nobody would answer: where input
 * or errors are no terminal, and in CI.
 */
export function personAtTerminal(): World['ask'] | undefined {
  if (!isatty(0) || !isatty(2) || process.env['CI'] !== undefined) return undefined;
  return async (question) => {
    const { createInterface } = await import('node:readline');
    // Without its line editor Ctrl-C is a signal as ever.
    const lines = createInterface({ input: process.stdin, terminal: false });
    errors().write(question);
    try {
      for await (const line of lines) return line;
      return undefined;
    } finally {
      lines.close();
    }
  };
}

/** Seconds between two lines about the same thing where nobody watches. */
const QUIET = 30;

/** What shows events, and the time for it; tests have another. */
export interface Showing {
  readonly now: () => number;
  /** Calls again every second for as long as the process has something else to do. */
  readonly everySecond: (work: () => void) => void;
}

const REAL: Showing = {
  now: () => Date.now(),
  everySecond: (work) => void setInterval(work, 1000).unref(),
};

/** Shows events on standard error: on a terminal the passing ones write over each other, elsewhere they are plain lines, not too many. */
export function reporterOn(terminal: Terminal, showing: Showing = REAL): Reporter {
  return terminal.live ? overwriting(terminal, showing) : lineByLine(terminal, showing);
}

function overwriting({ printError, color, width, verbose }: Terminal, { now, everySecond }: Showing): Reporter {
  const progress = createProgress();
  let open = false;
  let shown = '';
  let shownAt = 0;
  const show = (text: string, passes: boolean): void => {
    if (passes && text === shown) return;
    // A line that is longer than the terminal could not be written over.
    printError(`${open ? '\r\u001B[2K' : ''}${passes ? fitted(text, width) : `${text}\n`}`);
    [open, shown, shownAt] = [passes, passes ? text : '', now()];
  };
  const clear = (): void => {
    if (open) printError('\r\u001B[2K');
    [open, shown] = [false, ''];
  };
  const tick = (): void => {
    const line = progress.line(now());
    if (line !== undefined) show(line, true);
  };
  everySecond(tick);
  return (event) => {
    progress.follow(event, now());
    if (event.type === 'finished' && event.told === true) return clear();
    const text = renderEvent(event, { color, verbose });
    if (isDone(event) && text !== '') return show(text, false);
    // Ten times a second is as fast as anybody reads.
    if (open && now() - shownAt < 100) return;
    const line = progress.line(now()) ?? text;
    if (line !== '') show(line, true);
  };
}

function lineByLine({ printError, color, verbose }: Terminal, { now }: Showing): Reporter {
  const progress = createProgress();
  const told = new Map<string, number>();
  const isNews = (subject: string): boolean => {
    if (now() - (told.get(subject) ?? -Infinity) < QUIET * 1000) return false;
    told.set(subject, now());
    return true;
  };
  told.set('progress', now());
  return (event) => {
    progress.follow(event, now());
    // What became of a change follows, and of the reading; what is told as a result needs no second line.
    const isBegun = event.type === 'starting' || (event.type === 'reading' && !isDone(event));
    const isTold = event.type === 'finished' && event.told === true;
    const text = isBegun || isTold ? '' : renderEvent(event, { color, verbose });
    const subject = subjectOf(event);
    if (text !== '' && (subject === '' || isNews(subject))) printError(`${text}\n`);
    const line = text === '' ? progress.line(now()) : undefined;
    if (line !== undefined && isNews('progress')) printError(`${line}\n`);
  };
}

/** What an event is about, where that may be told too often; empty where it is always told. */
function subjectOf(event: Event): string {
  if (event.type === 'waiting') return `waiting ${event.what}`;
  if (event.type === 'retrying') return `retrying ${event.operation} ${event.reason}`;
  return event.type === 'received' && !event.isLast ? 'received' : '';
}

function fitted(text: string, width: number): string {
  return text.length < width ? text : `${text.slice(0, width - 2)}…`;
}

function isDone(event: Event): boolean {
  if (event.type === 'received') return event.isLast;
  return (
    event.type === 'finished' ||
    event.type === 'called' ||
    event.type === 'subscribed' ||
    event.type === 'read' ||
    (event.type === 'reading' && event.done === event.total)
  );
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
