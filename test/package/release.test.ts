import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const repository = resolve(import.meta.dirname, '../..');
const FILES = [
  'package.json',
  'package-lock.json',
  'CHANGELOG.md',
  '.oxfmtrc.json',
  '.changeset',
  'src/version.ts',
  'scripts',
];
let root = '';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });

function commit(): void {
  git('add', '.');
  git('-c', 'user.name=me', '-c', 'user.email=me@example.com', 'commit', '--quiet', '--message=Change');
}

/** What CI asks of a pull request: 0 where a fragment came with the change. */
function asked(): number | null {
  return spawnSync(join(repository, 'node_modules/.bin/changeset'), ['status', '--since=main'], { cwd: root }).status;
}

/** A repository with what a release is made of. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'defender-release-'));
  for (const file of FILES) cpSync(join(repository, file), join(root, file), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, '.gitignore'), 'node_modules\n');
  for (const name of readdirSync(join(root, '.changeset')).filter((file) => file.endsWith('.md')))
    rmSync(join(root, '.changeset', name));
  git('init', '--quiet', '--initial-branch=main');
  commit();
  git('switch', '--quiet', '--create', 'change');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const fragment = (bump: string): void =>
  writeFileSync(join(root, '.changeset/change.md'), `---\n"defender-gitops": ${bump}\n---\n\nA new thing.\n`);

test('a release writes its version and what changed wherever they stand', () => {
  writeFileSync(join(root, 'package.json'), read('package.json').replace(/"version": ".*"/, '"version": "7.1.2"'));
  fragment('minor');
  commit();
  execFileSync('npm', ['run', 'set-version'], { cwd: root, stdio: 'pipe' });
  expect(JSON.parse(read('package.json')).version).toBe('7.2.0');
  const lock = JSON.parse(read('package-lock.json'));
  expect([lock.version, lock.packages[''].version]).toEqual(['7.2.0', '7.2.0']);
  expect(read('src/version.ts')).toMatch(/version = '7\.2\.0';/);
  expect(read('CHANGELOG.md')).toMatch(/^# Changelog\n\n## 7\.2\.0\n\n### Minor Changes\n\n- .*A new thing\.\n/);
  expect(readdirSync(join(root, '.changeset'))).toEqual(['config.json']);
  expect(execFileSync('node', ['scripts/release-notes.ts'], { cwd: root, encoding: 'utf8' })).toMatch(
    /^### Minor Changes\n\n- .*A new thing\.\n$/,
  );
});

test('a version that the changelog does not know is not released', () => {
  writeFileSync(join(root, 'package.json'), read('package.json').replace(/"version": ".*"/, '"version": "7.1.2"'));
  expect(execFileSync('node', ['scripts/release-notes.ts'], { cwd: root, encoding: 'utf8' })).toBe('');
});

test('a change to the sources is asked for a fragment', () => {
  writeFileSync(join(root, 'src/new.ts'), 'export {};\n');
  commit();
  expect(asked()).toBe(1);
  fragment('patch');
  commit();
  expect(asked()).toBe(0);
});

test('a change to anything else is not, nor is a release', () => {
  appendFileSync(join(root, 'scripts/set-version.ts'), '\n');
  appendFileSync(join(root, 'src/version.ts'), '\n');
  commit();
  expect(asked()).toBe(0);
});

test('the fragments that wait say what they are for', () => {
  for (const name of readdirSync(join(repository, '.changeset')).filter((file) => file.endsWith('.md')))
    expect(readFileSync(join(repository, '.changeset', name), 'utf8'), name).toMatch(
      /^---\n(?:["']defender-gitops["']: (?:major|minor|patch)\n)?---\n(?:\n[^]*\S\n)?$/,
    );
});
