import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WORLDS } from '../../bench/worlds.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/server.ts';

const CLI = new URL('../../src/cli.ts', import.meta.url).pathname;
const CHANGES = 80;
let root = '';
const ends: (() => Promise<unknown> | undefined)[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'defender-stopped-'));
  mkdirSync(join(root, 'profiles'));
  for (const [file, text] of WORLDS.mixed(CHANGES)) writeFileSync(join(root, 'profiles', file), text);
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  rmSync(root, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  /** What it has printed until now, on both streams. */
  readonly said: () => string;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

function start(words: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
  const child = spawn(process.execPath, [CLI, ...words], { cwd: root, env: { ...process.env, ...env } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += String(data)));
  const ended = new Promise<Awaited<Started['ended']>>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal })),
  );
  ends.push(async () => (child.kill('SIGKILL'), ended));
  return { child, said: () => text, ended };
}

/** The address of a sandbox whose answers take a while. */
async function slowSandbox(milliseconds: number): Promise<string> {
  const account = createSandbox({ clock: { now: () => Date.now() } as never });
  const door = await serveSandbox(account);
  const proxy = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const inner = request(new URL(url ?? '/', door.url), { method, headers }, (answer) =>
      setTimeout(() => answer.pipe(outgoing.writeHead(answer.statusCode ?? 500, answer.headers)), milliseconds),
    );
    incoming.pipe(inner);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  ends.push(
    () => new Promise((resolve) => (proxy.close(resolve), proxy.closeAllConnections())),
    () => door.close(),
  );
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'an apply over slow answers that hears %s begins nothing more, says what it skipped, and exits with 1',
  async (signal) => {
    const { child, said, ended } = start(['apply'], {
      AWS_ENDPOINT_URL: await slowSandbox(300),
      AWS_ACCESS_KEY_ID: '111122223333',
      AWS_SECRET_ACCESS_KEY: 'x',
    });
    await vi.waitFor(() => expect(said()).toContain('✔ verified'), { timeout: 60_000, interval: 20 });
    child.kill(signal);
    expect(await ended, said()).toEqual({ code: 1, signal: null });
    const done = said().match(/✔ verified/g)?.length ?? 0;
    const skipped = said().match(/– skipped .* because the run was told to stop/g)?.length ?? 0;
    expect(done).toBeLessThan(CHANGES / 2);
    expect(skipped).toBeGreaterThan(CHANGES / 2);
    expect(said()).toMatch(/told to stop/);
  },
);
