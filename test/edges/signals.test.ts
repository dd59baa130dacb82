import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

const repository = new URL('../..', import.meta.url).pathname;

test('one signal ends what changes nothing that could be left half done', async () => {
  const out = mkdtempSync(join(tmpdir(), 'defender-signals-'));
  const simulation = spawn(
    process.execPath,
    ['src/cli.ts', 'simulate', '--devices', '1000', '--hours', '744', '--out', join(out, 'lake')],
    { cwd: repository, stdio: 'ignore' },
  );
  try {
    const ended = new Promise((resolve) => simulation.on('exit', (_, signal) => resolve(signal)));
    await vi.waitFor(() => expect(existsSync(join(out, 'lake'))).toBe(true), 30_000);
    simulation.kill('SIGINT');
    expect(await ended).toBe('SIGINT');
  } finally {
    simulation.kill('SIGKILL');
    rmSync(out, { recursive: true, force: true });
  }
});
