import { describe, expect, it } from 'vitest';
import { filesAtCommit, firstParent } from '../../../src/edges/github/files.ts';
import { withGitHub } from './client.ts';
import { openPull, pushDirectly } from './history.ts';
import { commitAt, createWorld } from './world.ts';

const FILES = {
  'README.md': 'Read me',
  'infra/profiles/a.yaml': 'a: ü\n',
  'infra/profiles/deep/b.yml': `b: ${'x'.repeat(200)}`,
  'infra/profiles/notes.txt': 'not wanted',
  'profiles.yaml': 'no folder',
};
const BLOB = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';
const TREE = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}';
const wanted = (path: string) => /\.ya?ml$/.test(path);

describe('the files of a commit', () => {
  it('are those below the folder, by their paths from the root', () =>
    withGitHub(async ({ world }, { github }) => {
      const commit = commitAt(world, 'main').sha;
      pushDirectly(world, 'main', { 'infra/profiles/a.yaml': 'later' });
      const files = await filesAtCommit(github, { commit, folder: './infra/profiles/', wanted });
      expect(Object.fromEntries(files)).toEqual({
        'infra/profiles/a.yaml': FILES['infra/profiles/a.yaml'],
        'infra/profiles/deep/b.yml': FILES['infra/profiles/deep/b.yml'],
      });
    }, createWorld(FILES)));

  it('are fetched only where the same text is not at hand', () =>
    withGitHub(async (loopback, { github }) => {
      const commit = commitAt(loopback.world, 'main').sha;
      const known = [FILES['infra/profiles/a.yaml'], 'something else'];
      const files = await filesAtCommit(github, { commit, folder: 'infra/profiles', wanted, known });
      expect(files.get('infra/profiles/a.yaml')).toBe(FILES['infra/profiles/a.yaml']);
      expect(loopback.requests.filter(({ route }) => route === BLOB)).toHaveLength(1);
    }, createWorld(FILES)));

  it('may be of the whole repository', () =>
    withGitHub(async ({ world }, { github }) => {
      const files = await filesAtCommit(github, { commit: commitAt(world, 'main').sha, folder: '.', wanted });
      expect([...files.keys()].sort()).toEqual(['infra/profiles/a.yaml', 'infra/profiles/deep/b.yml', 'profiles.yaml']);
    }, createWorld(FILES)));

  it.each(['profiles', 'profiles.yaml', 'infra/nothing'])('are none where there is no such folder: %s', (folder) =>
    withGitHub(async ({ world }, { github }) => {
      expect(await filesAtCommit(github, { commit: commitAt(world, 'main').sha, folder, wanted })).toEqual(new Map());
    }, createWorld(FILES)),
  );

  it('are files, not links to what lies elsewhere', () =>
    withGitHub(async (loopback, { github }) => {
      const commit = commitAt(loopback.world, 'main').sha;
      const link = { path: 'link.yaml', mode: '120000', type: 'blob', sha: 'c0ffee' };
      loopback.fault({ route: TREE, answer: { status: 200, body: { sha: commit, tree: [link], truncated: false } } });
      expect(await filesAtCommit(github, { commit, folder: '.', wanted })).toEqual(new Map());
    }, createWorld(FILES)));

  it('are not a part of them: that would look like deletions', () =>
    withGitHub(async (loopback, { github }) => {
      const commit = commitAt(loopback.world, 'main').sha;
      loopback.fault({
        route: TREE,
        answer: { status: 200, body: { sha: commit, tree: [], truncated: true } },
      });
      await expect(filesAtCommit(github, { commit, folder: '.', wanted })).rejects.toMatchObject({
        code: 'DG6007',
      });
    }, createWorld(FILES)));
});

it('takes the tip of the base branch for the base of a test merge, not where the branch began', () =>
  withGitHub(async ({ world }, { github }) => {
    pushDirectly(world, 'main', { 'profiles/z.yaml': 'z' });
    const pull = openPull(world, { 'profiles/a.yaml': 'a' });
    expect(await firstParent(github, pull.mergeCommit!)).toBe(commitAt(world, 'main').sha);
  }, createWorld(FILES)));
