import { describe, expect, it } from 'vitest';
import { isApplied, readStatuses, setApplied, setStatuses } from '../../../src/edges/github/statuses.ts';
import type { TargetStatus } from '../../../src/model/workflow/conversation.ts';
import { clientOf, withGitHub } from './client.ts';
import { BAD_GATEWAY } from './faults.ts';
import { headOf } from './history.ts';
import type { Loopback } from './loopback.ts';
import { worldWithPull } from './plan-comment.ts';
import { grant, WORKFLOW_TOKEN } from './world.ts';

const STATUS = 'POST /repos/{owner}/{repo}/statuses/{sha}';
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const headIn = ({ world }: Loopback) => headOf(world.pulls.get(1)!);
const place = (loopback: Loopback, owner = 'acme/iot') => ({
  commit: headIn(loopback),
  owner,
  runUrl: 'https://github.com/acme/iot/actions/runs/1',
});
const PLANNED = { target: 'p', state: 'success', summary: 'x', digest: digest('a') } as const;

describe('a commit status', () => {
  it('carries the digest, the pull request and what proves the record; the newest comes first', () =>
    withGitHub(async (loopback, { github }) => {
      const shown = { pullRequest: 12, proof: 'c'.repeat(64) };
      await setStatuses(github, place(loopback), [{ ...PLANNED, state: 'failure' }]);
      await setStatuses(github, place(loopback), [{ target: 'q', state: 'pending', summary: 'Planning' }]);
      await setStatuses(github, place(loopback), [{ ...PLANNED, digest: digest('b') }], shown);
      expect(await readStatuses(github, headIn(loopback))).toMatchObject([
        { context: 'defender-gitops/p', state: 'success', digest: digest('b'), shown },
        { context: 'defender-gitops/q', state: 'pending' },
        { context: 'defender-gitops/p', state: 'failure', digest: digest('a') },
      ]);
      expect(loopback.world.statuses.at(-1)?.description).toBe(`x · ${digest('b')}`);
    }, worldWithPull()));

  it('of an owner that is not the repository names it, so that two owners keep apart', () =>
    withGitHub(async (loopback, { github }) => {
      await setStatuses(github, place(loopback), [PLANNED]);
      await setStatuses(github, place(loopback, 'acme/other'), [PLANNED]);
      const contexts = (await readStatuses(github, headIn(loopback))).map(({ context }) => context);
      expect(contexts).toEqual(['defender-gitops/acme/other/p', 'defender-gitops/p']);
    }, worldWithPull()));

  it('is one for all where there are many targets, as bad as the worst, with a digest that covers all', () =>
    withGitHub(async (loopback, { github }) => {
      const many = (state: TargetStatus['state']): readonly TargetStatus[] =>
        Array.from({ length: 400 }, (_, index) => ({ ...PLANNED, target: `t${index}`, ...(index === 7 && { state }) }));
      await setStatuses(github, place(loopback), many('success'));
      await setStatuses(github, place(loopback), many('failure'));
      const [worse, fine, ...others] = await readStatuses(github, headIn(loopback));
      expect(others).toEqual([]);
      expect([worse, fine]).toMatchObject([
        { context: 'defender-gitops/all targets', state: 'failure' },
        { context: 'defender-gitops/all targets', state: 'success' },
      ]);
      expect(fine?.digest).toBe(worse?.digest);
      const other = many('success').map((one, index) => (index === 3 ? { ...one, digest: digest('b') } : one));
      await setStatuses(github, place(loopback), other);
      expect((await readStatuses(github, headIn(loopback)))[0]?.digest).not.toBe(fine?.digest);
    }, worldWithPull()));

  it('marks a commit of which all is applied, for those targets and that owner', () =>
    withGitHub(async (loopback, { github }) => {
      await setStatuses(github, place(loopback), [PLANNED]);
      const { commit } = place(loopback);
      expect(await isApplied(github, commit, 'acme/iot', ['p']), 'a plan is none').toBe(false);
      await setApplied(github, place(loopback), ['p']);
      expect(await isApplied(github, commit, 'acme/iot', ['p'])).toBe(true);
      expect(await isApplied(github, commit, 'acme/iot', ['p', 'q'])).toBe(false);
      expect(await isApplied(github, commit, 'acme/other', ['p'])).toBe(false);
    }, worldWithPull()));

  it('marks many together, and then speaks for no others', () =>
    withGitHub(async (loopback, { github }) => {
      const many = Array.from({ length: 30 }, (_, index) => `t${index}`);
      const { commit } = place(loopback);
      await setApplied(github, place(loopback), many);
      expect(await isApplied(github, commit, 'acme/iot', many.toReversed())).toBe(true);
      expect(await isApplied(github, commit, 'acme/iot', [...many, 'other'])).toBe(false);
      expect(await isApplied(github, commit, 'acme/iot', ['other'])).toBe(false);
    }, worldWithPull()));

  it('is cut to what GitHub takes, never in the digest', () =>
    withGitHub(async (loopback, { github }) => {
      await setStatuses(github, place(loopback), [{ ...PLANNED, summary: 'so long '.repeat(40) }]);
      expect(loopback.world.statuses[0]?.description).toHaveLength(140);
      expect((await readStatuses(github, headIn(loopback)))[0]?.digest).toBe(digest('a'));
    }, worldWithPull()));

  it('by another author is none of ours', () =>
    withGitHub(async (loopback, { github }) => {
      const forger = clientOf(loopback, { token: 'ghp_maintainer' }).github;
      await setStatuses(github, place(loopback), [PLANNED]);
      await setStatuses(forger, place(loopback), [{ ...PLANNED, digest: digest('f') }]);
      expect(await readStatuses(github, headIn(loopback))).toMatchObject([{ digest: digest('a') }]);
    }, worldWithPull()));

  it('is found behind a hundred others', () =>
    withGitHub(async (loopback, { github }) => {
      await setStatuses(github, place(loopback), [PLANNED]);
      const [ours] = loopback.world.statuses;
      for (let id = 1000; id < 1150; id++) loopback.world.statuses.push({ ...ours!, id, context: `ci/${id}` });
      expect(await readStatuses(github, headIn(loopback))).toMatchObject([{ digest: digest('a') }]);
    }, worldWithPull()));

  it.each([
    { reason: 'the answer was lost', afterEffect: true },
    { reason: 'the server failed', afterEffect: false },
  ])('is set again where $reason', ({ afterEffect }) =>
    withGitHub(async (loopback, { github }) => {
      loopback.fault({ route: STATUS, answer: BAD_GATEWAY, afterEffect });
      expect(await setStatuses(github, place(loopback), [PLANNED])).toEqual({ status: 'set' });
      expect(new Set((await readStatuses(github, headIn(loopback))).map(({ digest: one }) => one)).size).toBe(1);
    }, worldWithPull()),
  );

  it('names the permission that is missing', () =>
    withGitHub(async (loopback, { github }) => {
      grant(loopback.world, WORKFLOW_TOKEN, { statuses: 'read' });
      expect(await setStatuses(github, place(loopback), [PLANNED])).toMatchObject({
        status: 'denied',
        reason: expect.stringContaining('`statuses: write`'),
      });
    }, worldWithPull()));
});
