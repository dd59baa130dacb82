/**
 * Loaded before a program (`--import`): tells in TURNS_FILE, as JSON, for how long the event loop was held at most, in milliseconds of
 * the processor that runs the program, so that what else the machine does is left out.
 */
import { writeFileSync } from 'node:fs';

const file = process.env['TURNS_FILE'];

/** What a run of a program held the event loop for. */
export interface Turns {
  /** Milliseconds of the longest stretch, but for the start: what Node loads and compiles before it takes its first turn. */
  readonly longest: number;
}

if (file !== undefined) {
  const used = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let last = used();
  let first = true;
  let longest = 0;
  const turn = (): void => {
    const now = used();
    if (!first) longest = Math.max(longest, now - last);
    first = false;
    last = now;
  };
  setInterval(turn, 1).unref();
  process.on('exit', () => {
    turn();
    writeFileSync(file, JSON.stringify({ longest } satisfies Turns));
  });
}
