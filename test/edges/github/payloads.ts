import type { JsonObject } from '../../../src/model/values/json.ts';
import { pullBody, userBody } from './bodies.ts';
import type { MergeGroup, Pushed } from './history.ts';
import { commitAt, type Pull, type World } from './world.ts';

/** What set a run off: the payload and the variables that come with it. */
export interface Payload {
  readonly payload: JsonObject;
  readonly environment: Readonly<Record<string, string>>;
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request */
export function pullRequestEvent(
  world: World,
  pull: Pull,
  options: { readonly action?: string; readonly actor?: string; readonly name?: string } = {},
): Payload {
  const { action = 'synchronize', actor = 'maintainer', name = 'pull_request' } = options;
  const pull_request = pullBody(world, pull, 'pull-request');
  return {
    payload: { ...common(world, actor), action, number: pull.number, pull_request },
    environment: {
      ...variables(world, name, actor),
      GITHUB_SHA: pull.mergeCommit ?? '',
      GITHUB_REF: `refs/pull/${pull.number}/merge`,
      GITHUB_REF_NAME: `${pull.number}/merge`,
      GITHUB_HEAD_REF: pull.branch,
      GITHUB_BASE_REF: pull.base,
    },
  };
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
export function pushEvent(world: World, { before, after, branch }: Pushed, actor = 'maintainer'): Payload {
  const head_commit = { id: after, message: commitAt(world, after).message };
  const ref = `refs/heads/${branch}`;
  return {
    payload: {
      ...common(world, actor),
      ref,
      before,
      after,
      created: false,
      deleted: false,
      forced: false,
      head_commit,
    },
    environment: onBranch(world, 'push', actor, after, branch),
  };
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule */
export function scheduleEvent(world: World): Payload {
  const tip = commitAt(world, world.defaultBranch).sha;
  return {
    payload: { ...common(world, 'maintainer'), schedule: '17 5 * * *' },
    environment: onBranch(world, 'schedule', 'maintainer', tip, world.defaultBranch),
  };
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_dispatch */
export function dispatchEvent(world: World, inputs: JsonObject | null = null): Payload {
  const tip = commitAt(world, world.defaultBranch).sha;
  return {
    payload: {
      ...common(world, 'maintainer'),
      inputs,
      ref: `refs/heads/${world.defaultBranch}`,
      workflow: 'defender.yml',
    },
    environment: onBranch(world, 'workflow_dispatch', 'maintainer', tip, world.defaultBranch),
  };
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#merge_group */
export function mergeGroupEvent(world: World, { head: head_sha, base: base_sha, pulls }: MergeGroup): Payload {
  const { base, number } = pulls.at(-1) ?? { base: world.defaultBranch, number: 0 };
  const head_ref = `refs/heads/gh-readonly-queue/${base}/pr-${number}-${base_sha}`;
  const merge_group = { head_sha, head_ref, base_sha, base_ref: `refs/heads/${base}` };
  return {
    payload: { ...common(world, 'maintainer'), action: 'checks_requested', merge_group },
    environment: {
      ...variables(world, 'merge_group', 'maintainer'),
      GITHUB_SHA: head_sha,
      GITHUB_REF: head_ref,
    },
  };
}

function common(world: World, actor: string): JsonObject {
  const { owner, repo: name, defaultBranch } = world;
  const repository = { name, full_name: `${owner}/${name}`, default_branch: defaultBranch, private: false };
  return { repository: { ...repository, owner: userBody(owner) }, sender: userBody(actor) };
}

function onBranch(
  world: World,
  name: string,
  actor: string,
  sha: string,
  branch: string,
): Readonly<Record<string, string>> {
  const ref = { GITHUB_SHA: sha, GITHUB_REF: `refs/heads/${branch}`, GITHUB_REF_NAME: branch };
  return { ...variables(world, name, actor), ...ref };
}

function variables(world: World, name: string, actor: string): Readonly<Record<string, string>> {
  return {
    GITHUB_EVENT_NAME: name,
    GITHUB_REPOSITORY: `${world.owner}/${world.repo}`,
    GITHUB_REPOSITORY_OWNER: world.owner,
    GITHUB_ACTOR: actor,
    GITHUB_TRIGGERING_ACTOR: actor,
  };
}
