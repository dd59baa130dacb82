import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { withMarker, readMarker } from '../../../src/edges/github/marker.ts';
import { postPlan } from '../../../src/edges/github/plan-post.ts';
import { readPullRequest } from '../../../src/edges/github/pull-requests.ts';
import { readReviewed, reviewRecord } from '../../../src/edges/github/review.ts';
import type { JsonValue } from '../../../src/model/values/json.ts';
import type { PlanPost, Reviewed } from '../../../src/model/workflow/conversation.ts';
import { clientOf, withGitHub } from './client.ts';
import { merge, headOf, pushToPull } from './history.ts';
import type { Loopback } from './loopback.ts';
import { addOurs, worldWithPull } from './plan-comment.ts';
import { approve, BOT, grant, WORKFLOW_TOKEN } from './world.ts';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const short = (letter: string) => `sha256:${letter.repeat(32)}`;
const STATES = [{ from: digest('3'), to: digest('4') }];
const REVIEWED: Reviewed = { digest: digest('a'), changes: [digest('1'), digest('2')], states: STATES };
const KNOWN: Reviewed = {
  digest: short('a'),
  changes: [short('1'), short('2')],
  states: [{ from: short('3'), to: short('4') }],
};
const ALL = { targets: new Map([['production', KNOWN]]) };
const RUN = 'https://github.com/acme/iot/actions/runs/1';

const pullIn = ({ world }: Loopback) => world.pulls.get(1)!;
const commentIn = ({ world }: Loopback) => world.comments[0]!;

function postIn(loopback: Loopback, changes: Partial<PlanPost> & { readonly reviewed?: Reviewed } = {}): PlanPost {
  const { reviewed = REVIEWED, ...rest } = changes;
  const { digest: of } = reviewed;
  return {
    pullRequest: 1,
    key: 'plan@acme/iot',
    owner: 'acme/iot',
    body: () => 'The plan\n',
    record: {
      head: headOf(pullIn(loopback)),
      base: 'main',
      folder: 'profiles',
      targets: new Map([['production', reviewed]]),
    },
    statuses: [{ target: 'production', state: 'success', summary: 'x', digest: of }],
    ...rest,
  };
}

const show = (loopback: Loopback, changes: Parameters<typeof postIn>[1] = {}) =>
  postPlan(clientOf(loopback).github, postIn(loopback, changes), RUN);

async function read(loopback: Loopback) {
  const { github } = clientOf(loopback);
  const pullRequest = await readPullRequest(github, 1);
  return readReviewed(github, { pullRequest, owner: 'acme/iot', key: { key: 'plan@acme/iot' } });
}

describe('what was reviewed', () => {
  it('is the digest, its changes, and what the files change', () =>
    withGitHub(async (loopback) => {
      expect(await show(loopback)).toEqual([]);
      expect(await read(loopback)).toEqual(ALL);
    }, worldWithPull()));

  it('is known of hundreds of targets by one status', () =>
    withGitHub(async (loopback) => {
      const names = Array.from({ length: 400 }, (_, index) => `target-${index}`);
      const post = postIn(loopback);
      await show(loopback, {
        record: { ...post.record, targets: new Map(names.map((name) => [name, REVIEWED])) },
        statuses: names.map((target) => ({ target, state: 'success', summary: 'x', digest: REVIEWED.digest })),
      });
      expect(loopback.world.statuses).toHaveLength(1);
      expect((await read(loopback)).targets.size).toBe(400);
    }, worldWithPull()));

  it('is the comment alone where the token may not set statuses', () =>
    withGitHub(async (loopback) => {
      await show(loopback, { statuses: [] });
      expect(await read(loopback)).toEqual(ALL);
    }, worldWithPull()));

  const nothing = (why: RegExp) => ({ targets: new Map(), why: expect.stringMatching(why) });

  it('is nothing where nothing was recorded, which is not an empty plan', () =>
    withGitHub(async (loopback) => {
      expect(await read(loopback)).toEqual(nothing(/^it has no plan$/));
      addOurs(loopback.world);
      expect(await read(loopback)).toEqual(nothing(/^it has no plan$/));
    }, worldWithPull()));

  const unseen: readonly { reason: string; happens: (loopback: Loopback) => unknown; why: RegExp }[] = [
    {
      reason: 'a head that came after',
      happens: ({ world }) => pushToPull(world, world.pulls.get(1)!, { 'profiles/b.yaml': 'b' }),
      why: /No plan was recorded on the last commit/,
    },
    {
      reason: 'another base branch',
      happens: (loopback) => (pullIn(loopback).base = 'develop'),
      why: /another base branch/,
    },
    {
      reason: 'a comment that is gone',
      happens: ({ world }) => (world.comments.length = 0),
      why: /^it has no plan$/,
    },
    {
      reason: 'a text that a writer put in its place',
      happens: (loopback) => {
        const comment = commentIn(loopback);
        comment.body = comment.body.replace('The plan', 'No changes');
      },
      why: /somebody changed the comment/,
    },
    {
      reason: 'other changes in the record',
      happens: forgeRecord,
      why: /comment and its commit status are of different plans/,
    },
    {
      reason: 'a newer plan whose comment was not written, because the run was cancelled in between',
      happens: async (loopback) => {
        const [before] = loopback.world.comments.map(({ body }) => body);
        await show(loopback, { reviewed: { ...REVIEWED, digest: digest('b') } });
        commentIn(loopback).body = before ?? '';
      },
      why: /different plans/,
    },
    {
      reason: 'a newer comment whose status was not set, because the run was cancelled in between',
      happens: async (loopback) => {
        await show(loopback, { reviewed: { ...REVIEWED, digest: digest('b') } });
        loopback.world.statuses.pop();
      },
      why: /different plans/,
    },
    {
      reason: 'a plan that another one took the place of after the approval',
      happens: async (loopback) => {
        approve(loopback.world, 1, headOf(pullIn(loopback)));
        await show(loopback, { reviewed: { ...REVIEWED, digest: digest('b') } });
      },
      why: /changed after it was approved/,
    },
    {
      reason: 'a plan that was made while it was merged',
      happens: async (loopback) => {
        merge(loopback.world, pullIn(loopback), 'squash');
        const [status] = loopback.world.statuses.splice(0);
        loopback.world.statuses.push({ ...status!, createdAt: '2027-01-01T00:00:00Z' });
      },
      why: /after it was merged/,
    },
  ];

  it.each(unseen)('is not $reason', ({ happens, why }) =>
    withGitHub(async (loopback) => {
      await show(loopback);
      await happens(loopback);
      expect(await read(loopback)).toEqual(nothing(why));
    }, worldWithPull()),
  );

  it('is what the last approval saw, and what was approved before there was a plan', () =>
    withGitHub(async (loopback) => {
      const head = headOf(pullIn(loopback));
      approve(loopback.world, 1, head);
      await show(loopback, { reviewed: { ...REVIEWED, digest: digest('b') } });
      expect((await read(loopback)).targets.size, 'the merge saw it').toBe(1);
      approve(loopback.world, 1, head).state = 'DISMISSED';
      await show(loopback);
      expect((await read(loopback)).targets.size, 'a withdrawn approval is none').toBe(1);
      approve(loopback.world, 1, 'another commit');
      approve(loopback.world, 1, head);
      await show(loopback, { body: () => 'The same plan in other words' });
      expect((await read(loopback)).targets.size).toBe(1);
    }, worldWithPull()));

  it('is another pull request’s plan on no account, though both have one head', () =>
    withGitHub(async (loopback) => {
      await show(loopback);
      const other = postIn(loopback, { reviewed: { ...REVIEWED, digest: digest('b') } });
      const [status] = loopback.world.statuses;
      loopback.world.statuses.push({
        ...status!,
        id: 999,
        description: `x · ${digest('b')}`,
        url: `${RUN}?pr=2#record-${'b'.repeat(64)}`,
      });
      expect(other.record.head).toBe(status?.sha);
      expect(await read(loopback)).toEqual(ALL);
    }, worldWithPull()));

  const forgeries: readonly { reason: string; forge: (loopback: Loopback) => unknown; why: RegExp }[] = [
    {
      reason: 'a writer edited our comment and there is no status',
      forge: (loopback) => (commentIn(loopback).editor = 'maintainer'),
      why: /who edited the comment is not known/,
    },
    {
      reason: 'someone else wrote a comment with our marker',
      forge: ({ world }) => {
        const [comment] = world.comments.splice(0);
        world.comments.push({ ...comment!, id: 999, login: 'stranger' });
      },
      why: /^it has no plan$/,
    },
    {
      reason: 'who edited it cannot be asked',
      forge: ({ fault }) =>
        fault({
          route: 'POST /graphql',
          skip: 1,
          answer: { status: 200, body: { data: null, errors: [{ type: 'FORBIDDEN', message: 'no' }] } },
        }),
      why: /who edited the comment is not known/,
    },
  ];

  function forgeRecord(loopback: Loopback): void {
    const comment = commentIn(loopback);
    const { key = '' } = readMarker(comment.body) ?? {};
    const { record } = postIn(loopback, { reviewed: { digest: digest('a'), changes: [digest('f')] } });
    comment.body = withMarker({ key, record: reviewRecord(record, 'The plan') }, 'The plan');
  }

  it.each(forgeries)('without a status is not what $reason', ({ forge, why }) =>
    withGitHub(async (loopback) => {
      await show(loopback, { statuses: [] });
      forge(loopback);
      expect(await read(loopback)).toEqual(nothing(why));
    }, worldWithPull()),
  );

  it('cannot be told without permission to read statuses', () =>
    withGitHub(async (loopback) => {
      await show(loopback);
      grant(loopback.world, WORKFLOW_TOKEN, { statuses: 'none' });
      await expect(read(loopback)).rejects.toMatchObject({ code: 'DG6002' });
    }, worldWithPull()));

  it('takes little room in the marker, and with very many changes the digest alone', () => {
    let count = 0;
    const random = (): string => `sha256:${createHash('sha256').update(String(count++)).digest('hex')}`;
    const sizeOf = (each: number, targets: number): number => {
      const changes = (): string[] => Array.from({ length: each }, random);
      const all = Array.from({ length: targets }, (_, index): [string, Reviewed] => [
        `target-${index}`,
        { digest: random(), changes: changes(), states: changes().map((to) => ({ from: random(), to })) },
      ]);
      const record = { head: 'h', base: 'main', folder: 'profiles', targets: new Map(all) };
      return withMarker({ key: 'plan', record: reviewRecord(record, '') }, '').length;
    };
    expect((sizeOf(400, 1) - sizeOf(100, 1)) / 300).toBeLessThan(70);
    expect(sizeOf(500, 1), 'more are not recorded one by one').toBeLessThan(500);
    expect(sizeOf(1, 400), 'a change in each of 400 targets').toBeLessThan(42_000);
  });
});

describe('a plan that is shown', () => {
  it('has a status only once its comment stands there', () =>
    withGitHub(async (loopback) => {
      loopback.fault({
        route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
        answer: { status: 403, body: { message: 'Unable to create comment because issue is locked.' } },
      });
      expect(await show(loopback)).toEqual([
        ['The comment was not written', expect.stringMatching(/issue is locked$/)],
      ]);
      expect(loopback.world.statuses).toMatchObject([{ state: 'failure', url: RUN }]);
      await show(loopback);
      const order = loopback.requests.map(({ route }) => route).filter((route) => route.startsWith('POST /repos'));
      expect(order.slice(-2).map((route) => route.split('/').at(-2))).toEqual(['{issue_number}', 'statuses']);
    }, worldWithPull()));

  it.each([
    { reason: 'has another head', move: ({ world }: Loopback) => pushToPull(world, world.pulls.get(1)!, { a: 'b' }) },
    { reason: 'goes elsewhere', move: (loopback: Loopback) => (pullIn(loopback).base = 'develop') },
    { reason: 'is closed', move: ({ world }: Loopback) => (world.issues.get(1)!.state = 'closed') },
  ])('says nothing where the pull request $reason by now', ({ move }) =>
    withGitHub(async (loopback) => {
      const post = postIn(loopback);
      move(loopback);
      const said = await postPlan(clientOf(loopback).github, post, RUN);
      expect(said).toEqual([['Nothing was said on the pull request', expect.any(String)]]);
      expect([...loopback.world.comments, ...loopback.world.statuses]).toEqual([]);
    }, worldWithPull()),
  );

  it('takes over the comment of an earlier version, and that of an owner that is another now', () =>
    withGitHub(async (loopback) => {
      addOurs(loopback.world);
      await show(loopback);
      await show(loopback, { key: 'plan@acme/new', owner: 'acme/new' });
      expect(loopback.world.comments).toHaveLength(1);
    }, worldWithPull()));

  it('is refused where another folder has the same owner and target, and apart where it has its own', () =>
    withGitHub(async (loopback) => {
      await show(loopback);
      const record = { ...postIn(loopback).record, folder: 'other/profiles' };
      await expect(show(loopback, { record })).rejects.toMatchObject({ code: 'DG6013' });
      await show(loopback, { record, key: 'plan@acme/other', owner: 'acme/other' });
      expect(loopback.world.comments).toHaveLength(2);
      expect(await read(loopback)).toEqual(ALL);
    }, worldWithPull()));
});

describe('the record of a plan', () => {
  const packed = (...letters: string[]): string =>
    Buffer.from(letters.map((letter) => letter.repeat(32)).join(''), 'hex').toString('base64url');
  const many = (count: number): readonly string[] => Array.from({ length: count }, () => digest('1'));
  const steps = (count: number) => many(count).map((from) => ({ from, to: digest('2') }));
  const recordOf = (targets: Record<string, Reviewed>) =>
    reviewRecord(
      { head: 'h', base: 'main', folder: 'profiles', targets: new Map(Object.entries(targets)) },
      'The plan',
    );
  const partsOf = (targets: Record<string, Reviewed>): readonly number[] =>
    Object.values(recordOf(targets)['targets'] as Record<string, string[]>).map((parts) => parts.length);

  const rows: { reason: string; reviewed: Reviewed; parts: string[] }[] = [
    { reason: 'alone', reviewed: { digest: digest('a'), changes: [] }, parts: [packed('a')] },
    {
      reason: 'with its changes',
      reviewed: { digest: digest('a'), changes: [digest('1'), digest('2')], states: [] },
      parts: [packed('a'), packed('1', '2')],
    },
    {
      reason: 'with what the files change, also where the account has that already',
      reviewed: { digest: digest('a'), changes: [], states: STATES },
      parts: [packed('a'), '', packed('3'), packed('4')],
    },
  ];
  it.each(rows)('has the first half of its digest, $reason', ({ reviewed, parts }) => {
    expect(recordOf({ eu: reviewed })).toEqual({
      head: 'h',
      base: 'main',
      folder: 'profiles',
      text: createHash('sha256').update('The plan').digest('hex'),
      targets: { eu: parts },
    });
  });

  it.each([
    { reason: '1,250 changes', targets: [{ changes: many(1250) }], parts: [2] },
    { reason: 'one more', targets: [{ changes: many(1251) }], parts: [1] },
    { reason: '625 steps, each from one state to another', targets: [{ changes: [], states: steps(625) }], parts: [4] },
    { reason: 'one more step', targets: [{ changes: [], states: steps(626) }], parts: [1] },
    { reason: 'changes and steps together', targets: [{ changes: many(1), states: steps(625) }], parts: [1] },
    {
      reason: 'more in two targets together, neither of which is told then',
      targets: [{ changes: many(1250) }, { changes: many(1) }],
      parts: [1, 1],
    },
  ])('tells changes one by one as far as there is room: $reason', ({ targets, parts }) => {
    const all = targets.map((one, index) => [`t${index}`, { digest: digest('a'), ...one }] as const);
    expect(partsOf(Object.fromEntries(all))).toEqual(parts);
  });

  const claimed: { reason: string; targets: JsonValue; expected: Record<string, Reviewed> }[] = [
    { reason: 'nothing where it names no targets', targets: 'eu', expected: {} },
    { reason: 'nothing of a target without a list', targets: { eu: packed('a') }, expected: {} },
    { reason: 'nothing of a target without a digest', targets: { eu: [] }, expected: {} },
    { reason: 'nothing of a target whose digest is cut', targets: { eu: [packed('a').slice(0, -2)] }, expected: {} },
    { reason: 'nothing of a target whose digest is no text', targets: { eu: [1] }, expected: {} },
    {
      reason: 'a target beside a broken one',
      targets: { us: 1, eu: [packed('a'), packed('1', '2').slice(0, -2)] },
      expected: { eu: { digest: short('a'), changes: [short('1')], states: [] } },
    },
    {
      reason: 'a plan without changes',
      targets: { eu: [packed('a')] },
      expected: { eu: { digest: short('a'), changes: [], states: [] } },
    },
    {
      reason: 'a step that leads nowhere where no ends are told',
      targets: { eu: [packed('a'), '', packed('3')] },
      expected: { eu: { digest: short('a'), changes: [], states: [{ from: short('3'), to: '' }] } },
    },
    {
      reason: 'a step that leads nowhere where its end is missing',
      targets: { eu: [packed('a'), '', packed('3', '5'), packed('4')] },
      expected: {
        eu: {
          digest: short('a'),
          changes: [],
          states: [
            { from: short('3'), to: short('4') },
            { from: short('5'), to: '' },
          ],
        },
      },
    },
  ];
  it.each(claimed)('claims $reason', ({ targets, expected }) =>
    withGitHub(async (loopback) => {
      await show(loopback, { statuses: [] });
      const comment = commentIn(loopback);
      const { key = '', record = {} } = readMarker(comment.body) ?? {};
      comment.body = withMarker({ key, record: { ...record, targets } }, 'The plan');
      expect(await read(loopback)).toEqual({ targets: new Map(Object.entries(expected)) });
    }, worldWithPull()),
  );
});

describe('without a status counts the comment', () => {
  const GRAPHQL = 'POST /graphql';
  it('that our own author edited, as each newer plan does', () =>
    withGitHub(async (loopback) => {
      await show(loopback, { statuses: [] });
      commentIn(loopback).editor = BOT;
      expect(await read(loopback)).toEqual(ALL);
    }, worldWithPull()));

  it('not where it went away meanwhile', () =>
    withGitHub(async (loopback) => {
      await show(loopback, { statuses: [] });
      loopback.fault({ route: GRAPHQL, skip: 1, answer: { status: 200, body: { data: { node: null } } } });
      expect(await read(loopback)).toMatchObject({ targets: new Map(), why: expect.stringContaining('is not known') });
    }, worldWithPull()));

  it('not where a person has the name of our app', () =>
    withGitHub(async (loopback) => {
      await show(loopback, { statuses: [] });
      const editor = { __typename: 'User', login: BOT.replace('[bot]', '') };
      loopback.fault({ route: GRAPHQL, skip: 1, answer: { status: 200, body: { data: { node: { editor } } } } });
      expect(await read(loopback)).toMatchObject({ targets: new Map() });
    }, worldWithPull()));

  it('and nothing is said where GitHub fails to tell who edited it', () =>
    withGitHub(async (loopback) => {
      await show(loopback, { statuses: [] });
      loopback.fault({ route: GRAPHQL, skip: 1, times: 9, answer: { status: 502, body: { message: 'Server Error' } } });
      await expect(read(loopback)).rejects.toMatchObject({ code: 'DG6006' });
    }, worldWithPull()));
});

it('has no reason why nothing was reviewed, where all was, and asks no status that shows no plan', () =>
  withGitHub(async (loopback) => {
    await show(loopback);
    const [status] = loopback.world.statuses;
    loopback.world.statuses.push({ ...status!, id: 999, url: RUN });
    expect(await read(loopback)).toStrictEqual(ALL);
  }, worldWithPull()));

it('a plan that was there in the second of the approval was seen, and another one after it not', () =>
  withGitHub(async (loopback) => {
    await show(loopback);
    const { submittedAt } = approve(loopback.world, 1, headOf(pullIn(loopback)));
    const [status] = loopback.world.statuses.splice(0);
    loopback.world.statuses.push({ ...status!, createdAt: submittedAt });
    expect(await read(loopback)).toEqual(ALL);
    await show(loopback, { reviewed: { ...REVIEWED, digest: digest('b') } });
    expect(await read(loopback)).toMatchObject({
      targets: new Map(),
      why: expect.stringMatching(/after it was approved/),
    });
  }, worldWithPull()));

describe('of two targets', () => {
  const two = (loopback: Loopback) => {
    const { record } = postIn(loopback);
    const targets = new Map([
      ['production', REVIEWED],
      ['staging', { ...REVIEWED, digest: digest('b') }],
    ]);
    return show(loopback, {
      record: { ...record, targets },
      statuses: ['production', 'staging'].map((target) => ({
        target,
        state: 'success',
        summary: 'x',
        digest: digest('a'),
      })),
    });
  };

  it('each is proven by its own status, and the other counts for nothing where it has none', () =>
    withGitHub(async (loopback) => {
      await two(loopback);
      expect([...(await read(loopback)).targets.keys()]).toEqual(['production', 'staging']);
      const [production] = loopback.world.statuses.splice(0, 1);
      const { targets, why } = await read(loopback);
      expect([...targets.keys()]).toEqual(['staging']);
      expect(why).toMatch(/different plans/);
      loopback.world.statuses.splice(0, 1, production!);
      expect(await read(loopback)).toMatchObject({ targets: new Map([['production', KNOWN]]), why });
    }, worldWithPull()));

  it('a plan that was there when it was merged counts, to the second', () =>
    withGitHub(async (loopback) => {
      await two(loopback);
      merge(loopback.world, pullIn(loopback), 'squash');
      const { mergedAt } = pullIn(loopback);
      loopback.world.statuses.splice(
        0,
        2,
        ...loopback.world.statuses.map((one) => ({ ...one, createdAt: mergedAt ?? '' })),
      );
      expect((await read(loopback)).targets.size).toBe(2);
    }, worldWithPull()));
});
