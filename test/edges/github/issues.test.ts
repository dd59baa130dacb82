import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { upsertIssue } from '../../../src/edges/github/issues.ts';
import { readMarker } from '../../../src/edges/github/marker.ts';
import { clientOf, withGitHub } from './client.ts';
import { drift, KEY, label, mine, own, texts } from './drift-issue.ts';
import { anyFault, BAD_GATEWAY, type Fault, secondaryLimit } from './faults.ts';
import { openPull } from './history.ts';
import { BOT, type World } from './world.ts';

const LIST = 'GET /repos/{owner}/{repo}/issues';
const CREATE = 'POST /repos/{owner}/{repo}/issues';
const UPDATE = 'PATCH /repos/{owner}/{repo}/issues/{issue_number}';
const LABEL = 'POST /repos/{owner}/{repo}/labels';
const COMMENT = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';

interface Row {
  readonly reason: string;
  readonly faults?: readonly Fault[];
  readonly prepare?: (world: World) => void;
  readonly status: 'created' | 'updated' | 'unchanged' | 'reopened';
  /** Which issue it is in the end. */
  readonly number?: number;
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
    number: 1,
  },
  {
    reason: 'a pull request is among the issues',
    prepare: (world) => pullWithMarker(world),
    status: 'created',
  },
];

function others(world: World, count: number): void {
  for (let index = 0; index < count; index++) mine(world, { login: 'maintainer', body: 'Please', labels: [] });
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
  it.each(rows)('$reason', ({ faults = [], prepare = () => {}, status, number = expect.any(Number) }) =>
    withGitHub(async (loopback, { github }) => {
      prepare(loopback.world);
      const { size } = loopback.world.issues;
      faults.forEach(loopback.fault);
      expect(await upsertIssue(github, drift('a'))).toMatchObject({ status, number });
      expect(loopback.world.issues.size - size).toBe(status === 'created' ? 1 : 0);
      const open = own(loopback.world, 'open').filter(({ number }) => !loopback.world.pulls.has(number));
      expect(open.map(({ title, body }) => [title, body?.split('\n')[1]])).toEqual([['Drift: production', 'Drift a']]);
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
      const fault = anyFault(LIST, CREATE, UPDATE, COMMENT, LABEL);
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
