/**
 * Breaks the rooms of the product that decide, in one place at a time, and counts what the tests notice: `npm run mutants -- ROOM …`.
 * StrykerJS does it; it is installed into mutants/, apart from the project's own packages. Prints what nothing noticed, and keeps the
 * scores in docs/mutants.md. Ends with 1 where a room has less than 90 % of the changes that change anything.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { LEFTOVERS, ROOMS } from './mutant-rooms.ts';
import type { Leftover, Room } from './mutant-rooms.ts';

const LEAST = 90;

const repository = resolve(import.meta.dirname, '..');
const own = join(repository, 'mutants/node_modules/@stryker-mutator');
const cache = join(repository, '.cache/mutants');

interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly mutatorName: string;
  readonly status: 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'Ignored' | 'RuntimeError' | 'CompileError';
  readonly replacement: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** A change that no test noticed. */
interface Survivor {
  readonly file: string;
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly leftover: Leftover | undefined;
}

function install(): void {
  if (existsSync(join(own, 'core'))) return;
  console.log('Installs StrykerJS into mutants/, once.');
  execFileSync('npm', ['ci', '--prefix', join(repository, 'mutants')], { cwd: repository, stdio: 'inherit' });
}

function configure(name: string, { files, tests, hasDecidingTexts, seconds = 30 }: Room): string {
  const expanded = (patterns: readonly string[]): readonly string[] => globSync(patterns, { cwd: repository }).sort();
  const config = {
    testRunner: 'vitest',
    plugins: [join(own, 'vitest-runner/dist/src/index.js')],
    mutate: expanded(files),
    testFiles: expanded(tests),
    vitest: { related: false },
    mutator: { excludedMutations: hasDecidingTexts === true ? [] : ['StringLiteral'] },
    coverageAnalysis: 'perTest',
    // What a module works out as it is loaded is not loaded anew for each change, so that every one of them would go unnoticed.
    ignoreStatic: true,
    concurrency: Number(process.env['MUTANTS_AT_ONCE'] ?? availableParallelism()),
    timeoutMS: seconds * 1000,
    // It would rewrite tsconfig.json with the compiler's programming interface, which TypeScript 7 does not have.
    tsconfigFile: 'none',
    // Of its own for each room: it is emptied at the end, also where another room is still at it.
    tempDirName: `.cache/stryker-${name}`,
    // Not that of another room, which may be at it too.
    ignorePatterns: ['.cache', 'dist', 'mutants', 'docs/images', '.changeset'],
    reporters: ['progress-append-only', 'json'],
    jsonReporter: { fileName: join(cache, `${name}.json`) },
    // The outcomes are kept, so that, where asked for, only what another change of code or tests may have made otherwise is tried again.
    incremental: true,
    force: process.env['MUTANTS_AGAIN'] === undefined,
    incrementalFile: join(cache, `${name}.last.json`),
    allowConsoleColors: false,
  };
  mkdirSync(cache, { recursive: true });
  const file = join(cache, `${name}.config.json`);
  writeFileSync(file, JSON.stringify(config, null, 2));
  return file;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** What stands at a place, on one line. */
function textAt(source: string, { start, end }: Mutant['location']): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return oneLine(
    lines
      .map((line, index) => line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined))
      .join('\n'),
  );
}

function survivorsIn({ files }: Report): readonly Survivor[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ location, replacement }) => {
        const [from, to] = [textAt(source, location), oneLine(replacement)];
        const line = source.split('\n')[location.start.line - 1] ?? '';
        const isMeant = (one: Leftover): boolean =>
          one.file === file &&
          from.startsWith(one.from) &&
          to.startsWith(one.to) &&
          (one.within === undefined || line.includes(one.within));
        return { file, line: location.start.line, from, to, leftover: LEFTOVERS.find(isMeant) };
      }),
  );
}

interface Score {
  readonly room: string;
  readonly changes: number;
  readonly noticed: number;
  readonly survivors: readonly Survivor[];
}

function scoreOf(room: string): Score {
  const report = JSON.parse(readFileSync(join(cache, `${room}.json`), 'utf8')) as Report;
  const statuses = Object.values(report.files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const noticed = statuses.filter((status) => status === 'Killed' || status === 'Timeout').length;
  const survivors = survivorsIn(report);
  const equivalent = survivors.filter(({ leftover }) => leftover?.isEquivalent === true).length;
  return { room, noticed, changes: noticed + survivors.length - equivalent, survivors };
}

const percentOf = ({ noticed, changes }: Score): number => (changes === 0 ? 100 : (100 * noticed) / changes);

function print(score: Score): void {
  for (const { file, line, from, to, leftover } of score.survivors)
    if (leftover === undefined) console.log(`✖ ${file}:${line}\n    ${from.slice(0, 150)}\n  → ${to.slice(0, 150)}`);
  console.log(
    `${score.room}: ${score.noticed} of ${score.changes} noticed, ${percentOf(score).toFixed(1)} %; ` +
      `${score.survivors.filter(({ leftover }) => leftover !== undefined).length} more are left by name.`,
  );
}

const PAGE = join(repository, 'docs/mutants.md');

/** Puts the score of a room into its row of the page, or a new one. */
function keep(score: Score, commit: string, day: string): void {
  const unnamed = score.survivors.filter(({ leftover }) => leftover === undefined).length;
  const cells = [score.room, score.changes, score.noticed, unnamed, `${percentOf(score).toFixed(1)} %`, day, commit];
  const row = `| ${cells.join(' | ')} |`;
  const lines = readFileSync(PAGE, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.split('|')[1]?.trim() === score.room);
  const end = lines.findLastIndex((line) => line.startsWith('| ') && line.split('|').length === 9);
  if (at < 0) lines.splice(end + 1, 0, row);
  else lines[at] = row;
  writeFileSync(PAGE, lines.join('\n'));
  execFileSync(join(repository, 'node_modules/.bin/oxfmt'), [PAGE], { cwd: repository, stdio: 'ignore' });
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in ROOMS));
if (asked.length === 0 || unknown.length > 0) {
  console.error(`Name rooms to break: ${Object.keys(ROOMS).join(', ')}; or all of them by name.`);
  process.exit(1);
}
install();
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: repository, encoding: 'utf8' }).trim();
for (const name of asked) {
  const room = ROOMS[name] as Room;
  const stryker = [join(own, 'core/bin/stryker.js'), 'run', configure(name, room)];
  const env = { ...process.env, TEST_TOGETHER: '1', ...room.environment };
  const { status } = spawnSync(process.execPath, stryker, { cwd: repository, stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
  const score = scoreOf(name);
  print(score);
  keep(score, commit, new Date().toISOString().slice(0, 10));
  if (percentOf(score) < LEAST) process.exitCode = 1;
}
