import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src/model/workflow/run.ts';
import { readRun } from '../../../src/edges/github/runner/event.ts';
import { OperatorError } from '../../../src/model/problem.ts';
import { enqueue, headOf, merge, openPull, pushDirectly } from './history.ts';
import {
  dispatchEvent,
  mergeGroupEvent,
  type Payload,
  pullRequestEvent,
  pushEvent,
  scheduleEvent,
} from './payloads.ts';
import { commitAt, createWorld, type World } from './world.ts';

const RUNNER = {
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_RUN_ID: '42',
  GITHUB_WORKSPACE: '/home/runner/work/iot/iot',
};

const run = ({ payload, environment }: Payload) => readRun({ ...RUNNER, ...environment }, JSON.stringify(payload));

function worldWithPull(options: Parameters<typeof openPull>[2] = {}) {
  const world = createWorld();
  return { world, pull: openPull(world, { 'profiles/a.yaml': 'a' }, options) };
}

it('knows where the run is', () => {
  const { world, pull } = worldWithPull();
  expect(run(pullRequestEvent(world, pull))).toMatchObject({
    repository: 'acme/iot',
    commit: pull.mergeCommit,
    actor: 'maintainer',
    apiUrl: 'https://api.github.com',
    repositoryUrl: 'https://github.com/acme/iot',
    runUrl: 'https://github.com/acme/iot/actions/runs/42',
    workspace: '/home/runner/work/iot/iot',
  });
});

describe('a pull request', () => {
  it('is told with its head, not with the test merge', () => {
    const { world, pull } = worldWithPull({ title: 'Watch ::error::' });
    expect(run(pullRequestEvent(world, pull, { action: 'opened' })).event).toEqual({
      name: 'pull_request',
      action: 'opened',
      number: 1,
      title: 'Watch ::error::',
      url: 'https://github.com/acme/iot/pull/1',
      head: headOf(pull),
      base: commitAt(world, 'main').sha,
      branch: 'main',
      isDefaultBase: true,
      merged: false,
      draft: false,
    });
  });

  it('tells that it was merged', () => {
    const { world, pull } = worldWithPull();
    merge(world, pull, 'squash');
    expect(run(pullRequestEvent(world, pull, { action: 'closed' })).event).toMatchObject({ merged: true });
  });

  const restricted: readonly {
    reason: string;
    change: (payload: Payload) => Payload;
    restriction?: string;
  }[] = [
    { reason: 'from the repository itself', change: (payload) => payload },
    {
      reason: 'by Dependabot',
      change: (payload) => withVariable(payload, 'GITHUB_ACTOR', 'dependabot[bot]'),
      restriction: 'dependabot',
    },
    {
      reason: 'by Dependabot, run again by a maintainer',
      change: (payload) =>
        withVariable(withVariable(payload, 'GITHUB_ACTOR', 'dependabot[bot]'), 'GITHUB_TRIGGERING_ACTOR', 'maintainer'),
      restriction: 'dependabot',
    },
    { reason: 'from a fork that is gone', change: withoutHeadRepository, restriction: 'fork' },
  ];
  it.each(restricted)('has secrets or not: $reason', ({ change, restriction }) => {
    const { world, pull } = worldWithPull();
    const { event } = run(change(pullRequestEvent(world, pull)));
    expect((event as Extract<RunEvent, { name: 'pull_request' }>).restricted).toBe(restriction);
  });

  it('has none from a fork', () => {
    const { world, pull } = worldWithPull({ fork: true, login: 'stranger' });
    expect(run(pullRequestEvent(world, pull)).event).toMatchObject({ restricted: 'fork' });
  });
});

describe('a push', () => {
  it('tells what it added to the default branch', () => {
    const world = createWorld();
    const pushed = pushDirectly(world, 'main', { 'profiles/a.yaml': 'a' });
    const { event, branch } = run(pushEvent(world, pushed));
    expect(event).toEqual({ name: 'push', ...pushed, isDefaultBranch: true, deleted: false });
    expect(branch).toBe('main');
  });

  it('tells another branch, with slashes, from the default one', () => {
    const world = createWorld();
    world.branches.set('feature/main', commitAt(world, 'main').sha);
    const pushed = pushDirectly(world, 'feature/main', { 'profiles/a.yaml': 'a' });
    expect(run(pushEvent(world, pushed)).event).toMatchObject({
      branch: 'feature/main',
      isDefaultBranch: false,
    });
  });

  it('of a tag is on no branch, and may be named like the default branch', () => {
    const world = createWorld();
    const { payload, environment } = pushEvent(world, pushDirectly(world, 'main', {}));
    const tagged = {
      payload: { ...payload, ref: 'refs/tags/main' },
      environment: { ...environment, GITHUB_REF: 'refs/tags/main' },
    };
    expect(run(tagged).event).toMatchObject({ name: 'push', isDefaultBranch: false });
    expect(run(tagged).event).not.toHaveProperty('branch');
    expect(run(tagged)).not.toHaveProperty('branch');
  });
});

it('knows a schedule, a form, a merge queue, and that there is more', () => {
  const { world, pull } = worldWithPull();
  expect(run(scheduleEvent(world)).event).toEqual({ name: 'schedule', cron: '17 5 * * *' });
  expect(run(dispatchEvent(world)).event).toEqual({ name: 'workflow_dispatch', inputs: {}, isDefaultBranch: true });
  const inputs = { digest: 'sha256:abc', force: true, target: null };
  expect(run(dispatchEvent(world, inputs)).event).toEqual({
    name: 'workflow_dispatch',
    inputs: { digest: 'sha256:abc', force: 'true' },
    isDefaultBranch: true,
  });
  const queued = enqueue(world, [pull]);
  const group = {
    name: 'merge_group',
    head: queued.head,
    base: commitAt(world, 'main').sha,
    branch: 'main',
  };
  expect(run(mergeGroupEvent(world, queued)).event).toEqual(group);
  expect(run(withVariable(scheduleEvent(world), 'GITHUB_EVENT_NAME', 'release')).event).toEqual({
    name: 'other',
    event: 'release',
  });
});

describe('what is no run that it can serve ends with a sentence', () => {
  const world = createWorld();
  const schedule = scheduleEvent(world);
  const rows: readonly { reason: string; of: () => unknown; code: string }[] = [
    { reason: 'pull_request_target', of: () => run(targeted(world, 'pull_request_target')), code: 'DG6011' },
    { reason: 'workflow_run', of: () => run(targeted(world, 'workflow_run')), code: 'DG6011' },
    { reason: 'outside GitHub Actions', of: () => readRun({}, '{}'), code: 'DG6010' },
    {
      reason: 'a payload that is no JSON',
      of: () => readRun({ ...RUNNER, ...schedule.environment }, '<html>'),
      code: 'DG6010',
    },
    {
      reason: 'a payload that is no object',
      of: () => readRun({ ...RUNNER, ...schedule.environment }, '[]'),
      code: 'DG6010',
    },
    {
      reason: 'a payload of another event',
      of: () => run(withVariable(schedule, 'GITHUB_EVENT_NAME', 'push')),
      code: 'DG6010',
    },
    { reason: 'no run id', of: () => run(withVariable(schedule, 'GITHUB_RUN_ID', '')), code: 'DG6010' },
  ];
  it.each(rows)('$reason', ({ of, code }) => {
    expect(of).toThrow(OperatorError);
    expect(of).toThrow(expect.objectContaining({ code }));
  });
});

function targeted(world: World, name: string): Payload {
  return pullRequestEvent(world, openPull(world, {}), { name });
}

function withVariable({ payload, environment }: Payload, name: string, value: string): Payload {
  return { payload, environment: { ...environment, [name]: value } };
}

function withoutHeadRepository({ payload, environment }: Payload): Payload {
  const text = JSON.stringify(payload, function (this: unknown, key, value: unknown) {
    return key === 'head' ? { ...(value as object), repo: null } : value;
  });
  return { payload: JSON.parse(text), environment };
}
