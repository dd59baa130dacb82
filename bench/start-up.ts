import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Goal } from './bench.ts';
import { inTurn, median, spread } from './samples.ts';

const ROOT = join(import.meta.dirname, '..');
const CLI = join(ROOT, 'dist/cli.mjs');
const TIMES = 21;

const commands: Readonly<Record<string, readonly string[]>> = {
  'node -e 0': ['-e', '0'],
  '--help': [CLI, '--help'],
  'validate profiles': [CLI, 'validate', 'profiles'],
  'plan profiles --sandbox': [CLI, 'plan', 'profiles', '--sandbox'],
};

/** Commands that are also run where a run before has kept what V8 compiled. */
const AGAIN = ['validate profiles', 'plan profiles --sandbox'];

const PROMISES: readonly (readonly [command: string, most: number])[] = [
  ['`--help`', 1.6],
  ['`validate profiles`, again', 2.6],
  ['`plan profiles --sandbox`, again', 6.5],
];

/** How long people wait for the program itself. */
export const startUp: Bench = {
  name: 'start-up',
  title: 'Starting',
  about: `Whole processes of \`dist/cli.mjs\` on the example beside Node with nothing to do, ${TIMES} times in turn. _Again_ is with the compiled code that a person's run keeps for the next one ([decision 52](decisions/0052-compiled-code-is-kept.md)); the others keep nothing, as in CI. [Decision 25](decisions/0025-what-starts-is-what-runs.md) says what the time goes into, and where the floor is.`,
  run: async () => {
    const cache = mkdtempSync(join(tmpdir(), 'compiled-'));
    const again = AGAIN.map((name) => [`\`${name}\`, again`, (): number => took(commands[name] ?? [], cache)] as const);
    for (const [, run] of again) run();
    const samples = await inTurn(
      TIMES,
      Object.fromEntries([
        ...Object.entries(commands).map(([name, args]) => [`\`${name}\``, (): number => took(args)] as const),
        ...again,
      ]),
    );
    rmSync(cache, { recursive: true });
    const of = (name: string): number[] => samples[name] ?? [];
    const ratio = (name: string): number => median(of(name)) / median(of('`node -e 0`'));
    const rows = Object.keys(samples).map((name) => [name, spread(of(name), 0), ratio(name).toFixed(2)]);
    const goals = PROMISES.map(([name, most]): Goal => ({
      id: 'G7',
      promise: `${name}: at most ${most} × bare Node`,
      measured: `${ratio(name).toFixed(2)} ×`,
      holds: ratio(name) <= most,
    }));
    return { tables: [{ columns: ['command', 'ms', '× bare Node'], rows }], goals };
  },
};

/** Milliseconds of a run that keeps its compiled code in a folder, or, as in CI, nowhere. */
function took(args: readonly string[], cache?: string): number {
  const kept = cache === undefined ? { CI: 'true' } : { CI: '', HOME: cache, XDG_CACHE_HOME: cache };
  const env = { ...process.env, ...kept };
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return performance.now() - start;
}
