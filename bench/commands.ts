import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Goal, Measured, Table } from './bench.ts';
import { peersFor } from './command-peers.ts';
import { median } from './samples.ts';
import { runWhole } from './whole-process.ts';
import type { WholeRun } from './whole-process.ts';
import { WORLDS } from './worlds.ts';
import type { WorldName } from './worlds.ts';
import { SETTINGS } from './workload.ts';

const CLI = join(import.meta.dirname, '../dist/cli.mjs');
const SIZES = [100, 1000, 2000, 5000, 10_000];
/** Sizes whose times are shown; the others are for the growth. */
const SHOWN = [100, 1000, 10_000];

/** A command as users run it. */
interface Command {
  readonly words: readonly string[];
  readonly world?: WorldName;
  /** Its account begins with everything in it. */
  readonly isApplied?: true;
  /** Its profiles have nothing but settings. */
  readonly isBare?: true;
}

/** By what the table calls them. */
const COMMANDS: Readonly<Record<string, Command>> = {
  validate: { words: ['validate'] },
  'plan: create all': { words: ['plan', '--sandbox'] },
  'plan: create all, Basic Ingest': { words: ['plan', '--sandbox'], world: 'basic-ingest' },
  'plan: create all, one topic': { words: ['plan', '--sandbox'], world: 'one-topic' },
  'plan --json: create all': { words: ['plan', '--sandbox', '--json'] },
  'plan: no change': { words: ['plan', '--sandbox'], isApplied: true },
  'apply: create all': { words: ['apply', '--sandbox'] },
  'import: all': { words: ['import', '--sandbox'], isApplied: true, isBare: true },
  doctor: { words: ['doctor', '--sandbox'], isApplied: true },
  cost: { words: ['cost'] },
  iam: { words: ['iam'] },
  graph: { words: ['graph'] },
  'graph --format svg': { words: ['graph', '--format', 'svg'] },
};

/** What users run, however much they have. */
export const commands: Bench = {
  name: 'commands',
  title: 'Whole commands',
  about: `Whole processes of \`dist/cli.mjs\` in a folder of N resources, a YAML file each: 80 % security profiles of ten behaviors, each exporting to an MQTT topic of its own, 20 % rules of four actions that read them; in two rows to the Basic Ingest topics of the rules, and all to one topic. The account is the sandbox’s, kept in a file. Three times each, once from 5,000 on. _Held_ is the longest stretch for which signals and answers had to wait: processor time between two turns of the event loop. Of this page, _Starting_, _Without an account_ and _Flowing through option 1_ are of whole processes, too; all else is of parts.`,
  run,
};

type Sizes = ReadonlyMap<number, readonly WholeRun[]>;
type Runs = ReadonlyMap<string, Sizes>;

async function run(): Promise<Measured> {
  const root = mkdtempSync(join(tmpdir(), 'defender-bench-'));
  const ours = new Map<string, Map<number, WholeRun[]>>();
  const theirs = new Map<string, Map<number, WholeRun[]>>();
  try {
    for (const size of SIZES) {
      for (const [name, command] of Object.entries(COMMANDS))
        await measure(ours, name, size, await prepared(root, command, size));
      if (SHOWN.includes(size))
        for (const [name, peer] of Object.entries(peersFor(join(root, String(size)), WORLDS.mixed(size))))
          await measure(theirs, name, size, peer);
    }
    return { tables: [timesOf(ours), peersOf(ours, theirs)], goals: goalsOf(ours) };
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function measure(
  into: Map<string, Map<number, WholeRun[]>>,
  name: string,
  size: number,
  once: () => Promise<WholeRun>,
): Promise<void> {
  const runs: WholeRun[] = [];
  for (let nth = 0; nth < (size < 5000 ? 3 : 1); nth++) runs.push(await once());
  into.set(name, (into.get(name) ?? new Map<number, WholeRun[]>()).set(size, runs));
}

/** A command in a folder of its own sort, which begins anew each time. */
async function prepared(root: string, command: Command, size: number): Promise<() => Promise<WholeRun>> {
  const { words, world = 'mixed', isApplied, isBare } = command;
  const full = folderOf(join(root, `${world}-${size}`), () => WORLDS[world](size));
  const cwd = isBare ? folderOf(join(root, `bare-${size}`), () => new Map([['defender.yaml', SETTINGS]])) : full;
  const state = join(cwd, '.defender/sandbox.json');
  const applied = join(full, 'applied.json');
  const start = (arguments_: readonly string[], at: string): Promise<WholeRun> =>
    runWhole(process.execPath, [CLI, ...arguments_], { cwd: at, isOurs: true });
  if (isApplied && !existsSync(applied)) await start(['apply', `--sandbox=${applied}`], full);
  return () => {
    rmSync(state, { force: true });
    mkdirSync(join(cwd, '.defender'), { recursive: true });
    if (isApplied) copyFileSync(applied, state);
    return start(words, cwd);
  };
}

function folderOf(folder: string, files: () => ReadonlyMap<string, string>): string {
  if (existsSync(folder)) return folder;
  mkdirSync(join(folder, 'profiles'), { recursive: true });
  for (const [file, text] of files()) writeFileSync(join(folder, 'profiles', file), text);
  return folder;
}

const middle = (runs: readonly WholeRun[] | undefined, of: (run: WholeRun) => number): number =>
  runs === undefined ? Number.NaN : median(runs.map(of));
const seconds = (sizes: Sizes | undefined, size: number): number => middle(sizes?.get(size), (run) => run.seconds);
const memory = (sizes: Sizes | undefined, size: number): number => middle(sizes?.get(size), ({ mib }) => mib);
const told = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

/** How many times as long twice as much takes, at the most, between two sizes that were measured one after the other. */
function doubling(sizes: Sizes): number {
  const large = SIZES.filter((size) => size >= 1000);
  const steps = large.slice(1).map((size, nth) => {
    const before = large[nth] ?? size;
    return (seconds(sizes, size) / seconds(sizes, before)) ** (Math.LN2 / Math.log(size / before));
  });
  return Math.max(...steps);
}

function timesOf(runs: Runs): Table {
  return {
    columns: [
      'command',
      ...SHOWN.map((size) => `${size}, s`),
      'MiB at 10,000',
      'held at 10,000, ms',
      'twice as much takes',
    ],
    rows: [...runs].map(([name, sizes]) => [
      `\`${name.split(':')[0]}\`${name.includes(':') ? `:${name.split(':')[1]}` : ''}`,
      ...SHOWN.map((size) => told(seconds(sizes, size))),
      memory(sizes, 10_000).toFixed(0),
      middle(sizes.get(10_000), ({ held = Number.NaN }) => held).toFixed(0),
      `${doubling(sizes).toFixed(2)} ×`,
    ]),
    note: `_Twice as much takes_ is the most of the steps between ${SIZES.slice(1).join(', ')} resources.`,
  };
}

function peersOf(ours: Runs, theirs: Runs): Table {
  const rows = [...theirs, ['`defender-gitops plan --sandbox`', ours.get('plan: create all') as Sizes] as const];
  return {
    columns: ['creating all', ...SHOWN.map((size) => `${size}, s`), 'MiB at 10,000'],
    rows: rows.map(([name, sizes]) => [
      name,
      ...SHOWN.map((size) => told(seconds(sizes, size))),
      memory(sizes, 10_000).toFixed(0),
    ]),
    note: 'The others, where they are installed, get the same resources as JSON, already checked and filled in, and look into no account.',
  };
}

/** What commands may take of 10,000 resources, in seconds. */
const MOST: Readonly<Record<string, number>> = {
  validate: 3,
  'plan: create all': 12,
  'apply: create all': 60,
  'import: all': 20,
  cost: 6,
  iam: 6,
};

function goalsOf(runs: Runs): Goal[] {
  const atMost = (promise: string, value: number, most: number, unit: string): Goal => ({
    id: 'G9',
    promise: `${promise}: at most ${most} ${unit}`,
    measured: `${told(value)} ${unit}`,
    holds: value <= most,
  });
  const all = [...runs.values()];
  return [
    ...Object.entries(MOST).map(([name, most]) =>
      atMost(`\`${name}\`, 10,000 resources`, seconds(runs.get(name), 10_000), most, 's'),
    ),
    atMost('`plan: create all`, 10,000 resources', memory(runs.get('plan: create all'), 10_000), 500, 'MiB'),
    atMost('`graph --format svg`, 1,000 resources', seconds(runs.get('graph --format svg'), 1000), 10, 's'),
    atMost('twice as much takes, of any command', Math.max(...all.map(doubling)), 2.3, '×'),
    atMost(
      'held, by any command at 10,000 resources',
      Math.max(...all.map((sizes) => middle(sizes.get(10_000), ({ held = 0 }) => held))),
      200,
      'ms',
    ),
  ];
}
