import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readParts, roomOfPart } from '../../../src/edges/github/parts.ts';
import { shareComment } from '../../../src/edges/github/shared-comment.ts';
import { COMMENT_BYTES } from '../../../src/render/markdown/comment.ts';
import { clientOf, withGitHub } from './client.ts';
import { anyFault, BAD_GATEWAY, type Fault } from './faults.ts';
import type { Loopback } from './loopback.ts';
import { worldWithPull } from './plan-comment.ts';
import { addComment, BOT, grant, WORKFLOW_TOKEN } from './world.ts';

const COMMENTS = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const LIST = `GET ${COMMENTS}`;
const CREATE = `POST ${COMMENTS}`;
const UPDATE = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
const DELETE = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}';

const textOf = (name: string): string => `## ✅ Applied: 1 created\n\nTarget ${name}\n\n${'ü'.repeat(20_000)}`;

/** A second is so many milliseconds: longer than a request takes. */
const SECOND = 12;

function share({ url, world }: Loopback, name: string, text = textOf(name)) {
  const sleep = (seconds: number): Promise<void> => setTimeout(seconds * SECOND);
  const { github } = clientOf({ url, world }, { sleep });
  return shareComment(github, { pullRequest: 1, key: 'results', part: { name, text } });
}

const namesIn = ({ world }: Loopback): readonly (readonly string[])[] =>
  world.comments.filter(({ login }) => login === BOT).map(({ body }) => readParts(body).parts.map(({ name }) => name));

/** Starts jobs so many milliseconds apart; gives the names of those that were told that it is written. */
async function together(loopback: Loopback, delays: readonly number[]): Promise<readonly string[]> {
  const jobs = delays.map(async (delay, job) => {
    await setTimeout(delay);
    const room = roomOfPart(`t${job}`, delays.length);
    const { status } = await share(loopback, `t${job}`, textOf(`t${job}`).slice(0, room / 2)).catch(() => ({
      status: 'denied',
    }));
    return status === 'denied' ? [] : [`t${job}`];
  });
  return (await Promise.all(jobs)).flat();
}

describe('jobs that write one comment together', () => {
  const delays = fc.array(fc.nat(8 * SECOND), { minLength: 2, maxLength: 5 });
  const reset = (loopback: Loopback): void => {
    loopback.calm();
    loopback.world.comments.length = 0;
  };

  it('all stand in it in the end, by name and within the budget, whenever they start', () =>
    withGitHub(async (loopback) => {
      const property = fc.asyncProperty(delays, async (starts) => {
        reset(loopback);
        const all = starts.map((_, job) => `t${job}`);
        expect(await together(loopback, starts)).toEqual(all);
        expect(namesIn(loopback)).toEqual([all]);
        const [{ body } = { body: '' }] = loopback.world.comments;
        expect(Buffer.byteLength(body)).toBeLessThanOrEqual(COMMENT_BYTES);
        for (const name of all) expect(body).toContain(`Target ${name}\n`);
        expect(body).not.toContain('edited');
      });
      await fc.assert(property, { numRuns: 4, examples: [[[0, 0, 0, 0, 0]]], interruptAfterTimeLimit: 5_000 });
    }, worldWithPull()));

  it('stand in it whatever fails, if they were told so', () =>
    withGitHub(async (loopback) => {
      const faults = fc.array(anyFault(LIST, CREATE, UPDATE, DELETE), { maxLength: 3 });
      const property = fc.asyncProperty(delays, faults, async (starts, failures) => {
        reset(loopback);
        failures.forEach(loopback.fault);
        const told = await together(loopback, starts);
        const shown = namesIn(loopback);
        if (told.length > 0) expect(shown).toHaveLength(1);
        expect(shown.flat()).toEqual(expect.arrayContaining([...told]));
      });
      await fc.assert(property, { numRuns: 6, interruptAfterTimeLimit: 5_000 });
    }, worldWithPull()));

  it.each<Fault & { reason: string }>([
    { reason: 'the gateway failed after it was made', route: CREATE, answer: BAD_GATEWAY, afterEffect: true },
    { reason: 'the connection broke after it was made', route: CREATE, answer: 'drop', afterEffect: true },
    { reason: 'the gateway failed after it was rewritten', route: UPDATE, answer: BAD_GATEWAY, afterEffect: true },
    { reason: 'the gateway failed three times before', route: UPDATE, answer: BAD_GATEWAY, times: 3 },
    { reason: 'the list does not show yet what was made', route: LIST, answer: { status: 200, body: [] }, skip: 1 },
  ])('are not lost with an answer: $reason', (fault) =>
    withGitHub(async (loopback) => {
      loopback.fault(fault);
      expect(await together(loopback, [0, 0, 5])).toEqual(['t0', 't1', 't2']);
      expect(namesIn(loopback)).toEqual([['t0', 't1', 't2']]);
    }, worldWithPull()),
  );

  it('keep what another wrote between a rewriting whose answer was lost and the next one', () =>
    withGitHub(async (loopback) => {
      await share(loopback, 'one');
      await share(loopback, 'two');
      const both = loopback.world.comments.at(-1)?.body ?? '';
      loopback.world.comments.length = 0;
      await share(loopback, 'one');
      const [comment] = loopback.world.comments;
      loopback.fault({ route: UPDATE, answer: BAD_GATEWAY, afterEffect: true });
      let isFirst = true;
      const sleep = async (): Promise<void> => {
        // The other job read the comment before this one rewrote it.
        if (isFirst && comment !== undefined) comment.body = both;
        isFirst = false;
      };
      const { github } = clientOf({ url: loopback.url, world: loopback.world }, { sleep });
      await shareComment(github, { pullRequest: 1, key: 'results', part: { name: 'three', text: textOf('three') } });
      expect(namesIn(loopback)).toEqual([['one', 'three', 'two']]);
    }, worldWithPull()));

  it('are brought together from two comments before one of them is deleted', () =>
    withGitHub(async (loopback) => {
      await share(loopback, 'one');
      const [first] = loopback.world.comments.splice(0);
      await share(loopback, 'two');
      addComment(loopback.world, { number: 1, login: BOT, body: first?.body ?? '' });
      await share(loopback, 'three');
      expect(namesIn(loopback)).toEqual([['one', 'three', 'two']]);
    }, worldWithPull()));

  it('are told where they may not write', () =>
    withGitHub(async (loopback) => {
      grant(loopback.world, WORKFLOW_TOKEN, { pull_requests: 'read', issues: 'read' });
      expect(await share(loopback, 'one')).toMatchObject({ status: 'denied' });
    }, worldWithPull()));

  it('pass over what a stranger wrote under their marker', () =>
    withGitHub(async (loopback) => {
      await share(loopback, 'one');
      const [{ body } = { body: '' }] = loopback.world.comments.splice(0);
      addComment(loopback.world, { number: 1, login: 'stranger', body });
      await share(loopback, 'two');
      expect(namesIn(loopback)).toEqual([['two']]);
    }, worldWithPull()));
});
