import { describe, expect, it } from 'vitest';
import { isApplied, readStatuses, setApplied, setStatuses } from '../../../src/edges/github/statuses.ts';
import type { TargetStatus } from '../../../src/model/workflow/conversation.ts';
import { clientOf, withGitHub } from './client.ts';
import { BAD_GATEWAY } from './faults.ts';
import { headOf } from './history.ts';
import type { Loopback } from './loopback.ts';
import { worldWithPull } from './plan-comment.ts';
import { grant, WORKFLOW_TOKEN } from './world.ts';
import type { Status as RawStatus } from './world.ts';

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

  it('marks many together by one that only such a mark is, not a plan for all', () =>
    withGitHub(async (loopback, { github }) => {
      const many = Array.from({ length: 30 }, (_, index) => `t${index}`);
      await setStatuses(
        github,
        place(loopback),
        many.map((target) => ({ ...PLANNED, target })),
      );
      expect(await isApplied(github, place(loopback).commit, 'acme/iot', many)).toBe(false);
      await setApplied(github, place(loopback, 'acme/other'), many);
      expect(await isApplied(github, place(loopback).commit, 'acme/iot', many)).toBe(false);
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

describe('what a status says is read back', () => {
  const RUN = 'https://github.com/acme/iot/actions/runs/1';
  const [a, c] = ['a', 'c'].map((letter) => letter.repeat(64)) as [string, string];
  const rows: { reason: string; raw: Partial<RawStatus>; said: object }[] = [
    { reason: 'its state', raw: { state: 'failure' }, said: { state: 'failure' } },
    { reason: 'that it broke', raw: { state: 'error' }, said: { state: 'error' } },
    { reason: 'that it goes on', raw: { state: 'pending' }, said: { state: 'pending' } },
    { reason: 'the digest of its plan', raw: { description: `x · sha256:${a}` }, said: { digest: `sha256:${a}` } },
    { reason: 'no digest that is cut', raw: { description: `x · sha256:${a.slice(1)}` }, said: {} },
    { reason: 'no digest with words after it', raw: { description: `x · sha256:${a} y` }, said: {} },
    { reason: 'no digest that nothing is before', raw: { description: `sha256:${a}` }, said: {} },
    { reason: 'nothing of what is not described', raw: { description: null, url: null }, said: {} },
    {
      reason: 'where its plan is shown, and what proves that',
      raw: { url: `${RUN}?pr=12#record-${c}` },
      said: { shown: { pullRequest: 12, proof: c } },
    },
    { reason: 'no proof that is cut', raw: { url: `${RUN}?pr=12#record-${c.slice(1)}` }, said: {} },
    { reason: 'no proof with more after it', raw: { url: `${RUN}?pr=12#record-${c}&x` }, said: {} },
    { reason: 'no proof without a pull request', raw: { url: `${RUN}#record-${c}` }, said: {} },
    { reason: 'to which targets all is applied', raw: { url: `${RUN}#applied-${c}` }, said: { applied: c } },
    {
      reason: 'not that of one that failed',
      raw: { state: 'failure', url: `${RUN}#applied-${c}` },
      said: { state: 'failure' },
    },
    { reason: 'not that with more after it', raw: { url: `${RUN}#applied-${c}0` }, said: {} },
    { reason: 'not that with fewer digits', raw: { url: `${RUN}#applied-${c.slice(1)}` }, said: {} },
  ];
  it.each(rows)('$reason', ({ raw, said }) =>
    withGitHub(async (loopback, { github }) => {
      await setStatuses(github, place(loopback), [{ target: 'p', state: 'success', summary: 'x' }]);
      const [set] = loopback.world.statuses.splice(0);
      loopback.world.statuses.push({ ...set!, ...raw });
      const at = expect.stringMatching(/^\d{4}-/) as string;
      expect(await readStatuses(github, headIn(loopback))).toStrictEqual([
        { context: 'defender-gitops/p', state: 'success', at, ...said },
      ]);
    }, worldWithPull()),
  );

  it('the newest first, in whatever order GitHub lists them', () =>
    withGitHub(async (loopback, { github }) => {
      for (const letter of ['a', 'b', 'c'])
        await setStatuses(github, place(loopback), [{ ...PLANNED, digest: digest(letter) }]);
      const digests = async (): Promise<unknown> =>
        (await readStatuses(github, headIn(loopback))).map((status) => status.digest?.at(-1));
      expect(await digests()).toEqual(['c', 'b', 'a']);
      loopback.world.statuses.reverse();
      expect(await digests()).toEqual(['c', 'b', 'a']);
    }, worldWithPull()));

  it('of one whose author is gone nothing', () =>
    withGitHub(async (loopback, { github }) => {
      const body = { id: 1, context: 'defender-gitops/p', state: 'success', creator: null, created_at: '2026-01-01' };
      loopback.fault({
        route: 'GET /repos/{owner}/{repo}/commits/{ref}/statuses',
        answer: { status: 200, body: [body] },
      });
      expect(await readStatuses(github, headIn(loopback))).toEqual([]);
    }, worldWithPull()));

  it('of other tools by our own author nothing', () =>
    withGitHub(async (loopback, { github }) => {
      await setStatuses(github, place(loopback), [PLANNED]);
      const [set] = loopback.world.statuses.splice(0);
      loopback.world.statuses.push({ ...set!, context: 'ci/defender-gitops/p' });
      expect(await readStatuses(github, headIn(loopback))).toEqual([]);
    }, worldWithPull()));
});

describe('a status is set', () => {
  const count = (
    length: number,
    more: (index: number) => Partial<TargetStatus> = () => ({}),
  ): readonly TargetStatus[] =>
    Array.from({ length }, (_, index) => ({ target: `t${index}`, state: 'success', summary: 'x', ...more(index) }));
  const shownOf = ({ world }: Loopback): readonly unknown[] =>
    world.statuses.map(({ context, state, description }) => [context, state, description]);

  it('each for itself of twenty targets, and one for all of more', () =>
    withGitHub(async (loopback, { github }) => {
      await setStatuses(github, place(loopback), count(20));
      expect(loopback.world.statuses).toHaveLength(20);
      loopback.world.statuses.length = 0;
      await setStatuses(github, place(loopback), count(21));
      expect(shownOf(loopback)).toEqual([['defender-gitops/all targets', 'success', '21 of 21: x']]);
    }, worldWithPull()));

  it('for all that says how many are how, is pending while one is, and has a digest where one has', () =>
    withGitHub(async (loopback, { github }) => {
      const some = count(21, (index) => ({
        ...(index === 3 && { state: 'pending', summary: 'Planning' }),
        ...(index > 18 && { digest: digest('b') }),
      }));
      await setStatuses(github, place(loopback), some);
      expect(shownOf(loopback)).toEqual([
        [
          'defender-gitops/all targets',
          'pending',
          expect.stringMatching(/^20 of 21: x, 1 of 21: Planning · sha256:[0-9a-f]{64}$/),
        ],
      ]);
      const worse = some.map((one, index) => (index === 5 ? { ...one, state: 'failure' as const } : one));
      await setStatuses(github, place(loopback), worse.toReversed());
      const [first, second] = loopback.world.statuses;
      expect(second?.state, 'worse than pending').toBe('failure');
      expect(second?.description?.split(' · ')[1], 'in whatever order').toBe(first?.description?.split(' · ')[1]);
    }, worldWithPull()));

  it.each([
    { reason: 'just fits', length: 140, description: 'x'.repeat(140) },
    { reason: 'is too long by one', length: 141, description: `${'x'.repeat(139)}…` },
  ])('whole where the text $reason', ({ length, description }) =>
    withGitHub(async (loopback, { github }) => {
      await setStatuses(github, place(loopback), [{ target: 'p', state: 'success', summary: 'x'.repeat(length) }]);
      expect(loopback.world.statuses[0]?.description).toBe(description);
    }, worldWithPull()),
  );

  it('that leads to the run, and to no record where no plan is shown', () =>
    withGitHub(async (loopback, { github }) => {
      await setStatuses(github, place(loopback), [PLANNED]);
      expect(loopback.world.statuses[0]?.url).toBe(place(loopback).runUrl);
    }, worldWithPull()));
});
