import { describe, expect, it } from 'vitest';
import { readParts } from '../../../src/edges/github/parts.ts';
import { shareComment } from '../../../src/edges/github/shared-comment.ts';
import { clientOf, withGitHub } from './client.ts';
import type { Loopback } from './loopback.ts';
import { worldWithPull } from './plan-comment.ts';
import { BOT, grant, WORKFLOW_TOKEN } from './world.ts';

const part = { name: 'eu', text: '## ✅ Applied: 1 created' };
const SHARED = { pullRequest: 1, key: 'results', part } as const;

/** Shares a part, while something happens at each look: the first is look 0. */
async function shared(
  loopback: Loopback,
  happens: (look: number) => unknown = () => {},
  more: { readonly onlyAnew?: true } = {},
) {
  const slept: number[] = [];
  const sleep = async (seconds: number): Promise<void> => {
    await happens(slept.push(seconds) - 1);
  };
  const { github } = clientOf(loopback, { sleep });
  return { written: await shareComment(github, { ...SHARED, ...more }), slept };
}

const bodiesIn = ({ world }: Loopback): readonly string[] =>
  world.comments.filter(({ login }) => login === BOT).map(({ body }) => body);
const namesIn = (loopback: Loopback): readonly string[] =>
  bodiesIn(loopback).flatMap((body) => readParts(body).parts.map(({ name }) => name));
const remove = ({ world }: Loopback): void => void (world.comments.length = 0);

describe('a job that wrote its part', () => {
  it('looks three times, each time after about twice as long, whether it is still there', () =>
    withGitHub(async (loopback) => {
      const { written, slept } = await shared(loopback);
      expect(written).toMatchObject({ status: 'created', url: expect.stringContaining('#issuecomment') });
      expect(slept).toHaveLength(3);
      for (const [index, least] of [3, 6, 12].entries()) {
        expect(slept[index]).toBeGreaterThanOrEqual(least);
        expect(slept[index]).toBeLessThanOrEqual(1.5 * least);
      }
    }, worldWithPull()));

  it('writes it again where it was taken away, and then looks three times more', () =>
    withGitHub(async (loopback) => {
      const { slept } = await shared(loopback, (look) => look === 1 && remove(loopback));
      expect(namesIn(loopback)).toEqual(['eu']);
      expect(slept.map((seconds) => (seconds < 6 ? 3 : seconds < 12 ? 6 : 12))).toEqual([3, 6, 3, 6, 12]);
    }, worldWithPull()));

  it('gives up in the end where others take it away each time, and says so', () =>
    withGitHub(async (loopback) => {
      const { written, slept } = await shared(loopback, () => remove(loopback));
      expect(written).toEqual({ status: 'denied', reason: 'Other jobs keep writing the same comment.' });
      expect(slept).toHaveLength(40);
    }, worldWithPull()));

  it('stops where it may not write any more', () =>
    withGitHub(async (loopback) => {
      const { written, slept } = await shared(loopback, () => {
        remove(loopback);
        grant(loopback.world, WORKFLOW_TOKEN, { pull_requests: 'read', issues: 'read' });
      });
      expect(written).toMatchObject({ status: 'denied', reason: expect.stringContaining('pull-requests: write') });
      expect(slept).toHaveLength(1);
    }, worldWithPull()));

  it('stops where there is no room, which only others can have taken', () =>
    withGitHub(async (loopback) => {
      const { written, slept } = await shared(loopback, () => {
        remove(loopback);
        loopback.fault({
          route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
          answer: { status: 422, body: { message: 'Body is too long (maximum is 65536 characters)' } },
        });
      });
      expect([written, slept.length]).toEqual([{ status: 'too-long' }, 1]);
    }, worldWithPull()));
});

describe('a job that only rewrites', () => {
  it('writes nothing where no part of it is, whatever others have', () =>
    withGitHub(async (loopback) => {
      expect(await shared(loopback, undefined, { onlyAnew: true })).toEqual({ written: { status: 'none' }, slept: [] });
      const { github } = clientOf(loopback);
      await shareComment(github, { ...SHARED, part: { ...part, name: 'us' } });
      expect(await shared(loopback, undefined, { onlyAnew: true })).toEqual({ written: { status: 'none' }, slept: [] });
      expect(namesIn(loopback)).toEqual(['us']);
    }, worldWithPull()));

  it('writes where its part is, and stops where that goes away meanwhile', () =>
    withGitHub(async (loopback) => {
      await shared(loopback);
      await shareComment(clientOf(loopback).github, { ...SHARED, part: { ...part, name: 'us' } });
      const { written } = await shared(loopback, undefined, { onlyAnew: true });
      expect(written).toMatchObject({ status: 'unchanged' });
      const gone = await shared(loopback, () => remove(loopback), { onlyAnew: true });
      expect([gone.written, gone.slept.length, bodiesIn(loopback)]).toEqual([{ status: 'none' }, 1, []]);
    }, worldWithPull()));
});
