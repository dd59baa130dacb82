import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { upsertComment } from '../../../src/edges/github/comments.ts';
import { readReviewed, reviewRecord } from '../../../src/edges/github/review.ts';
import type { Reviewed } from '../../../src/model/workflow/conversation.ts';
import { setStatus } from '../../../src/edges/github/statuses.ts';
import { clientOf, withGitHub } from './client.ts';
import { headOf, pushToPull } from './history.ts';
import type { Loopback } from './loopback.ts';
import { worldWithPull } from './plan-comment.ts';
import { grant, WORKFLOW_TOKEN } from './world.ts';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

/** A plan's digest is made of those of its changes. */
function digestOf(target: string, changes: readonly string[]): string {
  return `sha256:${createHash('sha256')
    .update([target, ...changes].join())
    .digest('hex')}`;
}

const CHANGES = [digest('1'), digest('2')];
const REVIEWED: Reviewed = { digest: digestOf('production', CHANGES), changes: CHANGES };
const DIGEST_ALONE = new Map([['production', { digest: REVIEWED.digest, changes: [] }]]);

const headIn = ({ world }: Loopback) => headOf(world.pulls.get(1)!);

describe('what was reviewed', () => {
  const targets = new Map([['production', REVIEWED]]);

  async function review(loopback: Loopback, { withStatus = true, withComment = true } = {}): Promise<void> {
    const { github } = clientOf(loopback);
    const head = headIn(loopback);
    const record = reviewRecord(head, targets);
    if (withComment) await upsertComment(github, { pullRequest: 1, key: 'plan', body: 'The plan', record });
    const status = {
      commit: head,
      target: 'production',
      state: 'success',
      summary: 'x',
      digest: REVIEWED.digest,
    } as const;
    if (withStatus) await setStatus(github, status);
  }

  const read = (loopback: Loopback, head = headIn(loopback)) =>
    readReviewed(clientOf(loopback).github, { pullRequest: 1, key: 'plan', head, digestOf });

  it('is the digest and its changes', () =>
    withGitHub(async (loopback) => {
      await review(loopback);
      expect(await read(loopback)).toEqual(targets);
    }, worldWithPull()));

  it('is the comment alone where the token may not set statuses', () =>
    withGitHub(async (loopback) => {
      await review(loopback, { withStatus: false });
      expect(await read(loopback)).toEqual(targets);
    }, worldWithPull()));

  it('is the digest alone where the comment is gone', () =>
    withGitHub(async (loopback) => {
      await review(loopback, { withComment: false });
      expect(await read(loopback)).toEqual(DIGEST_ALONE);
    }, worldWithPull()));

  it('is nothing where nothing was recorded, which is not an empty plan', () =>
    withGitHub(async (loopback) => {
      expect(await read(loopback)).toEqual(new Map());
    }, worldWithPull()));

  it('is nothing for a head that came after', () =>
    withGitHub(async (loopback) => {
      await review(loopback);
      const head = pushToPull(loopback.world, loopback.world.pulls.get(1)!, { 'profiles/b.yaml': 'b' });
      expect(await read(loopback, head)).toEqual(new Map());
    }, worldWithPull()));

  const forgeries: readonly {
    reason: string;
    withStatus: boolean;
    forge: (loopback: Loopback) => Promise<void>;
    left: ReadonlyMap<string, Reviewed>;
  }[] = [
    {
      reason: 'a writer put other changes into our comment',
      withStatus: true,
      forge: (loopback) => forgeRecord(loopback, { digest: REVIEWED.digest, changes: [digest('f')] }),
      left: DIGEST_ALONE,
    },
    {
      reason: 'a writer put another plan into our comment, digest and all',
      withStatus: true,
      forge: (loopback) =>
        forgeRecord(loopback, { digest: digestOf('production', [digest('f')]), changes: [digest('f')] }),
      left: DIGEST_ALONE,
    },
    {
      reason: 'a writer edited our comment and there is no status',
      withStatus: false,
      forge: (loopback) => forgeRecord(loopback, REVIEWED),
      left: new Map(),
    },
    {
      reason: 'someone else wrote a comment with our marker',
      withStatus: false,
      forge: copyByStranger,
      left: new Map(),
    },
    {
      reason: 'who edited it cannot be asked',
      withStatus: false,
      forge: async ({ fault }) =>
        fault({
          route: 'POST /graphql',
          skip: 1,
          answer: { status: 200, body: { data: null, errors: [{ type: 'FORBIDDEN', message: 'no' }] } },
        }),
      left: new Map(),
    },
  ];

  async function forgeRecord({ world, url }: Loopback, reviewed: Reviewed): Promise<void> {
    const scratch = clientOf({ url, world });
    const [comment] = world.comments;
    const record = reviewRecord(headOf(world.pulls.get(1)!), new Map([['production', reviewed]]));
    await upsertComment(scratch.github, {
      pullRequest: 1,
      key: 'plan',
      body: 'The plan, so to speak',
      record,
    });
    comment!.editor = 'maintainer';
  }

  async function copyByStranger({ world }: Loopback): Promise<void> {
    const [comment] = world.comments.splice(0);
    world.comments.push({ ...comment!, id: 999, login: 'stranger' });
  }

  it.each(forgeries)('is not what $reason', ({ withStatus, forge, left }) =>
    withGitHub(async (loopback) => {
      await review(loopback, { withStatus });
      await forge(loopback);
      expect(await read(loopback)).toEqual(left);
    }, worldWithPull()),
  );

  it('cannot be told without permission to read statuses', () =>
    withGitHub(async (loopback) => {
      grant(loopback.world, WORKFLOW_TOKEN, { statuses: 'none' });
      await expect(read(loopback)).rejects.toMatchObject({ code: 'DG6002' });
    }, worldWithPull()));

  it('takes 57 bytes a change in the marker', () => {
    const many = (count: number) =>
      new Map([['p', { digest: digest('a'), changes: Array.from({ length: count }, () => digest('1')) }]]);
    const size = (count: number) => JSON.stringify(reviewRecord('h', many(count))).length * (4 / 3);
    expect((size(250) - size(100)) / 150).toBeCloseTo(57, 0);
    expect(size(251), 'more are not recorded one by one').toBeLessThan(size(3));
  });
});
