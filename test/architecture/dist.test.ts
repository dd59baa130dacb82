import { globSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const dist = join(root, 'dist');
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.mjs'));
const read = (file: string): string => readFileSync(join(dist, file), 'utf8');

/** The files that are loaded with one, by its `import`s and, where `later` is true, by its `import()`s too. */
function loadedWith(entry: string, later: boolean): ReadonlySet<string> {
  const loaded = new Set([entry]);
  const statement = later ? /(?:from|import|import\()\s*["'`](\.[^"'`]+)/g : /(?:from|import)\s*["'](\.[^"']+)/g;
  for (const file of loaded) {
    for (const [, path = ''] of read(file).matchAll(statement)) loaded.add(join(dirname(file), path));
  }
  return loaded;
}

/** What is too heavy to load for those that do not need it, each with a word that only its code has. */
const HEAVY = {
  YAML: 'BLOCK_FOLDED',
  'the AWS SDK': 'aws-sdk-js`,',
  "IAM's client": 'AWSIdentityManagement',
  'single sign-on': 'AWSSSOOIDCService',
  'the MQTT broker': 'aedes',
  octokit: 'octokit.js/',
};

/** What of it is loaded with a file. */
function heavyWith(entry: string, later: boolean): readonly string[] {
  const text = [...loadedWith(entry, later)].map(read).join('\n');
  return Object.entries(HEAVY).flatMap(([name, word]) => (text.includes(word) ? [name] : []));
}

/** What every command starts with. */
const STARTED = 'on-demand/command-line.mjs';

describe('dist/cli.mjs', () => {
  test('keeps compiled code before it loads what it runs', () => {
    expect([...loadedWith('cli.mjs', false)]).toEqual(['cli.mjs', 'node.mjs', 'rolldown-runtime.mjs']);
  });

  test('starts with nothing that is heavy, and has all of it but what is for GitHub', () => {
    expect(heavyWith(STARTED, false)).toEqual([]);
    expect(heavyWith('cli.mjs', true)).toEqual(Object.keys(HEAVY).filter((name) => name !== 'octokit'));
  });

  test('starts without any command', () => {
    const loaded = loadedWith(STARTED, false);
    expect([...loaded]).toContain('start.mjs');
    expect(['validate.mjs', 'plan.mjs', 'aws.mjs', 'sandbox.mjs'].filter((file) => loaded.has(file))).toEqual([]);
  });

  test('opens an account without the sandbox, and without the clients and ways to credentials that few need', () => {
    expect(heavyWith('aws.mjs', false)).toEqual(['YAML', 'the AWS SDK']);
    expect([...loadedWith('aws.mjs', false)]).not.toContain('sandbox.mjs');
  });

  test('is a program', () => {
    expect(read('cli.mjs')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(join(dist, 'cli.mjs')).mode & 0o111).toBe(0o111);
  });
});

describe('dist/action.mjs', () => {
  test('starts without the AWS SDK and the sandbox', () => {
    expect(heavyWith('action.mjs', false)).toEqual(['YAML', 'octokit']);
    expect([...loadedWith('action.mjs', false)]).not.toContain('sandbox.mjs');
    expect(heavyWith('action.mjs', true)).toContain('the AWS SDK');
  });
});

describe('dist/', () => {
  test('holds nothing that no entry loads', () => {
    const entries = files.filter((file) => file === 'cli.mjs' || file === 'action.mjs');
    const loaded = new Set(entries.flatMap((entry) => [...loadedWith(entry, true)]));
    expect(files.filter((file) => !loaded.has(file))).toEqual([]);
  });

  // Of node:module nothing is run, and the bundler asks it for `require`.
  test('asks Node for its modules, which is quicker than importing them', () => {
    const imported = (text: string): readonly string[] =>
      [...text.matchAll(/\bimport\b[^"'`;()]*["']([^"'`]+)["']/g)].flatMap(([, name = '']) =>
        isBuiltin(name) && name !== 'node:module' ? [name] : [],
      );
    expect(files.flatMap((file) => imported(read(file)).map((name) => `${file}: ${name}`))).toEqual([]);
    expect(imported('import{a}from"node:fs";import b,*as c from"./d.mjs";import e from"http"')).toEqual([
      'node:fs',
      'http',
    ]);
  });

  test('is of ASCII, of which V8 takes a byte for each character', () => {
    expect(files.filter((file) => /[^\0-\x7f]/.test(read(file)))).toEqual([]);
    expect(read('start.mjs')).toContain('\\u2716');
  });

  test('weighs little', () => {
    const sizes = readdirSync(dist, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
  });

  test('travels with the licences of what is in it', () => {
    const licences = read('THIRD_PARTY_LICENSES.txt');
    for (const name of ['@aws-sdk/client-iot', '@smithy/core', 'yaml']) expect(licences).toContain(`${name} `);
    expect(licences).toContain('Apache License');
    expect(licences).toContain('THE SOFTWARE IS PROVIDED "AS IS"');
    const titles = [...licences.matchAll(/^(\S+) \d\S+ \([\w.-]+\)$/gm)].map(([, name = '']) => name);
    const own = titles.flatMap((name) => globSync(`node_modules/${name}/{LICEN[SC]E*,licence*}`, { cwd: root }));
    const notices = own.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/Copyright \S*\d{4}.*|Copyright \([cC]\).*/g)].map(String),
    );
    expect(notices.length).toBeGreaterThan(40);
    expect(notices.filter((notice) => !licences.includes(notice.trim()))).toEqual([]);
  });
});
