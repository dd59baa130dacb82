import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const repository = resolve(import.meta.dirname, '../..');
const json = (file: string): unknown => JSON.parse(readFileSync(join(repository, file), 'utf8'));
const { components } = json('dist/sbom.cdx.json') as { components: { purl: string; licenses: unknown[] }[] };
const { packages } = json('package-lock.json') as { packages: Record<string, { version: string }> };
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'defender-bundled-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('the bill of materials names the packages that the licences name, with versions of the lock file and a licence each', () => {
  const licences = readFileSync(join(repository, 'dist/THIRD_PARTY_LICENSES.txt'), 'utf8');
  const named = [...licences.matchAll(/^(\S+) (\d\S*) \(/gm)].map(([, name, version]) => `${name}@${version}`);
  const told = components.map(({ purl }) => decodeURIComponent(purl.replace('pkg:npm/', '')));
  expect(told.length).toBeGreaterThan(50);
  expect(told.toSorted()).toEqual(named.toSorted());
  const locked = new Set(
    Object.entries(packages).map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
  );
  expect(told.filter((one) => !locked.has(one))).toEqual([]);
  expect(components.filter(({ licenses }) => licenses.length === 0)).toEqual([]);
});

/** Looks up what is bundled in an answer of `npm audit --json`. */
function lookUp(answer: unknown): { readonly code: number | null; readonly said: string } {
  const file = join(root, 'audit.json');
  writeFileSync(file, JSON.stringify(answer));
  const script = join(repository, 'scripts/known-vulnerabilities.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--from', file], {
    cwd: repository,
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr };
}

const advisory = { title: 'Prototype pollution', url: 'https://github.com/advisories/GHSA-0', severity: 'high' };
const of = (name: string): unknown => ({
  vulnerabilities: { [name]: { nodes: [`node_modules/${name}`], via: [advisory, 'another-package'] } },
});

test.each([
  { reason: 'a bundled package', name: 'yaml', code: 1, says: /^yaml [\d.]+: high: Prototype pollution \(https:/ },
  { reason: 'a tool that is not bundled', name: 'vitest', code: 0, says: /bundled packages, 0 known vulnerabilities/ },
])('a known vulnerability of $reason ends with $code', ({ name, code, says }) => {
  const told = lookUp(of(name));
  expect(told).toEqual({ code, said: expect.stringMatching(says) as string });
});

test('where the registry does not answer, that is said', () => {
  expect(lookUp({ message: '405 Method Not Allowed' })).toEqual({
    code: 0,
    said: 'SKIPPED: the registry does not tell known vulnerabilities (405 Method Not Allowed).\n',
  });
});
