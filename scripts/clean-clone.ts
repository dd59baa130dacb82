/** Does what the first lines of the README tell a newcomer to do, in a clone of the last commit, with this machine's own Node. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'clean-clone-'));

// npm puts the project's Node 24 first on PATH; a newcomer has only what the machine has.
const path = (process.env['PATH'] ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
const newcomer = Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_'));
const env = { ...Object.fromEntries(newcomer), PATH: path.join(delimiter) };

function run(command: string, ...args: readonly string[]): void {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    env,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const line = `${[command, ...args].join(' ')} (${seconds} s)`;
  if (status !== 0) throw new Error(`✖ ${line}\n${stdout}${stderr}`);
  console.log(`✔ ${line}`);
}

try {
  execFileSync('git', ['clone', '--quiet', repository, folder]);
  console.log(`Node ${execFileSync('node', ['--version'], { env, encoding: 'utf8' }).trim()}`);
  run('npm', 'ci');
  run('npm', 'run', 'demo');
  run('npm', 'test');
} finally {
  rmSync(folder, { recursive: true });
}
