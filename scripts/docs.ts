/**
 * Builds the documentation as a site with search into .cache/site, and clicks through it in Chromium: `npm run docs`. VitePress and the
 * client of the browser are installed into docs/site/, apart from the project's own packages. Ends with 1 where a link is dead or a page has a problem.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '..');

const isHere = (command: string): boolean => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

function run(command: string, ...args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: repository, stdio: 'inherit' });
  if (status !== 0) throw error ?? new Error(`${[command, ...args].join(' ')} failed.`);
}

/** Whether what the lock names is installed: npm writes the second file at the end of an installation. */
function isInstalled(): boolean {
  const [lock, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map((file) =>
    statSync(join(repository, 'docs/site', file), { throwIfNoEntry: false }),
  );
  return lock !== undefined && installed !== undefined && installed.mtimeMs >= lock.mtimeMs;
}

if (!isInstalled()) run('npm', 'ci', '--prefix', 'docs/site', '--no-fund', '--no-audit');
run('tsc', '--project', 'docs/site');
run('node', 'docs/site/node_modules/vitepress/bin/vitepress.js', 'build', 'docs/site');
if (isHere('chromium')) run('node', 'docs/site/click-through.ts');
else
  console.error('SKIPPED: Chromium is not installed (apt-get install chromium), so nobody clicked through the site.');
