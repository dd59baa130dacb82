import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeComment, readComment, upsertComment, writeComment } from '../../../src/edges/github/comments.ts';
import { clientOf, withGitHub } from './client.ts';
import { anyFault, BAD_GATEWAY, exhausted, type Fault, secondaryLimit } from './faults.ts';
import { addOurs, MARKED, UPSERT, visible, worldWithPull } from './plan-comment.ts';
import { BOT, addComment, type World } from './world.ts';

const LIST = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
const CREATE = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
const UPDATE = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
const DELETE = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}';

interface Row {
  readonly reason: string;
  readonly faults?: readonly Fault[];
  readonly prepare?: (world: World) => void;
  readonly status: 'created' | 'updated' | 'unchanged';
  readonly slept?: readonly number[];
}

const LOST_ANSWERS: readonly Row[] = [
  { reason: 'nothing goes wrong', status: 'created' },
  {
    reason: 'it was made, but the gateway failed',
    faults: [{ route: CREATE, answer: BAD_GATEWAY, afterEffect: true }],
    status: 'created',
    slept: [1],
  },
  {
    reason: 'the gateway failed before it was made',
    faults: [{ route: CREATE, answer: BAD_GATEWAY }],
    status: 'created',
    slept: [1],
  },
  {
    reason: 'the gateway failed three times, before',
    faults: [{ route: CREATE, answer: BAD_GATEWAY, times: 3 }],
    status: 'created',
    slept: [1, 2, 4],
  },
  {
    reason: 'the connection broke after it was made',
    faults: [{ route: CREATE, answer: 'drop', afterEffect: true }],
    status: 'created',
    slept: [1],
  },
  {
    reason: 'the connection broke before',
    faults: [{ route: CREATE, answer: 'drop' }],
    status: 'created',
    slept: [1],
  },
  {
    reason: 'the answer was cut in half',
    faults: [{ route: CREATE, answer: 'cut' }],
    status: 'created',
    slept: [1],
  },
  {
    reason: 'the answer never came',
    faults: [{ route: CREATE, answer: 'hang', afterEffect: true }],
    status: 'created',
    slept: [1],
  },
  {
    reason: 'a proxy answered in its stead',
    faults: [{ route: CREATE, answer: { status: 200, html: '<h1>Sign in</h1>' }, afterEffect: true }],
    status: 'created',
    slept: [1],
  },
  {
    reason: 'the list failed at first',
    faults: [{ route: LIST, answer: BAD_GATEWAY, times: 3 }],
    status: 'created',
    slept: [1, 2, 4],
  },
  { reason: 'the list broke off', faults: [{ route: LIST, answer: 'cut' }], status: 'created', slept: [1] },
  {
    reason: 'the list does not show yet what was just made',
    faults: [{ route: LIST, answer: { status: 200, body: [] }, skip: 1 }],
    status: 'created',
  },
  {
    reason: 'too much at once, by 403',
    faults: [{ route: CREATE, answer: secondaryLimit(403, 7) }],
    status: 'created',
    slept: [7],
  },
  {
    reason: 'too much at once, by 429',
    faults: [{ route: CREATE, answer: secondaryLimit(429, 9) }],
    status: 'created',
    slept: [9],
  },
  {
    reason: 'a limit without a time is a minute',
    faults: [{ route: CREATE, answer: { status: 429, body: { message: 'Too many requests' } } }],
    status: 'created',
    slept: [60],
  },
];

const KEPT: readonly Row[] = [
  {
    reason: 'an update whose answer was lost',
    prepare: addOurs,
    faults: [{ route: UPDATE, answer: BAD_GATEWAY, afterEffect: true }],
    status: 'updated',
    slept: [1],
  },
  {
    reason: 'it was deleted a moment ago',
    prepare: addOurs,
    faults: [{ route: UPDATE, answer: { status: 404, body: { message: 'Not Found' } } }],
    status: 'updated',
  },
  {
    reason: 'it is on the second page',
    prepare: (world) => (chatter(world, 130), addOurs(world), chatter(world, 30)),
    status: 'updated',
  },
  {
    reason: 'a run of old left three',
    prepare: (world) => (addOurs(world), addOurs(world), addOurs(world)),
    status: 'updated',
  },
  {
    reason: 'a duplicate was deleted by someone else',
    prepare: (world) => (addOurs(world), addOurs(world)),
    faults: [{ route: DELETE, answer: { status: 404, body: { message: 'Not Found' } }, afterEffect: true }],
    status: 'updated',
  },
  {
    reason: 'others bear our marker',
    prepare: (world) => (forged(world), addOurs(world), forged(world)),
    status: 'updated',
  },
  { reason: 'only others bear our marker', prepare: forged, status: 'created' },
  {
    reason: 'ours was hidden by people',
    prepare: (world) => (addOurs(world).minimized = 'resolved'),
    status: 'created',
  },
  {
    reason: 'a maintainer wrote into ours',
    prepare: (world) => (addOurs(world).body = `${MARKED}\nLGTM`),
    status: 'updated',
  },
  {
    reason: 'a maintainer took the marker out',
    prepare: (world) => (addOurs(world).body = 'Gone'),
    status: 'created',
  },
  {
    reason: 'ours of another key quotes the marker',
    prepare: (world) => (addOurs(world).body = `<!-- defender-gitops:apply -->\n${MARKED}`),
    status: 'created',
  },
  {
    reason: 'ours without a marker quotes one',
    prepare: (world) => (addOurs(world).body = `As I said:\n${MARKED}`),
    status: 'created',
  },
  {
    reason: 'it says so already',
    prepare: (world) => (addOurs(world).body = '<!-- defender-gitops:plan -->\r\nThe plan\r\n'),
    status: 'unchanged',
  },
];

function forged(world: World): void {
  addComment(world, { number: 1, login: 'stranger', body: MARKED });
}

function chatter(world: World, count: number): void {
  for (let index = 0; index < count; index++) addComment(world, { number: 1, login: 'maintainer', body: 'Hm' });
}

describe('a pull request has one plan comment', () => {
  it.each([...LOST_ANSWERS, ...KEPT])('$reason', ({ faults = [], prepare = () => {}, status, slept = [] }) =>
    withGitHub(async (loopback, client) => {
      prepare(loopback.world);
      const before = loopback.world.comments.filter(({ login }) => login !== BOT);
      const { lastId } = loopback.world;
      faults.forEach(loopback.fault);
      expect(await upsertComment(client.github, UPSERT)).toMatchObject({ status });
      // Every comment that is made notifies people, also one that is deleted at once.
      expect(loopback.world.lastId - lastId).toBe(status === 'created' ? 1 : 0);
      if (status === 'unchanged') expect(loopback.requests.map(({ route }) => route)).not.toContain(UPDATE);
      expect(visible(loopback.world).map((line) => line.trim())).toEqual(['The plan']);
      expect(loopback.world.comments.filter(({ login }) => login !== BOT)).toEqual(before);
      expect(client.slept).toEqual(slept);
    }, worldWithPull()),
  );

  it('waits until the hourly budget is renewed', () =>
    withGitHub(async (loopback, client) => {
      loopback.fault({ route: CREATE, answer: exhausted(40, Date.now()) });
      await upsertComment(client.github, UPSERT);
      expect(client.slept).toEqual([expect.toSatisfy((seconds: number) => seconds >= 40 && seconds <= 42)]);
      expect(client.reports).toMatchObject([{ type: 'retrying', operation: CREATE }]);
      expect(visible(loopback.world)).toEqual(['The plan']);
    }, worldWithPull()));

  it.each([2, 3, 5])('however many runs write at once: %i', (runs) =>
    withGitHub(async (loopback) => {
      const bodies = Array.from({ length: runs }, (_, run) => `The plan of run ${run}`);
      await Promise.all(bodies.map((body) => upsertComment(clientOf(loopback).github, { ...UPSERT, body })));
      expect(visible(loopback.world)).toHaveLength(1);
      expect(bodies).toContain(visible(loopback.world)[0]);
    }, worldWithPull()),
  );

  it('after any series of failures, and says the last thing that was written', () =>
    withGitHub(async (loopback) => {
      const fault = anyFault(LIST, CREATE, UPDATE, DELETE);
      let body = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(fault, { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
          async (series) => {
            loopback.world.comments.length = 0;
            for (const faults of series) {
              loopback.calm();
              faults.forEach(loopback.fault);
              await upsertComment(clientOf(loopback).github, { ...UPSERT, body: `${++body}` }).catch(() => {});
              expect(visible(loopback.world).length).toBeLessThanOrEqual(1);
            }
            loopback.calm();
            await upsertComment(clientOf(loopback).github, { ...UPSERT, body: `${++body}` });
            expect(visible(loopback.world)).toEqual([`${body}`]);
          },
        ),
        { numRuns: 60 },
      );
    }, worldWithPull()));
});

describe('a comment that cannot be written', () => {
  it('is given up after four times', () =>
    withGitHub(async (loopback, client) => {
      loopback.fault({ route: CREATE, answer: BAD_GATEWAY, times: 4 });
      await expect(upsertComment(client.github, UPSERT)).rejects.toMatchObject({ code: 'DG6006' });
      expect(client.slept).toEqual([1, 2, 4]);
      expect(await upsertComment(client.github, UPSERT)).toMatchObject({ status: 'created' });
    }, worldWithPull()));

  it('is not tried again where GitHub says that it is wrong', () =>
    withGitHub(async (loopback, client) => {
      loopback.fault({ route: CREATE, answer: { status: 422, body: { message: 'Validation Failed' } } });
      await expect(upsertComment(client.github, UPSERT)).rejects.toMatchObject({ code: expect.stringMatching(/^DG6/) });
      expect(loopback.requests.filter(({ route }) => route === CREATE)).toHaveLength(1);
      expect(client.slept).toEqual([]);
    }, worldWithPull()));

  it('is a failure where a spare one cannot be deleted for another reason than that it is gone', () =>
    withGitHub(async (loopback, client) => {
      addOurs(loopback.world);
      addOurs(loopback.world);
      loopback.fault({ route: DELETE, answer: { status: 403, body: { message: 'Resource not accessible' } } });
      expect(await upsertComment(client.github, UPSERT)).toMatchObject({
        status: 'denied',
        reason: expect.stringContaining('`pull-requests: write`'),
      });
    }, worldWithPull()));

  it('is not made again where what it was for is gone', () =>
    withGitHub(async (loopback, client) => {
      loopback.fault({ route: CREATE, answer: { status: 404, body: { message: 'Not Found' } } });
      expect(await upsertComment(client.github, UPSERT)).toMatchObject({ status: 'denied' });
      expect(loopback.world.comments).toEqual([]);
    }, worldWithPull()));

  it('is not rewritten again where GitHub says that it is wrong', () =>
    withGitHub(async (loopback, client) => {
      addOurs(loopback.world);
      loopback.fault({ route: UPDATE, answer: { status: 422, body: { message: 'Validation Failed' } } });
      await expect(upsertComment(client.github, UPSERT)).rejects.toMatchObject({ code: expect.stringMatching(/^DG6/) });
    }, worldWithPull()));

  it('is rewritten once at a time: sent again as it is, it could take away what others wrote meanwhile', () =>
    withGitHub(async (loopback, client) => {
      addOurs(loopback.world);
      loopback.fault({ route: UPDATE, answer: BAD_GATEWAY });
      await upsertComment(client.github, UPSERT);
      const routes = loopback.requests.map(({ route }) => route).filter((route) => route === UPDATE || route === LIST);
      expect(routes).toEqual([LIST, UPDATE, LIST, UPDATE]);
    }, worldWithPull()));
});

describe('a comment that is only to be rewritten', () => {
  it('is not made', () =>
    withGitHub(async (loopback, { github }) => {
      expect(await upsertComment(github, { ...UPSERT, onlyAnew: true })).toEqual({ status: 'none' });
      expect(loopback.world.comments).toEqual([]);
    }, worldWithPull()));

  it('is where it is there', () =>
    withGitHub(async (loopback, { github }) => {
      const { id } = addOurs(loopback.world);
      expect(await upsertComment(github, { ...UPSERT, onlyAnew: true })).toEqual({
        status: 'updated',
        url: expect.stringContaining(`#issuecomment-${id}`),
      });
    }, worldWithPull()));
});

it('of several the oldest stays, whatever order GitHub lists them in', () =>
  withGitHub(async (loopback, { github }) => {
    const [first] = [addOurs(loopback.world), addOurs(loopback.world), addOurs(loopback.world)];
    loopback.world.comments.reverse();
    await upsertComment(github, UPSERT);
    expect(loopback.world.comments.map(({ id }) => id)).toEqual([first.id]);
  }, worldWithPull()));

describe('of what GitHub lists', () => {
  /** A comment as GitHub Enterprise Server lists it: without a word on whether it is hidden. */
  const listed = (id: number, login: string | null, body: string) => ({
    id,
    node_id: `IC_${id}`,
    html_url: `https://github.com/acme/iot/pull/1#issuecomment-${id}`,
    body,
    user: login === null ? null : { login },
  });

  it('nothing is ours whose author is gone', () =>
    withGitHub(async (loopback, { github }) => {
      loopback.fault({ route: LIST, answer: { status: 200, body: [listed(7, null, MARKED)] } });
      expect(await readComment(github, { pullRequest: 1, key: { key: 'plan' } })).toBeUndefined();
    }, worldWithPull()));

  it('ours is known where nothing says whether it is hidden', () =>
    withGitHub(async (loopback, { github }) => {
      loopback.fault({ route: LIST, answer: { status: 200, body: [listed(7, BOT, MARKED)] } });
      expect(await readComment(github, { pullRequest: 1, key: { key: 'plan' } })).toMatchObject({
        id: 7,
        body: MARKED,
      });
    }, worldWithPull()));

  it('the new one that is missing yet goes as a spare one, where another run’s is listed', () =>
    withGitHub(async (loopback, { github }) => {
      const older = addOurs(loopback.world);
      loopback.fault({ route: LIST, answer: { status: 200, body: [] } });
      loopback.fault({ route: LIST, answer: { status: 200, body: [listed(older.id, BOT, MARKED)] } });
      await upsertComment(github, UPSERT);
      expect(loopback.world.comments.map(({ id }) => id)).toEqual([older.id]);
    }, worldWithPull()));
});

it('a text can be made of those that stand there, oldest first, also on an issue', () =>
  withGitHub(async (loopback, { github }) => {
    const thread = { number: 1, permission: 'issues: write' } as const;
    expect(await writeComment(github, thread, { key: 'plan' }, 'One')).toMatchObject({ status: 'created' });
    const [{ body } = { body: '' }] = loopback.world.comments;
    expect(body).toContain('One');
    addOurs(loopback.world);
    const found: (readonly string[])[] = [];
    await composeComment(github, thread, { key: 'plan' }, (bodies) => {
      found.push(bodies);
      return undefined;
    });
    expect(found).toEqual([[body, MARKED]]);
  }, worldWithPull()));
