import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeIssue, type IssueText, upsertIssue } from '../../src/edges/github/issues.ts';
import { readMarker } from '../../src/edges/github/marker.ts';
import { clientOf, withGitHub } from './client.ts';
import { BAD_GATEWAY, type Fault, secondaryLimit } from './faults.ts';
import { openPull } from './history.ts';
import { createWorld, grant, tick, WORKFLOW_TOKEN, type World } from './world.ts';

const LIST = 'GET /repos/{owner}/{repo}/issues';
const CREATE = 'POST /repos/{owner}/{repo}/issues';
const UPDATE = 'PATCH /repos/{owner}/{repo}/issues/{issue_number}';
const LABEL = 'POST /repos/{owner}/{repo}/labels';
const COMMENT = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';

const BOT = 'github-actions[bot]';
const KEY = 'drift production';
const label = {
  name: 'defender-gitops-drift',
  color: 'd93f0b',
  description: 'The account differs from the profiles',
};

function drift(digest: string): IssueText {
  const title = 'Drift: production';
  return { key: KEY, title, body: `Drift ${digest}`, label, digest, news: `Now ${digest}` };
}

function own(world: World, state?: 'open' | 'closed') {
  const all = [...world.issues.values()].filter(
    ({ login, body }) => login === BOT && readMarker(body)?.key === KEY,
  );
  return state === undefined ? all : all.filter((issue) => issue.state === state);
}

function texts(world: World): readonly string[] {
  return world.comments.map(({ body }) => body.split('\n').slice(1).join('\n'));
}

const close = { key: KEY, label: label.name, news: 'Clean again' };

describe('the life of a drift issue', () => {
  it('is one issue: made, kept, rewritten, closed, reopened', () =>
    withGitHub(async ({ world }, { github }) => {
      expect(await upsertIssue(github, drift('a'))).toMatchObject({ status: 'created', number: 1 });
      expect(world.issues.get(1)).toMatchObject({ title: 'Drift: production', labels: [label.name] });
      expect(world.labels.get(label.name)).toEqual(label);
      expect(await upsertIssue(github, drift('a'))).toMatchObject({ status: 'unchanged', number: 1 });
      expect(texts(world)).toEqual([]);
      expect(await upsertIssue(github, drift('b'))).toMatchObject({ status: 'updated', number: 1 });
      expect(world.issues.get(1)?.body).toContain('Drift b');
      expect(texts(world)).toEqual(['Now b']);
      expect(await closeIssue(github, close)).toMatchObject({ status: 'closed', number: 1 });
      expect(world.issues.get(1)).toMatchObject({ state: 'closed', reason: 'completed' });
      expect(await closeIssue(github, close)).toEqual({ status: 'none' });
      expect(await upsertIssue(github, drift('b'))).toMatchObject({ status: 'reopened', number: 1 });
      expect(texts(world)).toEqual(['Now b', 'Clean again', 'Now b']);
      expect(await closeIssue(github, close)).toMatchObject({ status: 'closed' });
      expect(texts(world)).toEqual(['Now b', 'Clean again', 'Now b', 'Clean again']);
      expect(own(world)).toHaveLength(1);
    }));

  it('rewrites the text without a word where the drift is the same', () =>
    withGitHub(async ({ world }, { github }) => {
      await upsertIssue(github, drift('a'));
      expect(await upsertIssue(github, { ...drift('a'), body: 'Seen again' })).toMatchObject({
        status: 'updated',
      });
      expect(world.issues.get(1)?.body).toContain('Seen again');
      expect(texts(world)).toEqual([]);
    }));

  it('respects people who do not plan to act, until the drift changes', () =>
    withGitHub(async ({ world }, { github }) => {
      await upsertIssue(github, drift('a'));
      Object.assign(world.issues.get(1)!, { state: 'closed', reason: 'not_planned' });
      expect(await upsertIssue(github, drift('a'))).toMatchObject({ status: 'declined', number: 1 });
      expect(world.issues.get(1)?.state).toBe('closed');
      expect(await upsertIssue(github, drift('b'))).toMatchObject({ status: 'reopened', number: 1 });
    }));

  it('has an issue per key', () =>
    withGitHub(async ({ world }, { github }) => {
      await upsertIssue(github, drift('a'));
      await upsertIssue(github, { ...drift('a'), key: 'drift staging' });
      expect(await closeIssue(github, close)).toMatchObject({ status: 'closed', number: 1 });
      expect(world.issues.get(2)?.state).toBe('open');
    }));
});

interface Row {
  readonly reason: string;
  readonly faults?: readonly Fault[];
  readonly prepare?: (world: World) => void;
  readonly status: 'created' | 'updated' | 'unchanged' | 'reopened';
}

const rows: readonly Row[] = [
  {
    reason: 'it was made, but the gateway failed',
    faults: [{ route: CREATE, answer: BAD_GATEWAY, afterEffect: true }],
    status: 'created',
  },
  {
    reason: 'the gateway failed before',
    faults: [{ route: CREATE, answer: BAD_GATEWAY, times: 3 }],
    status: 'created',
  },
  {
    reason: 'the connection broke after it was made',
    faults: [{ route: CREATE, answer: 'drop', afterEffect: true }],
    status: 'created',
  },
  { reason: 'the answer was cut in half', faults: [{ route: CREATE, answer: 'cut' }], status: 'created' },
  {
    reason: 'too much at once',
    faults: [{ route: CREATE, answer: secondaryLimit(429, 3) }],
    status: 'created',
  },
  {
    reason: 'the list does not show yet what was just made',
    faults: [{ route: LIST, answer: { status: 200, body: [] }, skip: 2, times: 2 }],
    status: 'created',
  },
  {
    reason: 'another run makes the label meanwhile',
    faults: [
      {
        route: LABEL,
        answer: {
          status: 422,
          body: {
            message: 'Validation Failed',
            documentation_url: 'x',
            errors: [{ code: 'already_exists' }],
          },
        },
        afterEffect: true,
      },
    ],
    status: 'created',
  },
  {
    reason: 'the label was made, but the gateway failed',
    faults: [{ route: LABEL, answer: BAD_GATEWAY, afterEffect: true }],
    status: 'created',
  },
  {
    reason: 'someone else opened one with our marker and label',
    prepare: (world) => mine(world, { login: 'stranger' }),
    status: 'created',
  },
  {
    reason: 'the update was taken, but the gateway failed',
    prepare: mine,
    faults: [{ route: UPDATE, answer: BAD_GATEWAY, afterEffect: true }],
    status: 'updated',
  },
  {
    reason: 'the news was told, but the gateway failed',
    prepare: mine,
    faults: [{ route: COMMENT, answer: BAD_GATEWAY, afterEffect: true }],
    status: 'updated',
  },
  { reason: 'people took the label off', prepare: (world) => mine(world, { labels: [] }), status: 'updated' },
  {
    reason: 'people took the label off, and a hundred others are open',
    prepare: (world) => (mine(world, { labels: [] }), others(world, 130)),
    status: 'updated',
  },
  {
    reason: 'people gave it another title and another label',
    prepare: (world) => mine(world, { title: 'Mine', labels: [label.name, 'ops'] }),
    status: 'updated',
  },
  { reason: 'a race of old left two', prepare: (world) => (mine(world), mine(world)), status: 'updated' },
  {
    reason: 'a race of old left two, one closed as duplicate',
    prepare: (world) => (
      mine(world, { state: 'closed', reason: 'completed' }),
      mine(world, { state: 'closed', reason: 'duplicate' })
    ),
    status: 'reopened',
  },
  {
    reason: 'a pull request is among the issues',
    prepare: (world) => pullWithMarker(world),
    status: 'created',
  },
];

function mine(world: World, changes: Partial<Parameters<World['issues']['set']>[1]> = {}): void {
  const number = ++world.lastNumber;
  const body = `<!-- defender-gitops:${encodeURIComponent(KEY)} -->\nOld`;
  const plain = {
    number,
    login: BOT,
    title: 'Drift',
    body,
    state: 'open',
    reason: null,
    labels: [label.name],
  } as const;
  world.issues.set(number, { ...plain, labels: [label.name], createdAt: tick(world), ...changes });
}

function others(world: World, count: number): void {
  for (let index = 0; index < count; index++)
    mine(world, { login: 'maintainer', body: 'Please', labels: [] });
}

function pullWithMarker(world: World): void {
  const { number } = openPull(world, { 'profiles/a.yaml': 'a' }, { login: BOT });
  const issue = world.issues.get(number);
  if (issue)
    Object.assign(issue, {
      body: `<!-- defender-gitops:${encodeURIComponent(KEY)} -->`,
      labels: [label.name],
    });
}

describe('a target has one open issue', () => {
  it.each(rows)('$reason', ({ faults = [], prepare = () => {}, status }) =>
    withGitHub(async (loopback, { github }) => {
      prepare(loopback.world);
      faults.forEach(loopback.fault);
      expect(await upsertIssue(github, drift('a'))).toMatchObject({ status });
      const open = own(loopback.world, 'open').filter(({ number }) => !loopback.world.pulls.has(number));
      expect(open.map(({ title, body }) => [title, body?.split('\n')[1]])).toEqual([
        ['Drift: production', 'Drift a'],
      ]);
      expect(open[0]?.labels).toContain(label.name);
      expect(texts(loopback.world).length).toBeLessThanOrEqual(1);
    }),
  );

  it('however many runs write at once', () =>
    withGitHub(async (loopback) => {
      const runs = Array.from({ length: 3 }, () => upsertIssue(clientOf(loopback).github, drift('a')));
      await Promise.all(runs);
      expect(own(loopback.world, 'open')).toHaveLength(1);
      expect(own(loopback.world, 'closed').every(({ reason }) => reason === 'duplicate')).toBe(true);
    }));

  it('whatever fails, and tells each change once', () =>
    withGitHub(async (loopback) => {
      const fault = fc.record({
        route: fc.constantFrom(LIST, CREATE, UPDATE, COMMENT, LABEL),
        times: fc.integer({ min: 1, max: 4 }),
        skip: fc.integer({ min: 0, max: 1 }),
        afterEffect: fc.boolean(),
        answer: fc.constantFrom<Fault['answer']>(BAD_GATEWAY, 'drop', 'cut', secondaryLimit(403, 2)),
      });
      const step = fc.record({
        digest: fc.constantFrom('a', 'b'),
        faults: fc.array(fault, { maxLength: 2 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
          for (const kept of [loopback.world.issues, loopback.world.labels]) kept.clear();
          loopback.world.comments.length = 0;
          for (const { digest, faults } of steps) {
            loopback.calm();
            faults.forEach(loopback.fault);
            await upsertIssue(clientOf(loopback).github, drift(digest)).catch(() => {});
            expect(own(loopback.world).length).toBeLessThanOrEqual(1);
          }
          loopback.calm();
          await upsertIssue(clientOf(loopback).github, drift('c'));
          expect(own(loopback.world, 'open')).toHaveLength(1);
          expect(new Set(loopback.world.comments.map(({ body }) => readMarker(body)?.key)).size).toBe(
            loopback.world.comments.length,
          );
        }),
        { numRuns: 40 },
      );
    }));
});

describe('what cannot be written comes back as a value', () => {
  it('names the permission that is missing', () =>
    withGitHub(async (loopback, { github }) => {
      grant(loopback.world, WORKFLOW_TOKEN, { issues: 'read' });
      const denied = { status: 'denied', reason: expect.stringContaining('`issues: write`') };
      expect(await upsertIssue(github, drift('a'))).toMatchObject(denied);
    }));

  it('says that issues are switched off', () =>
    withGitHub(async (loopback, { github }) => {
      loopback.world.issuesEnabled = false;
      expect(await upsertIssue(github, drift('a'))).toMatchObject({
        status: 'denied',
        reason: expect.stringContaining('disabled'),
      });
    }));

  it('says that a body is too long', () =>
    withGitHub(async (loopback, { github }) => {
      expect(await upsertIssue(github, { ...drift('a'), body: 'x'.repeat(65_536) })).toEqual({
        status: 'too-long',
      });
      expect(own(loopback.world)).toEqual([]);
    }));
});

it('closes all where a race left two', () =>
  withGitHub(async ({ world }, { github }) => {
    mine(world);
    mine(world);
    expect(await closeIssue(github, close)).toMatchObject({ status: 'closed', number: 1 });
    expect(own(world).map(({ state, reason }) => [state, reason])).toEqual([
      ['closed', 'completed'],
      ['closed', 'duplicate'],
    ]);
  }, createWorld()));
