import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { version } from '../../src/version.ts';

const repository = resolve(import.meta.dirname, '../..');
const root = mkdtempSync(join(tmpdir(), 'defender-package-'));
const source = join(root, 'source');
const empty = join(root, 'empty');
let tarball = '';
let packed: readonly string[] = [];

// What npm tells its children about this project would confuse the npm of another.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_')));

function run(cwd: string, command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, {
    cwd,
    env: { ...env, HOME: root },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Packs a copy of this repository with a fresh build, and installs that into an empty folder without any network. */
beforeAll(() => {
  const left = new Set(['node_modules', '.git', 'dist', 'coverage', '.cache', '.defender']);
  cpSync(repository, source, {
    recursive: true,
    filter: (path) => dirname(path) !== repository || !left.has(basename(path)),
  });
  run(
    repository,
    join(repository, 'node_modules/.bin/rolldown'),
    '-c',
    'rolldown.config.ts',
    '--dir',
    join(source, 'dist'),
  );
  const [listing] = JSON.parse(run(source, 'npm', 'pack', '--json')) as [
    { filename: string; files: { path: string }[] },
  ];
  tarball = join(source, listing.filename);
  packed = listing.files.map(({ path }) => path).sort();
  mkdirSync(empty);
  // Else npm takes the next folder above that has one for the project.
  writeFileSync(join(empty, 'package.json'), '{}');
  run(empty, 'npm', 'install', '--offline', '--no-audit', '--no-fund', tarball);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The files that one loads, by its `import`s and `import()`s. */
function loadedBy(entry: string): readonly string[] {
  const loaded = new Set([entry]);
  for (const file of loaded)
    for (const [, path = ''] of readFileSync(join(source, file), 'utf8').matchAll(
      /(?:from|import|import\()\s*["'`](\.[^"'`]+)/g,
    ))
      loaded.add(join(dirname(file), path));
  return [...loaded];
}

test('the package holds the program, what it reads, and nothing else', () => {
  const read = /^(?:(?:profiles|schemas|templates)\/.*\.(?:yaml|yml|json)|templates\/gitignore)$/;
  const papers = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist/THIRD_PARTY_LICENSES.txt',
    'dist/sbom.cdx.json',
    'package.json',
  ];
  expect(packed.filter((file) => !read.test(file))).toEqual([...papers, ...loadedBy('dist/cli.mjs')].sort());
  expect(packed).toContain('templates/.github/workflows/defender.yml');
  expect(packed).toContain('profiles/soundbox.yaml');
  expect(packed).toContain('schemas/profile.schema.json');
});

test('nothing in it asks for what Node 20 has not: who still has that is warned by the AWS SDK, and not stopped', () => {
  const { engines } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  expect(engines).toEqual({ node: '>=22.13' });
  // Our own code is held to that by `lib` in tsconfig.json; this is about what is bundled.
  const missing =
    /\b(?:(?:Map|Object)\.groupBy|Promise\.(?:withResolvers|try)|Array\.fromAsync|RegExp\.escape|Error\.isError)\(/;
  expect(
    packed
      .filter((file) => file.endsWith('.mjs'))
      .filter((file) => missing.test(readFileSync(join(source, file), 'utf8'))),
  ).toEqual([]);
});

test('publint has nothing to say about it', async () => {
  const bytes = readFileSync(tarball);
  const archive = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: archive }, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg ?? {}))).toEqual([]);
});

test('installing it brings nothing else along and runs no script', () => {
  const { packages } = JSON.parse(readFileSync(join(empty, 'package-lock.json'), 'utf8'));
  expect(Object.keys(packages)).toEqual(['', 'node_modules/defender-gitops']);
  const { scripts } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  expect(
    Object.keys(scripts).filter((name) => /^(?:pre|post)?(?:install|pack|publish|prepare|prepublish)/.test(name)),
  ).toEqual([]);
});

test('installed, it runs by its name', () => {
  const npx = (...args: readonly string[]): string => run(empty, 'npx', '--offline', 'defender-gitops', ...args);
  expect(npx('--version')).toBe(`${version}\n`);
  expect(npx('demo')).toContain('nothing leaves this machine');
  expect(npx('init', '--owner', 'me/mine')).toContain('+ .github/workflows/defender.yml');
  expect(npx('plan', '--sandbox')).toContain('1 to create');
});
