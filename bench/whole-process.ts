import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Turns } from './turns.ts';

/** What one run of a whole process took. */
export interface WholeRun {
  /** Seconds by the clock, from the start of the process to its end. */
  readonly seconds: number;
  /** The most memory that it held. */
  readonly mib: number;
  /** Milliseconds for which it held its event loop at most, where it is a program of ours. */
  readonly held?: number;
}

/** A process, and where it is started. */
interface Start {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Set where it is ours, so that its turns are watched. */
  readonly isOurs?: true;
}

/** Runs a program with its output thrown away. Throws where it fails. */
export async function runWhole(
  program: string,
  words: readonly string[],
  { cwd, env, isOurs }: Start,
): Promise<WholeRun> {
  const turnsFile = join(cwd, '.turns.json');
  const watched = isOurs ? ['--import', join(import.meta.dirname, 'turns.ts')] : [];
  const start = performance.now();
  const child = spawn(program, [...watched, ...words], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env, ...(isOurs && { TURNS_FILE: turnsFile }) },
  });
  let said = '';
  child.stderr.on('data', (data) => (said = `${said}${String(data)}`.slice(-2000)));
  let mib = 0;
  const watch = setInterval(() => (mib = Math.max(mib, peakOf(child.pid))), 20);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(watch);
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`${program} ${words.join(' ')} in ${cwd} ended with ${String(code)}: ${said}`);
  if (!isOurs) return { seconds, mib };
  const { longest } = JSON.parse(readFileSync(turnsFile, 'utf8')) as Turns;
  rmSync(turnsFile);
  return { seconds, mib, held: longest };
}

/** The most memory that a process has held until now, in MiB; 0 where that cannot be seen. https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function peakOf(pid: number | undefined): number {
  try {
    const [, kib] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kib ?? 0) / 1024;
  } catch {
    return 0;
  }
}
