import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { profilesAtBase } from '../../src/edges/git.ts';

const root = mkdtempSync(join(tmpdir(), 'history-'));
const git = (...words: string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false', ...words], {
    cwd: root,
    encoding: 'utf8',
  });
function commit(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  git('add', '-A');
  git('commit', '-q', '-m', 'x');
}

beforeAll(() => {
  git('init', '-q', '-b', 'main');
  commit({
    'profiles/a.yaml': 'a: 1\n\n',
    'profiles/sub/späße "b".yml': 'blob 7\n😀',
    'profiles/empty.yaml': '',
    'profiles/.hidden.yaml': 'x: 1',
    'profiles/notes.txt': 'x',
    'other/c.yaml': 'c: 1',
  });
  symlinkSync('../other/c.yaml', join(root, 'profiles/link.yaml'));
  git('add', '-A');
  git('commit', '-q', '-m', 'link');
  git('checkout', '-q', '-b', 'topic');
  commit({ 'profiles/a.yaml': 'a: 2\n' });
  git('checkout', '-q', 'main');
  commit({ 'profiles/a.yaml': 'a: 3\n' });
  git('checkout', '-q', 'topic');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('gives the profiles where the branch left the base, byte for byte, whatever their names', () => {
  expect(profilesAtBase(root, 'main', 'profiles')).toEqual(
    new Map([
      ['profiles/a.yaml', 'a: 1\n\n'],
      ['profiles/empty.yaml', ''],
      ['profiles/sub/späße "b".yml', 'blob 7\n😀'],
    ]),
  );
  expect([...profilesAtBase(join(root, 'profiles'), 'main', 'sub').keys()]).toEqual(['sub/späße "b".yml']);
  expect(profilesAtBase(root, 'main', 'nowhere').size).toBe(0);
});

test.for([
  { base: 'nobody', reason: 'no such branch' },
  { base: '--help', reason: 'an option is taken for a name' },
  { base: 'main; touch owned', reason: 'there is no shell' },
  { base: '', reason: 'nothing' },
])('refuses $base: $reason', ({ base }) => {
  expect(() => profilesAtBase(root, base, 'profiles')).toThrow(expect.objectContaining({ code: 'DG1308' }) as Error);
});

test('refuses where there is no repository', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'plain-'));
  expect(() => profilesAtBase(elsewhere, 'main', '.')).toThrow(/DG1308|git does not know/);
  rmSync(elsewhere, { recursive: true });
});
