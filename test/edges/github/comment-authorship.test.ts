import { describe, expect, it } from 'vitest';
import { readComment, retireComment, upsertComment } from '../../../src/edges/github/comments.ts';
import { clientOf, withGitHub } from './client.ts';
import { BAD_GATEWAY } from './faults.ts';
import { addOurs, UPSERT, visible, worldWithPull } from './plan-comment.ts';
import { grant, WORKFLOW_TOKEN } from './world.ts';

describe('whom a comment is ours by', () => {
  it('is the token: another author makes a comment of its own', () =>
    withGitHub(async (loopback) => {
      addOurs(loopback.world);
      await upsertComment(clientOf(loopback, { token: 'ghp_maintainer' }).github, UPSERT);
      expect(visible(loopback.world)).toEqual(['The plan of yesterday']);
      expect(visible(loopback.world, 'maintainer')).toEqual(['The plan']);
    }, worldWithPull()));

  it("is the workflow's own app where GraphQL is refused", () =>
    withGitHub(async (loopback, { github }) => {
      grant(loopback.world, WORKFLOW_TOKEN, { graphql: false });
      addOurs(loopback.world);
      expect(await upsertComment(github, UPSERT)).toMatchObject({ status: 'updated' });
    }, worldWithPull()));

  it('is not guessed where GraphQL cannot be reached: a guess could make a second comment', () =>
    withGitHub(async (loopback, { github }) => {
      loopback.fault({ route: 'POST /graphql', answer: BAD_GATEWAY, times: 4 });
      await expect(upsertComment(github, UPSERT)).rejects.toMatchObject({ code: 'DG6006' });
      expect(loopback.world.comments).toEqual([]);
      expect(await upsertComment(github, UPSERT)).toMatchObject({ status: 'created' });
    }, worldWithPull()));
});

it.each([true, false])('is not guessed where GraphQL limits the rate in a successful answer (paced: %s)', (paced) =>
  withGitHub(async (loopback) => {
    const errors = [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }];
    loopback.fault({ route: 'POST /graphql', answer: { status: 200, body: { data: null, errors } } });
    const { github } = clientOf(loopback, { paced });
    await expect(upsertComment(github, UPSERT)).rejects.toMatchObject({ code: 'DG6005' });
    expect(loopback.world.comments).toEqual([]);
  }, worldWithPull()),
);

describe('what cannot be written comes back as a value', () => {
  it('says that a body is too long, so that the caller can shorten it', () =>
    withGitHub(async (loopback, { github }) => {
      const long = 'x'.repeat(65_537);
      expect(await upsertComment(github, { ...UPSERT, body: long })).toEqual({ status: 'too-long' });
      expect(loopback.world.comments).toEqual([]);
      addOurs(loopback.world);
      expect(await upsertComment(github, { ...UPSERT, body: long })).toEqual({ status: 'too-long' });
      expect(visible(loopback.world)).toEqual(['The plan of yesterday']);
    }, worldWithPull()));

  it.each([
    { reason: 'a fork or Dependabot', may: { pull_requests: 'read', issues: 'read' } },
    { reason: 'a workflow with `issues: write` alone', may: { pull_requests: 'read', issues: 'write' } },
  ] as const)('names the permission that is missing: $reason', ({ may }) =>
    withGitHub(async (loopback, { github }) => {
      grant(loopback.world, WORKFLOW_TOKEN, may);
      const outcome = await upsertComment(github, UPSERT);
      expect(outcome).toMatchObject({
        status: 'denied',
        reason: expect.stringContaining('`pull-requests: write`'),
      });
    }, worldWithPull()),
  );

  it('needs no permission for issues', () =>
    withGitHub(async (loopback, { github }) => {
      grant(loopback.world, WORKFLOW_TOKEN, { issues: 'none' });
      expect(await upsertComment(github, UPSERT)).toMatchObject({ status: 'created' });
    }, worldWithPull()));

  it('says so where the pull request is gone', () =>
    withGitHub(async (_, { github }) => {
      expect(await upsertComment(github, { ...UPSERT, pullRequest: 9 })).toMatchObject({ status: 'denied' });
    }, worldWithPull()));
});

describe('a comment that is over and done', () => {
  it('is hidden, and the next one is new', () =>
    withGitHub(async (loopback, { github }) => {
      await upsertComment(github, UPSERT);
      expect(await retireComment(github, { pullRequest: 1, key: 'plan' })).toEqual({
        status: 'retired',
        count: 1,
      });
      await upsertComment(github, { ...UPSERT, body: 'The next plan' });
      expect(loopback.world.comments.map(({ minimized }) => minimized)).toEqual(['outdated', null]);
      expect(visible(loopback.world)).toEqual(['The next plan']);
    }, worldWithPull()));

  it('is hidden with all others of its key, and with none of another', () =>
    withGitHub(async (loopback, { github }) => {
      addOurs(loopback.world);
      addOurs(loopback.world);
      await upsertComment(github, { ...UPSERT, key: 'result' });
      expect(await retireComment(github, { pullRequest: 1, key: 'plan' })).toEqual({ status: 'retired', count: 2 });
      expect(loopback.world.comments.map(({ minimized }) => minimized)).toEqual(['outdated', 'outdated', null]);
      expect(await retireComment(github, { pullRequest: 1, key: 'plan' })).toEqual({ status: 'retired', count: 0 });
    }, worldWithPull()));

  it('stays where the token may not hide it', () =>
    withGitHub(async (loopback, { github }) => {
      addOurs(loopback.world);
      grant(loopback.world, WORKFLOW_TOKEN, { pull_requests: 'read' });
      expect(await retireComment(github, { pullRequest: 1, key: 'plan' })).toMatchObject({
        status: 'denied',
      });
    }, worldWithPull()));
});

it('hands back the record that was written with the comment', () =>
  withGitHub(async (_, { github }) => {
    const record = { head: 'abc', note: '--> <b>ü' };
    await upsertComment(github, { ...UPSERT, record });
    expect((await readComment(github, { pullRequest: 1, key: { key: 'plan' } }))?.record).toEqual(record);
    expect(await readComment(github, { pullRequest: 1, key: { key: 'other' } })).toBeUndefined();
  }, worldWithPull()));
