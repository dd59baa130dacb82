import { describe, expect, it } from 'vitest';
import { readStatuses, setStatus } from '../../../src/edges/github/statuses.ts';
import { clientOf, withGitHub } from './client.ts';
import { BAD_GATEWAY } from './faults.ts';
import { headOf } from './history.ts';
import type { Loopback } from './loopback.ts';
import { worldWithPull } from './plan-comment.ts';
import { grant, WORKFLOW_TOKEN } from './world.ts';

const STATUS = 'POST /repos/{owner}/{repo}/statuses/{sha}';
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

const headIn = ({ world }: Loopback) => headOf(world.pulls.get(1)!);

describe('a commit status', () => {
  it('carries the digest, and the newest of a target counts', () =>
    withGitHub(async (loopback, { github }) => {
      const commit = headIn(loopback);
      const common = { commit, url: 'https://github.com/acme/iot/actions/runs/1' } as const;
      await setStatus(github, {
        ...common,
        target: 'production',
        state: 'failure',
        summary: 'A gate',
        digest: digest('a'),
      });
      await setStatus(github, { ...common, target: 'eu/west', state: 'pending', summary: 'Planning' });
      await setStatus(github, {
        ...common,
        target: 'production',
        state: 'success',
        summary: '2 to change',
        digest: digest('b'),
      });
      expect([...(await readStatuses(github, commit)).values()]).toEqual([
        { target: 'production', state: 'success', digest: digest('b') },
        { target: 'eu/west', state: 'pending' },
      ]);
    }, worldWithPull()));

  it('is cut to what GitHub takes, never in the digest', () =>
    withGitHub(async (loopback, { github }) => {
      const commit = headIn(loopback);
      await setStatus(github, {
        commit,
        target: 'p',
        state: 'success',
        summary: 'so long '.repeat(40),
        digest: digest('a'),
      });
      expect(loopback.world.statuses[0]?.description).toHaveLength(140);
      expect((await readStatuses(github, commit)).get('p')?.digest).toBe(digest('a'));
    }, worldWithPull()));

  it('by another author is none of ours', () =>
    withGitHub(async (loopback, { github }) => {
      const commit = headIn(loopback);
      const forger = clientOf(loopback, { token: 'ghp_maintainer' }).github;
      await setStatus(github, { commit, target: 'p', state: 'success', summary: 'x', digest: digest('a') });
      await setStatus(forger, { commit, target: 'p', state: 'success', summary: 'x', digest: digest('f') });
      expect((await readStatuses(github, commit)).get('p')?.digest).toBe(digest('a'));
    }, worldWithPull()));

  it('is found behind a hundred others', () =>
    withGitHub(async (loopback, { github }) => {
      const commit = headIn(loopback);
      await setStatus(github, { commit, target: 'p', state: 'success', summary: 'x', digest: digest('a') });
      const [ours] = loopback.world.statuses;
      for (let id = 1000; id < 1150; id++) loopback.world.statuses.push({ ...ours!, id, context: `ci/${id}` });
      expect((await readStatuses(github, commit)).get('p')?.digest).toBe(digest('a'));
    }, worldWithPull()));

  it.each([
    { reason: 'the answer was lost', afterEffect: true },
    { reason: 'the server failed', afterEffect: false },
  ])('is set again where $reason', ({ afterEffect }) =>
    withGitHub(async (loopback, { github }) => {
      const commit = headIn(loopback);
      loopback.fault({ route: STATUS, answer: BAD_GATEWAY, afterEffect });
      expect(await setStatus(github, { commit, target: 'p', state: 'success', summary: 'x' })).toEqual({
        status: 'set',
      });
      expect((await readStatuses(github, commit)).size).toBe(1);
    }, worldWithPull()),
  );

  it('names the permission that is missing', () =>
    withGitHub(async (loopback, { github }) => {
      grant(loopback.world, WORKFLOW_TOKEN, { statuses: 'read' });
      const outcome = await setStatus(github, {
        commit: headIn(loopback),
        target: 'p',
        state: 'success',
        summary: 'x',
      });
      expect(outcome).toMatchObject({
        status: 'denied',
        reason: expect.stringContaining('`statuses: write`'),
      });
    }, worldWithPull()));
});
