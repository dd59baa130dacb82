/** All that must hold before a change is merged: the same here and in CI. Stops at the first step that fails. */
import { spawnSync } from 'node:child_process';

const steps: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['format', 'oxfmt', '--check'],
  ['lint', 'oxlint'],
  ['types', 'tsc', '--noEmit'],
  ['dead code', 'knip'],
  ['dist is current', 'node', 'scripts/check-dist.ts'],
  ['tests', 'npm', 'test'],
];

for (const [name, command, ...args] of steps) {
  const start = performance.now();
  const { status, error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1e9 });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (status === 0) {
    console.log(`✔ ${name} (${seconds} s)`);
    continue;
  }
  console.error(`${stdout}${stderr}${error?.message ?? ''}`);
  console.error(`✖ ${name}: "${[command, ...args].join(' ')}" failed after ${seconds} s`);
  process.exit(1);
}
