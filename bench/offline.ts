import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import type { Bench, Goal, Measured } from './bench.ts';
import type { Report } from './offline-process.ts';
import { inTurn, median, spread } from './samples.ts';
import { accountOf, templateOf, workload } from './workload.ts';

const SIZES = [10, 100, 1000, 10_000];
const WAYS = ['defenderGitops', 'cloudformationDiff', 'jsYaml', 'yaml'] as const;
type Way = (typeof WAYS)[number];

/** One run: the whole process, and what it says of itself. */
interface Run extends Report {
  readonly ms: number;
}

/** Checking, comparing and telling without an account, as often as a pull request asks for it. */
export const offline: Bench = {
  name: 'offline',
  title: 'Without an account',
  about: `Whole processes, started anew for each run, in turn (5 times; twice for 10,000): 80 % security profiles of ten behaviors, 20 % topic rules of four actions, one YAML file of 2.7 kB each, 5 % of them changed. _defender-gitops_ reads and checks the files, compares them with the account, which a file holds in JSON, one resource a line, as AWS tells of one after the other, and prints the plan. _cloudformation-diff_ is what \`cdk diff\` compares templates with: it gets the same resources as two templates in JSON, already read, checked and synthesized. _js-yaml_ and _yaml_ only read the files.`,
  run,
};

async function run(): Promise<Measured> {
  const root = mkdtempSync(join(import.meta.dirname, '../node_modules/.bench-'));
  try {
    const program = join(root, 'offline-process.mjs');
    await bundle(program);
    const runs = new Map<number, Record<Way, Run[]>>();
    for (const size of SIZES) {
      const given = givenFor(root, size);
      const start = (way: Way) => () => started(program, way, given[way]);
      runs.set(
        size,
        await inTurn(size > 1000 ? 2 : 5, {
          defenderGitops: start('defenderGitops'),
          cloudformationDiff: start('cloudformationDiff'),
          jsYaml: start('jsYaml'),
          yaml: start('yaml'),
        }),
      );
    }
    return { tables: [timesOf(runs), partsOf(runs)], goals: goalsOf(runs) };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The peers stay in node_modules, where their users have them. */
async function bundle(file: string): Promise<void> {
  const built = await rolldown({
    input: join(import.meta.dirname, 'offline-process.ts'),
    platform: 'node',
    external: ['@aws-cdk/cloudformation-diff'],
  });
  await built.write({ file, format: 'esm', minify: true, codeSplitting: false });
}

/** Writes a workload into a folder of its own; what each way reads: a folder, and a file. */
function givenFor(root: string, size: number): Readonly<Record<Way, readonly [string, string]>> {
  const at = (name: string): string => join(root, String(size), name);
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (const [file, text] of workload(size, true)) write(at(join('profiles', file)), text);
  const [before, after] = [accountOf(workload(size)), accountOf(workload(size, true))];
  write(at('account.jsonl'), before.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  write(at('templates.json'), JSON.stringify([templateOf(before), templateOf(after)]));
  const folder = at('profiles');
  return {
    defenderGitops: [folder, at('account.jsonl')],
    cloudformationDiff: [folder, at('templates.json')],
    jsYaml: [folder, ''],
    yaml: [folder, ''],
  };
}

function started(program: string, way: Way, given: readonly string[]): Run {
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, way, ...given], { encoding: 'utf8' });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`${way}: ${stderr}`);
  return { ...(JSON.parse(stdout) as Report), ms };
}

type Runs = ReadonlyMap<number, Record<Way, Run[]>>;

const clock = (runs: readonly Run[]): number => median(runs.map(({ ms }) => ms));
const peak = (runs: readonly Run[]): number => median(runs.map(({ peakMiB }) => peakMiB));

function timesOf(runs: Runs): Measured['tables'][number] {
  const cell = (of: readonly Run[], time: 'ms' | 'cpu' = 'ms'): string =>
    spread(
      of.map((one) => one[time]),
      0,
    );
  return {
    columns: [
      'resources',
      'defender-gitops ms',
      'of processor',
      'MiB',
      'cloudformation-diff ms',
      'of processor',
      'MiB',
      'ratio',
      'js-yaml ms',
      'yaml ms',
    ],
    rows: [...runs].map(([size, { defenderGitops, cloudformationDiff, jsYaml, yaml }]) => [
      String(size),
      cell(defenderGitops),
      cell(defenderGitops, 'cpu'),
      peak(defenderGitops).toFixed(0),
      cell(cloudformationDiff),
      cell(cloudformationDiff, 'cpu'),
      peak(cloudformationDiff).toFixed(0),
      `${(clock(cloudformationDiff) / clock(defenderGitops)).toFixed(1)} ×`,
      cell(jsYaml),
      cell(yaml),
    ]),
    note: 'Time is that of the whole process by the clock, on a machine that did nothing else; _of processor_ is that of all its threads, the compiler and the garbage collector among them. MiB is the most memory that the process held; bare Node holds about 40.',
  };
}

function partsOf(runs: Runs): Measured['tables'][number] {
  const parts = ['read and check', 'compare', 'tell'];
  return {
    columns: ['defender-gitops', ...parts.map((part) => `${part}, ms`), 'µs a resource, whole process'],
    rows: [...runs].map(([size, { defenderGitops }]) => [
      String(size),
      ...parts.map((part) => spread(defenderGitops.map((one) => one.parts[part] ?? Number.NaN))),
      ((clock(defenderGitops) / size) * 1000).toFixed(0),
    ]),
  };
}

function goalsOf(runs: Runs): Goal[] {
  const [thousand, tenThousand] = [runs.get(1000), runs.get(10_000)];
  if (thousand === undefined || tenThousand === undefined) return [];
  const [one, ten] = [thousand.defenderGitops, tenThousand.defenderGitops];
  const faster = clock(thousand.cloudformationDiff) / clock(one);
  const growth = clock(ten) / 10 / clock(one);
  const atMost = (id: string, what: string, value: number, most: number, unit: string): Goal => ({
    id,
    promise: `${what}: at most ${most} ${unit}`,
    measured: `${value.toFixed(unit === '×' ? 2 : 0)} ${unit}`,
    holds: value <= most,
  });
  return [
    atMost('G5', '1,000 resources', clock(one), 1100, 'ms'),
    atMost('G5', '10,000 resources', clock(ten), 8000, 'ms'),
    {
      id: 'G5',
      promise: '1,000 resources: at least 1.5 × faster than cloudformation-diff',
      measured: `${faster.toFixed(2)} ×`,
      holds: faster >= 1.5,
    },
    atMost('G8', 'time per resource at 10,000, beside that at 1,000', growth, 1.2, '×'),
    atMost('G6', 'memory at 1,000', peak(one), 110, 'MiB'),
    atMost('G6', 'memory at 10,000', peak(ten), 250, 'MiB'),
  ];
}
