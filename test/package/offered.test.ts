import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, matchesGlob, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';

const repository = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(repository, file), 'utf8');
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'defender-offered-'));
  cpSync(join(repository, 'profiles'), join(root, 'profiles'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Runs a hook as pre-commit does: the file in the clone of its repository, in the folder of the one who commits. https://pre-commit.com/#script */
function commitWith({ entry }: { readonly entry: string }): { readonly code: number | null; readonly said: string } {
  const [file = '', ...words] = entry.split(' ');
  const { status, stdout, stderr } = spawnSync(join(repository, file), words, { cwd: root, encoding: 'utf8' });
  return { code: status, said: stdout + stderr };
}

test('the hook for pre-commit lets good profiles through, and stops bad ones with their problems', () => {
  const hooks = parse(read('.pre-commit-hooks.yaml')) as { id: string; entry: string; language: string }[];
  expect(hooks).toMatchObject([{ id: 'defender-gitops-validate', language: 'script', pass_filenames: false }]);
  for (const hook of hooks) {
    expect(commitWith(hook).code).toBe(0);
    writeFileSync(join(root, 'profiles/bad.yaml'), 'securityProfiels: {}\n');
    expect(commitWith(hook)).toEqual({ code: 3, said: expect.stringContaining('profiles/bad.yaml:1:1') as string });
  }
});

test("the entry for SchemaStore names the schema by its own address, and the template's file of settings", () => {
  const { url, fileMatch } = JSON.parse(read('.github/schema-store.json')) as { url: string; fileMatch: string[] };
  expect(url).toBe((JSON.parse(read('schemas/profile.schema.json')) as { $id: string }).$id);
  const known = readdirSync(join(repository, 'templates/profiles')).filter((name) =>
    fileMatch.some((pattern) => matchesGlob(name, pattern)),
  );
  expect(known).toEqual(['defender.yaml']);
});
