import { describe, expect, it } from 'vitest';
import { findMergedPullRequests, readPullRequest } from '../../../src/edges/github/pull-requests.ts';
import { withGitHub } from './client.ts';
import { type Answer, BAD_GATEWAY } from './faults.ts';
import { headOf, merge, openPull, pushDirectly, pushToPull } from './history.ts';

const INDEX = 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls';
const METHODS = ['squash', 'merge', 'rebase'] as const;

describe('the pull request of a push', () => {
  it.each(METHODS)('is found after a %s', (method) =>
    withGitHub(async ({ world }, { github, slept }) => {
      const other = openPull(world, { 'profiles/z.yaml': 'z' });
      const pull = openPull(world, { 'profiles/a.yaml': 'a' });
      pushToPull(world, pull, { 'profiles/b.yaml': 'b' });
      const pushed = merge(world, pull, method);
      const found = await findMergedPullRequests(github, pushed);
      expect(found).toMatchObject({
        merged: [{ number: pull.number, head: headOf(pull), merged: true }],
        direct: [],
      });
      expect(other.mergedAt).toBeNull();
      expect(slept).toEqual([]);
    }),
  );

  const lags: readonly { reason: string; answer: Answer }[] = [
    { reason: 'an empty list', answer: { status: 200, body: [] } },
    {
      reason: 'no such commit, by 422',
      answer: { status: 422, body: { message: 'No commit found for SHA' } },
    },
    { reason: 'no such commit, by 404', answer: { status: 404, body: { message: 'Not Found' } } },
  ];
  it.each(lags)('is found though the index lags behind, by the number in the message: $reason', ({ answer }) =>
    withGitHub(async (loopback, { github, slept }) => {
      const pull = openPull(loopback.world, { 'profiles/a.yaml': 'a' });
      const pushed = merge(loopback.world, pull, 'squash');
      loopback.fault({ route: INDEX, answer, times: 5 });
      expect(await findMergedPullRequests(github, pushed)).toMatchObject({ merged: [{ number: pull.number }] });
      expect(slept).toEqual([]);
    }),
  );

  it('is not the one that a message names, where GitHub knows of no such merge', () =>
    withGitHub(async ({ world }, { github }) => {
      openPull(world, { 'profiles/a.yaml': 'a' });
      const merged = openPull(world, { 'profiles/b.yaml': 'b' });
      merge(world, merged, 'squash');
      for (const number of [1, merged.number, 99]) {
        const pushed = pushDirectly(world, 'main', { 'profiles/c.yaml': String(number) }, `Mine (#${number})`);
        expect(await findMergedPullRequests(github, pushed)).toEqual({ merged: [], direct: [pushed.after] });
      }
    }));

  it.each(lags)('is found though the index lags behind a rebase, which names no number: $reason', ({ answer }) =>
    withGitHub(async (loopback, { github, slept }) => {
      const pull = openPull(loopback.world, { 'profiles/a.yaml': 'a' });
      const pushed = merge(loopback.world, pull, 'rebase');
      loopback.fault({ route: INDEX, answer, times: 4 });
      expect(await findMergedPullRequests(github, pushed)).toMatchObject({
        merged: [{ number: pull.number }],
        direct: [],
      });
      expect(slept).toEqual([1, 2, 4, 8]);
    }),
  );

  it('is found where the index knows only the test merge at first', () =>
    withGitHub(async (loopback, { github, slept }) => {
      const pull = openPull(loopback.world, { 'profiles/a.yaml': 'a' });
      const { mergeCommit } = pull;
      const pushed = merge(loopback.world, pull, 'merge');
      pull.mergeCommit = mergeCommit;
      const finding = findMergedPullRequests(
        { ...github, sleep: async () => void (pull.mergeCommit = pushed.after) },
        pushed,
      );
      expect(await finding).toMatchObject({ merged: [{ number: pull.number }], direct: [] });
      expect(slept).toEqual([]);
    }));

  it('are several after a merge queue, in the order of their merges', () =>
    withGitHub(async ({ world }, { github }) => {
      const pulls = METHODS.map((_, index) => openPull(world, { [`profiles/${index}.yaml`]: 'x' }));
      const pushes = METHODS.map((method, index) => merge(world, pulls[2 - index]!, method));
      const pushed = { ...pushes[0]!, after: pushes[2]!.after };
      const found = await findMergedPullRequests(github, pushed);
      expect(found.merged.map(({ number }) => number)).toEqual([3, 2, 1]);
      expect(found.direct).toEqual([]);
    }));

  it('is found in a rebase of more commits than a page holds, and so is a direct push before it', () =>
    withGitHub(async ({ world }, { github }) => {
      const pull = openPull(world, { 'profiles/a.yaml': 'a' });
      for (let count = 1; count < 130; count++) pushToPull(world, pull, { 'profiles/a.yaml': `a${count}` });
      const first = pushDirectly(world, 'main', { 'profiles/x.yaml': 'x' });
      const pushed = { ...merge(world, pull, 'rebase'), before: first.before };
      const found = await findMergedPullRequests(github, pushed);
      expect(found).toMatchObject({ merged: [{ number: 1 }], direct: [first.after] });
    }));

  it('is not one that was merged by another push', () =>
    withGitHub(async ({ world }, { github }) => {
      const pull = openPull(world, { 'profiles/a.yaml': 'a' });
      merge(world, pull, 'squash');
      const pushed = pushDirectly(world, 'main', { 'profiles/a.yaml': 'b' });
      pull.introduced.push(pushed.after);
      expect(await findMergedPullRequests(github, pushed)).toEqual({ merged: [], direct: [pushed.after] });
    }));

  it('is not found for a direct push, after fifteen seconds', () =>
    withGitHub(async ({ world }, { github, slept }) => {
      const pushed = pushDirectly(world, 'main', { 'profiles/a.yaml': 'a' });
      expect(await findMergedPullRequests(github, pushed)).toEqual({ merged: [], direct: [pushed.after] });
      expect(slept).toEqual([1, 2, 4, 8]);
    }));

  it('does not cover a commit that was pushed along with it', () =>
    withGitHub(async ({ world }, { github }) => {
      const first = pushDirectly(world, 'main', { 'profiles/x.yaml': 'x' });
      const pull = openPull(world, { 'profiles/a.yaml': 'a' });
      const second = merge(world, pull, 'squash');
      const pushed = { ...second, before: first.before };
      expect(await findMergedPullRequests(github, pushed)).toMatchObject({
        merged: [{ number: 1 }],
        direct: [first.after],
      });
    }));

  it('is not one that is open, nor one that went into another branch', () =>
    withGitHub(async ({ world }, { github }) => {
      world.branches.set('release', world.branches.get('main')!);
      const pull = openPull(world, { 'profiles/a.yaml': 'a' }, { base: 'release' });
      const { after } = merge(world, pull, 'squash');
      const pushed = { before: world.branches.get('main')!, after, branch: 'main' };
      expect(await findMergedPullRequests(github, pushed)).toMatchObject({ merged: [], direct: [after] });
    }));

  it('is found for the first push of a branch, which has no commit before', () =>
    withGitHub(async ({ world }, { github }) => {
      const pushed = merge(world, openPull(world, { 'profiles/a.yaml': 'a' }), 'squash');
      const found = await findMergedPullRequests(github, { ...pushed, before: '0'.repeat(40) });
      expect(found).toMatchObject({ merged: [{ number: 1 }], direct: [] });
    }));

  it('is asked for again where the server fails', () =>
    withGitHub(async (loopback, { github, slept }) => {
      const pushed = merge(loopback.world, openPull(loopback.world, { 'profiles/a.yaml': 'a' }), 'squash');
      loopback.fault({ route: INDEX, answer: BAD_GATEWAY });
      expect(await findMergedPullRequests(github, pushed)).toMatchObject({ merged: [{ number: 1 }] });
      expect(slept).toEqual([1]);
    }));
});

it('reads a pull request as it is', () =>
  withGitHub(async ({ world }, { github }) => {
    const pull = openPull(world, { 'profiles/a.yaml': 'a' }, { title: 'Watch the batteries' });
    expect(await readPullRequest(github, 1)).toEqual({
      number: 1,
      title: 'Watch the batteries',
      url: 'https://github.com/acme/iot/pull/1',
      state: 'open',
      head: headOf(pull),
      base: 'main',
      merged: false,
      mergeCommit: pull.mergeCommit,
    });
  }));
