import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const repository = new URL('../..', import.meta.url).pathname;
const CLI = join(repository, 'dist/cli.mjs');
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'defender-poor-'));
  cpSync(join(repository, 'profiles'), join(root, 'profiles'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Runs the built program after what a shell does first, which then has its limits. */
function run(
  args: readonly string[],
  { shell = ':', env = {} }: { readonly shell?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly code: number; readonly all: string }> {
  const words = ['-c', `${shell}; exec "$@"`, 'sh', process.execPath, CLI, ...args];
  const given = { PATH: process.env['PATH'] ?? '', HOME: root, ...env };
  return new Promise((resolve) => {
    execFile('sh', words, { cwd: root, env: given }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), all: (out + err).replaceAll(/\s+/g, ' ') }),
    );
  });
}

test('with 24 file descriptors, what is planned is applied', async () => {
  const few = { shell: 'ulimit -n 24' };
  expect(await run(['apply', '--sandbox'], few)).toMatchObject({ code: 0 });
  expect(await run(['plan', '--sandbox', '--detailed-exitcode'], few)).toMatchObject({ code: 0 });
});

test.each(['plan', 'apply'])('where the sandbox cannot be kept, %s says so and writes nothing', async (command) => {
  writeFileSync(join(root, '.defender'), 'a file where a folder would be');
  const { code, all } = await run([command, '--sandbox']);
  expect(code).toBe(1);
  expect(all).toMatch(/^DG4008: The sandbox's state file \.defender\/sandbox\.json cannot be read: a part of the path/);
  expect(readFileSync(join(root, '.defender'), 'utf8')).toBe('a file where a folder would be');
});

test.each([
  { reason: 'is none', folder: 'nowhere', trouble: 'there is no such file' },
  { reason: 'is a file', folder: 'profiles/soundbox.yaml', trouble: 'a part of the path is a file, not a folder' },
])('where the temporary folder $reason, the demo says so', async ({ folder, trouble }) => {
  const { code, all } = await run(['demo'], { env: { TMPDIR: join(root, folder) } });
  expect(code).toBe(1);
  expect(all).toContain(`DG1306: The temporary folder ${join(root, folder)} cannot be written: ${trouble}.`);
  expect(all).not.toMatch(/bug|\bat .*:\d+:\d+/);
});

test('where the temporary folder has no room, the demo says so and leaves nothing there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'defender-full-'));
  try {
    const { code, all } = await run(['demo'], { shell: 'ulimit -f 0', env: { TMPDIR: folder } });
    expect([code, all]).toEqual([1, expect.stringContaining('cannot be written: it would be too large.') as string]);
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
