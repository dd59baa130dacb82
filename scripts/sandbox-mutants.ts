/**
 * Shows that the tests notice where the sandbox differs from AWS: breaks it in one place at a time, in copies of the last commit,
 * and runs the tests that look at that place. Prints what was noticed and what was missed, and writes docs/sandbox-honesty.md.
 * Ends with 1 where more than 2 of 30 are missed. Arguments narrow it down to faults whose names contain one of them.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CONTROL_PLANE } from './sandbox-faults/control-plane.ts';
import { DATA_PLANE } from './sandbox-faults/data-plane.ts';
import { DETECT } from './sandbox-faults/detect.ts';
import type { Fault } from './sandbox-faults/fault.ts';
import { SQL } from './sandbox-faults/sql.ts';
import { SUBSCRIBER } from './sandbox-faults/subscriber.ts';

const CHAPTERS = [CONTROL_PLANE, DATA_PLANE, DETECT, SQL, SUBSCRIBER];

/** Of 30 faults 28 must be noticed. */
const SHARE = 28 / 30;

/** Milliseconds that the tests of one fault have: some faults go round for ever. */
const TIME_LIMIT = 300_000;

const repository = resolve(import.meta.dirname, '..');
const root = mkdtempSync(join(tmpdir(), 'sandbox-mutants-'));
const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: repository, encoding: 'utf8' }).trim();

/** The first test that failed, or nothing. */
type Notice = string | undefined;

/** A copy of the last commit: what others are working on stays untouched. */
function copyCommit(nth: number): string {
  const folder = join(root, String(nth));
  mkdirSync(folder);
  const archive = execFileSync('git', ['archive', commit], { cwd: repository, maxBuffer: 1e9 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function firstFailure(folder: string, tests: readonly string[]): Promise<Notice> {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const more = ['--bail=1', '--maxWorkers=1', '--reporter=json', `--outputFile=${report}`];
  const child = spawn(process.execPath, [vitest, 'run', ...tests, ...more], {
    cwd: folder,
    stdio: 'ignore',
    timeout: TIME_LIMIT,
  });
  const status = await new Promise<number | null>((done) => child.once('close', done));
  if (status === 0) return undefined;
  if (status === null) return 'a run that did not end';
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[];
  };
  const [failed] = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName }) => `${name.slice(folder.length + 1)}: ${fullName}`),
  );
  if (failed !== undefined) return failed;
  throw new Error(`No test ran: ${testResults.map(({ message }) => message).join(' ')}`);
}

/** Breaks the copy, tries the tests, and restores it. */
async function tryFault(folder: string, { name, file, swaps, tests }: Fault): Promise<Notice> {
  const path = join(folder, file);
  const original = readFileSync(path, 'utf8');
  const broken = swaps.reduce((text, [right, wrong]) => {
    if (text.split(right).length !== 2) throw new Error(`${name}: ${file} does not have this once: ${right}`);
    return text.replace(right, () => wrong);
  }, original);
  writeFileSync(path, broken);
  try {
    return await firstFailure(folder, tests);
  } catch (cause) {
    throw new Error(`${name}: a fault that nothing can run is no fault.`, { cause });
  } finally {
    writeFileSync(path, original);
  }
}

/** Tries all faults, as many at a time as there are copies. */
async function tryAll(folders: readonly string[], faults: readonly Fault[]): Promise<ReadonlyMap<Fault, Notice>> {
  const noticed = new Map<Fault, Notice>();
  const left = [...faults];
  const work = async (folder: string): Promise<void> => {
    for (let fault = left.shift(); fault !== undefined; fault = left.shift()) {
      const begun = performance.now();
      const notice = await tryFault(folder, fault);
      noticed.set(fault, notice);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`${notice === undefined ? '✖ missed ' : '✔ noticed'} ${fault.name} (${seconds} s)`);
    }
  };
  await Promise.all(folders.map(work));
  return noticed;
}

function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 160);
}

function page(results: ReadonlyMap<Fault, Notice>, summary: string): string {
  let number = 0;
  const chapters = CHAPTERS.map(({ title, faults }) => {
    const rows = faults.map((fault) => {
      number += 1;
      return `| ${number} | ${cell(fault.name)} | ${cell(results.get(fault) ?? '**missed**')} |`;
    });
    return `## ${title}\n\n| # | fault | noticed first by |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `# How faithful the sandbox is: mutation tests

A test on the sandbox is only as good as the sandbox's likeness to AWS. \`npm run sandbox-mutants\` breaks the sandbox on purpose, in one place at a
time (\`scripts/sandbox-faults/\`), in a copy of the last commit, and runs the tests of that place. A fault that no test notices is a behavior of
AWS that no test checks. The subscriber is not part of the sandbox, but it receives the same data: its faults lose or duplicate data points.
At least 28 of 30 faults must be noticed.

Behavior that AWS's documentation leaves open is not a fault: which of the usual percentiles AWS uses, whether \`sensor/#\` matches \`sensor\`, the
sign of a remainder, an address range without a length. Neither is an effect that only a power failure shows: \`fdatasync\`.

${summary}

${chapters.join('\n')}`;
}

const begun = performance.now();
try {
  const chosen = process.argv.slice(2);
  const all = CHAPTERS.flatMap(({ faults }) => faults);
  const faults = all.filter(({ name }) => chosen.length === 0 || chosen.some((part) => name.includes(part)));
  const folders = Array.from({ length: Math.min(availableParallelism(), faults.length) }, (_, nth) => copyCommit(nth));
  const broken = await firstFailure(folders[0] ?? '', [...new Set(faults.flatMap(({ tests }) => tests))]);
  if (broken !== undefined) throw new Error(`The tests fail without any fault: ${broken}`);
  const results = await tryAll(folders, faults);
  const noticed = faults.filter((fault) => results.get(fault) !== undefined).length;
  const count = `${noticed} of ${faults.length} noticed.`;
  console.log(count);
  if (chosen.length === 0) {
    const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.version}`;
    const day = new Date().toISOString().slice(0, 10);
    const summary = `**${count}** ${day}, commit ${commit}, ${minutes} minutes on ${machine}.`;
    writeFileSync(join(repository, 'docs/sandbox-honesty.md'), page(results, summary));
  }
  process.exitCode = noticed >= SHARE * faults.length ? 0 : 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}
