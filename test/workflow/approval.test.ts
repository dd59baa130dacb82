import { describe, expect, test } from 'vitest';
import type { LoadedProfiles } from '../../src/commands/planning/profiles.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Conversation, PullRequest, Reviewed, ReviewedTargets } from '../../src/model/workflow/conversation.ts';
import { approvedBy, isAbout, LOOK_BACK, mergedSince, recordsOf } from '../../src/workflow/approval.ts';
import type { Approval, Merged } from '../../src/workflow/approval.ts';
import type { Job } from '../../src/workflow/job.ts';

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const pull = (number: number): PullRequest => ({
  number,
  title: `Pull request ${number}`,
  url: `https://github.com/acme/iot/pull/${number}`,
  state: 'closed',
  head: `head${number}`,
  base: 'main',
  merged: true,
});
const LOADED = {
  owner: 'acme/iot',
  targets: [{ target: { name: 'eu' } }, { target: { name: 'us' } }],
} as unknown as LoadedProfiles;
const PUSH: Approval = { by: 'push', before: 'before', after: 'after', branch: 'main' };
const HAND: Approval = { by: 'hand', digests: [digest('a')], branch: 'main' };
const reviewed = (more: Partial<Reviewed> = {}): Reviewed => ({ digest: digest('a'), changes: [digest('1')], ...more });

/** A job that is told this by GitHub. */
function jobOf(said: Partial<Conversation>, targets: readonly string[] = []): Job {
  return { conversation: said, options: { targets }, run: { commit: 'this' } } as unknown as Job;
}

/** A job to which these plans were recorded, by pull request and key. */
function recorded(found: Readonly<Record<string, ReviewedTargets>>, targets?: readonly string[]): Job {
  const none = { targets: new Map() };
  return jobOf(
    { reviewed: async ({ pullRequest, key, owner }) => found[`#${pullRequest.number} ${key} ${owner}`] ?? none },
    targets,
  );
}

const of = (targets: Record<string, Reviewed>, why?: string): ReviewedTargets => ({
  targets: new Map(Object.entries(targets)),
  ...(why !== undefined && { why }),
});

describe('what was merged', () => {
  const before = { merged: [pull(2), pull(1)], applied: 'done' };

  test('with a push, and before it, each once', async () => {
    const asked: unknown[] = [];
    const job = jobOf({
      mergedBy: async (push, awaitsIndex) => {
        asked.push([push, awaitsIndex]);
        return { merged: [pull(3), pull(2)], direct: ['c0ffee'] };
      },
      unapplied: async (from) => {
        asked.push(from);
        return before;
      },
    });
    expect(await mergedSince(job, LOADED, PUSH, true)).toEqual({
      pushed: [pull(3), pull(2)],
      earlier: [pull(1)],
      direct: ['c0ffee'],
      applied: 'done',
    });
    expect(asked).toEqual([
      [PUSH, true],
      { commit: 'before', branch: 'main', depth: LOOK_BACK, owner: 'acme/iot', targets: ['eu', 'us'] },
    ]);
  });

  test('before a run that somebody started by hand, up to its own commit', async () => {
    const asked: unknown[] = [];
    const job = jobOf({
      unapplied: async ({ commit }) => {
        asked.push(commit);
        return { merged: [pull(1)] };
      },
    });
    const merged = await mergedSince(job, LOADED, HAND, false);
    expect(merged).toStrictEqual({ pushed: [], earlier: [pull(1)], direct: [] });
    expect(asked).toEqual(['this']);
  });
});

describe('the records of a pull request', () => {
  const read = async (job: Job) => (await recordsOf(job, LOADED, [pull(1)]))[0];

  test('are those of the targets of this run, and of no others', async () => {
    const job = recorded({ '#1 plan@acme/iot acme/iot': of({ eu: reviewed(), other: reviewed() }) });
    expect(await read(job)).toStrictEqual({ pullRequest: pull(1), records: [{ target: 'eu', ...reviewed() }] });
  });

  test('are of a job for these targets and of one for all, with what keeps one from counting', async () => {
    const found = {
      '#1 plan:eu,us@acme/iot acme/iot': of({ eu: reviewed() }),
      '#1 plan@acme/iot acme/iot': of({ us: reviewed({ digest: digest('b') }) }, 'somebody changed it'),
    };
    expect(await read(recorded(found, ['us', 'eu']))).toEqual({
      pullRequest: pull(1),
      records: [
        { target: 'eu', ...reviewed() },
        { target: 'us', ...reviewed({ digest: digest('b') }) },
      ],
      why: 'somebody changed it',
    });
  });

  test('are read once of a job for all targets', async () => {
    const keys: string[] = [];
    const job = jobOf({
      reviewed: async ({ key }) => {
        keys.push(key);
        return { targets: new Map() };
      },
    });
    await recordsOf(job, LOADED, [pull(1), pull(2)]);
    expect(keys).toEqual(['plan@acme/iot', 'plan@acme/iot']);
  });

  const rows: { reason: string; records: Reviewed[]; isAbout: boolean }[] = [
    { reason: 'changes something', records: [reviewed({ changes: [] }), reviewed()], isAbout: true },
    {
      reason: 'wants something otherwise that the account has so already',
      records: [reviewed({ changes: [], states: [{ from: digest('1'), to: digest('2') }] })],
      isAbout: true,
    },
    { reason: 'changes nothing', records: [reviewed({ changes: [], states: [] })], isAbout: false },
    { reason: 'was not planned', records: [], isAbout: false },
  ];
  test.each(rows)('say whether it is about the targets: it $reason', ({ records, isAbout: expected }) => {
    const all = records.map((one) => ({ target: 'eu', ...one }));
    expect(isAbout({ pullRequest: pull(1), records: all })).toBe(expected);
  });
});

describe('what was reviewed', () => {
  const plan = (target: string, letter: string): Plan => ({ target, digest: digest(letter) }) as unknown as Plan;
  const merged = (more: Partial<Merged> = {}): Merged => ({ pushed: [], earlier: [], direct: [], ...more });
  const records = {
    '#1 plan@acme/iot acme/iot': of({ eu: reviewed({ changes: [] }) }),
    '#2 plan@acme/iot acme/iot': of({ eu: reviewed({ digest: digest('b') }) }),
    '#3 plan@acme/iot acme/iot': of({ us: reviewed({ digest: digest('c') }) }),
    '#4 plan@acme/iot acme/iot': of({}, 'somebody changed the comment'),
  };
  const approved = (approval: Approval, given: Merged, plans: readonly Plan[] = []) =>
    approvedBy(recorded(records), LOADED, approval, plans, given);
  const numbers = (pullRequests: readonly PullRequest[]): readonly number[] => pullRequests.map(({ number }) => number);

  test('is what the push and earlier merges brought; earlier ones that changed nothing are told nothing', async () => {
    const {
      pullRequests,
      reviewed: all,
      why,
    } = await approved(PUSH, merged({ pushed: [pull(3)], earlier: [pull(2), pull(1)] }));
    expect(numbers(pullRequests)).toEqual([3, 2]);
    expect(all.map(({ target, digest: one }) => [target, one])).toEqual([
      ['us', digest('c')],
      ['eu', digest('b')],
      ['eu', digest('a')],
    ]);
    expect(why).toBeUndefined();
  });

  test('is enough where it came earlier', async () => {
    const found = await approved(PUSH, merged({ direct: ['c0ffee00'], earlier: [pull(2)] }));
    expect(found).toStrictEqual({
      pullRequests: [pull(2)],
      reviewed: [{ target: 'eu', ...reviewed({ digest: digest('b') }) }],
    });
  });

  test.each([
    {
      reason: 'no pull request is known, only commits',
      given: merged({ direct: ['c0ffee00d', 'badcafe00'] }),
      why: /^GitHub names no pull request for c0ffee0, badcafe\. /,
    },
    {
      reason: 'a pull request has no plan that counts, each with why',
      given: merged({ pushed: [pull(4), pull(5)] }),
      why: /^Nothing was reviewed\. #4: somebody changed the comment; #5: it has no plan for these targets\.$/,
    },
  ])('is nothing where $reason', async ({ given, why }) => {
    const found = await approved(PUSH, given);
    expect(found).toMatchObject({ reviewed: [], pullRequests: given.pushed, why: expect.stringMatching(why) });
  });

  test('by hand is each plan whose digest was written down, as a whole', async () => {
    const given = merged({ earlier: [pull(2)] });
    const digests = [digest('a'), 'cccccccccccc'];
    const plans = [plan('eu', 'a'), plan('us', 'c'), plan('other', 'd')];
    expect(await approved({ ...HAND, digests }, given, plans)).toStrictEqual({
      pullRequests: [pull(2)],
      reviewed: [
        { target: 'eu', digest: digest('a'), changes: [] },
        { target: 'us', digest: digest('c'), changes: [] },
      ],
    });
  });

  test('by hand is nothing where the digest is of another plan, whatever pull requests were reviewed', async () => {
    const found = await approved(HAND, merged({ earlier: [pull(2)] }), [plan('eu', 'e')]);
    expect(found).toMatchObject({ reviewed: [], why: 'The digest that was given is of another plan.' });
  });
});
