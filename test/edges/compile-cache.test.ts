import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compileCacheFolder } from '../../src/edges/compile-cache.ts';
import type { CacheHost } from '../../src/edges/compile-cache.ts';

describe('compiled code is kept', () => {
  test.each<{ reason: string; folder: string | undefined } & CacheHost>([
    {
      reason: 'in a folder of the user’s',
      platform: 'linux',
      env: { HOME: '/u' },
      folder: '/u/.cache/defender-gitops',
    },
    {
      reason: 'where the user wants caches',
      platform: 'linux',
      env: { HOME: '/u', XDG_CACHE_HOME: '/c' },
      folder: '/c/defender-gitops',
    },
    {
      reason: 'nowhere relative to the repository, whose contents may be a stranger’s',
      platform: 'linux',
      env: { HOME: '/u', XDG_CACHE_HOME: 'here' },
      folder: '/u/.cache/defender-gitops',
    },
    { reason: 'nor there by way of HOME', platform: 'linux', env: { HOME: '.' }, folder: undefined },
    {
      reason: 'where macOS has caches',
      platform: 'darwin',
      env: { HOME: '/u' },
      folder: '/u/Library/Caches/defender-gitops',
    },
    { reason: 'nowhere without a home', platform: 'linux', env: {}, folder: undefined },
    {
      reason: 'nowhere in CI, which has no next run',
      platform: 'linux',
      env: { HOME: '/u', CI: 'true' },
      folder: undefined,
    },
  ])('$reason', ({ platform, env, folder }) => {
    expect(compileCacheFolder({ platform, env })).toBe(folder);
  });
});

describe('the built program', () => {
  let home = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'defender-cache-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const CLI = new URL('../../dist/cli.mjs', import.meta.url).pathname;
  const validate = (env: Readonly<Record<string, string>>): number | null =>
    spawnSync(process.execPath, [CLI, 'validate'], { cwd: new URL('../..', import.meta.url).pathname, env }).status;
  const cache = (): boolean => existsSync(join(home, '.cache/defender-gitops'));

  test('keeps what it compiled, and runs as well with it', () => {
    expect([validate({ HOME: home }), cache(), validate({ HOME: home })]).toEqual([0, true, 0]);
  });

  test('keeps nothing in CI', () => {
    expect([validate({ HOME: home, CI: 'true' }), cache()]).toEqual([0, false]);
  });

  test('runs as well where nothing can be kept', () => {
    writeFileSync(join(home, '.cache'), '');
    expect(validate({ HOME: home })).toBe(0);
  });
});
