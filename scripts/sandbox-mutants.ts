/**
 * Shows that the tests would notice a dishonest sandbox: breaks it in one place at a time, in a copy of the last commit,
 * and runs the tests that look at that place. Prints what was noticed and what was missed, and writes docs/sandbox-honesty.md.
 * Ends with 1 where more than 2 of 30 are missed. Arguments narrow it down to faults whose names contain one of them.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SANDBOX_FAULTS } from './sandbox-faults.ts';
import type { SandboxFault } from './sandbox-faults.ts';

/** Of 30 faults 28 must be noticed. */
const SHARE = 28 / 30;

const repository = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'sandbox-mutants-'));
const vitest = join(repository, 'node_modules/vitest/vitest.mjs');

interface Result {
  readonly fault: SandboxFault;
  /** The first test that failed, or nothing. */
  readonly noticedBy: string | undefined;
  readonly seconds: number;
}

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: repository, encoding: 'utf8' }).trim();

/** The last commit in a folder of its own: what others are working on stays untouched. */
function copyCommit(): void {
  const archive = execFileSync('git', ['archive', commit], { cwd: repository, maxBuffer: 1e9 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
}

/** The first test that fails; undefined where all pass. */
function firstFailure(tests: readonly string[]): string | undefined {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const more = ['--bail=1', '--reporter=json', `--outputFile=${report}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', ...tests, ...more], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (status === 0) return undefined;
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
      testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[];
    };
    const failed = testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter((test) => test.status === 'failed')
        .map(({ fullName }) => `${name.slice(folder.length + 1)}: ${fullName}`),
    );
    return failed[0] ?? testResults.find(({ message }) => message !== '')?.message ?? 'a run that ended early';
  } catch {
    return status === null ? 'a run that did not end' : `a run that could not begin: ${stdout}${stderr}`.slice(0, 300);
  }
}

/** Breaks the copy, tries the tests, and mends it again. */
function tryFault(fault: SandboxFault): Result {
  const start = performance.now();
  const originals = new Map(fault.patches.map(({ file }) => [file, readFileSync(join(folder, file), 'utf8')] as const));
  try {
    for (const { file, search, replace } of fault.patches) {
      const text = readFileSync(join(folder, file), 'utf8');
      if (text.split(search).length !== 2) throw new Error(`${fault.name}: ${file} does not have this once: ${search}`);
      writeFileSync(
        join(folder, file),
        text.replace(search, () => replace),
      );
    }
    const noticedBy = firstFailure(fault.tests);
    return { fault, noticedBy, seconds: (performance.now() - start) / 1000 };
  } finally {
    for (const [file, text] of originals) writeFileSync(join(folder, file), text);
  }
}

function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 160);
}

function page(results: readonly Result[], minutes: number): string {
  const noticed = results.filter(({ noticedBy }) => noticedBy !== undefined).length;
  const rows = results.map(
    ({ fault, noticedBy }, index) =>
      `| ${index + 1} | ${cell(fault.name)} | ${noticedBy === undefined ? '**missed**' : cell(noticedBy)} |`,
  );
  return `# How honest the sandbox is

Tests against a sandbox prove as much as the sandbox resembles AWS. \`npm run sandbox-mutants\` breaks it deliberately, in one place at a time
(\`scripts/sandbox-faults.ts\`), in a copy of the last commit, and runs the tests that look at that place. A fault that no test notices would be
a behaviour of AWS that nothing holds the sandbox to. At least 28 of 30 must be noticed.

**${noticed} of ${results.length} noticed.** ${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${minutes.toFixed(1)} minutes on ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.version}.

| # | fault of the sandbox | noticed first by |
| --- | --- | --- |
${rows.join('\n')}
`;
}

const begun = performance.now();
try {
  copyCommit();
  const chosen = process.argv.slice(2);
  const faults = SANDBOX_FAULTS.filter(({ name }) => chosen.length === 0 || chosen.some((part) => name.includes(part)));
  const broken = firstFailure([...new Set(faults.flatMap(({ tests }) => tests))]);
  if (broken !== undefined) throw new Error(`The tests fail without any fault: ${broken}`);
  const results = faults.map((fault) => {
    const result = tryFault(fault);
    console.log(
      `${result.noticedBy === undefined ? '✖ missed ' : '✔ noticed'} ${fault.name} (${result.seconds.toFixed(1)} s)`,
    );
    return result;
  });
  const noticed = results.filter(({ noticedBy }) => noticedBy !== undefined).length;
  console.log(`${noticed} of ${results.length} noticed.`);
  if (chosen.length === 0) {
    mkdirSync(join(repository, 'docs'), { recursive: true });
    writeFileSync(join(repository, 'docs/sandbox-honesty.md'), page(results, (performance.now() - begun) / 60_000));
  }
  process.exitCode = noticed >= SHARE * results.length ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
