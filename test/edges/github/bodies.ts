import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { sample } from './contract.ts';
import { headOf } from './history.ts';
import type { Comment, Commit, Issue, Label, Pull, Review, Status, World } from './world.ts';
import { commitAt } from './world.ts';

const API = 'https://api.github.com';
const WEB = 'https://github.com';

/** A person or an app as REST shows it. */
export function userBody(login: string): JsonObject {
  const type = login.endsWith('[bot]') ? 'Bot' : 'User';
  return sample('simple-user', { login, type, html_url: `${WEB}/${encodeURIComponent(login)}` });
}

export function commentBody(world: World, comment: Comment): JsonObject {
  const { id, number, login, body, createdAt, minimized } = comment;
  const kind = world.pulls.has(number) ? 'pull' : 'issues';
  return sample('issue-comment', {
    id,
    node_id: nodeId(comment),
    body,
    user: userBody(login),
    html_url: `${WEB}/${world.owner}/${world.repo}/${kind}/${number}#issuecomment-${id}`,
    issue_url: `${API}/repos/${world.owner}/${world.repo}/issues/${number}`,
    created_at: createdAt,
    minimized: minimized === null ? null : { reason: minimized },
  });
}

/** What GraphQL calls a comment. */
export function nodeId({ id }: Comment): string {
  return `IC_${id}`;
}

export function issueBody(world: World, issue: Issue): JsonObject {
  const { number, login, title, body, state, reason, labels, createdAt } = issue;
  const kind = world.pulls.has(number) ? 'pull' : 'issues';
  const html_url = `${WEB}/${world.owner}/${world.repo}/${kind}/${number}`;
  const pull_request = { url: `${API}/x`, html_url, diff_url: null, patch_url: null };
  return sample('issue', {
    number,
    title,
    body,
    state,
    state_reason: reason,
    html_url,
    user: userBody(login),
    labels: labels.map((name) => ({ name })),
    created_at: createdAt,
    ...(world.pulls.has(number) && { pull_request }),
  });
}

export function labelBody({ name, color, description }: Label): JsonObject {
  return sample('label', { name, color, description });
}

export function statusBody({ id, login, context, state, description, url, createdAt }: Status): JsonObject {
  const creator = userBody(login);
  return sample('status', {
    id,
    context,
    state,
    description,
    target_url: url,
    creator,
    created_at: createdAt,
  });
}

/** A pull request as lists show it (`pull-request-simple`) or by itself (`pull-request`). */
export function pullBody(world: World, pull: Pull, schema: 'pull-request' | 'pull-request-simple'): JsonObject {
  const { number, branch, base, mergeCommit, mergedAt } = pull;
  const issue = world.issues.get(number);
  if (issue === undefined) throw new Error(`pull request ${number} is no issue`);
  const plain = sample(schema, {});
  return {
    ...plain,
    number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    html_url: `${WEB}/${world.owner}/${world.repo}/pull/${number}`,
    user: userBody(issue.login),
    head: end(
      plain.head,
      branch,
      headOf(pull),
      pull.fork ? `${issue.login}/${world.repo}` : `${world.owner}/${world.repo}`,
    ),
    base: end(
      plain.base,
      base,
      commitAt(world, commitAt(world, pull.commits[0] ?? '').parents[0] ?? '').sha,
      `${world.owner}/${world.repo}`,
    ),
    merged_at: mergedAt,
    merge_commit_sha: mergeCommit,
    ...(schema === 'pull-request' && { merged: mergedAt !== null, commits: pull.commits.length }),
  };
}

/** A review of a pull request. */
export function reviewBody({ id, login, commit, state, submittedAt }: Review): JsonObject {
  return sample('pull-request-review', {
    id,
    user: userBody(login),
    state,
    commit_id: commit,
    submitted_at: submittedAt,
  });
}

/** A commit as a comparison lists it. */
export function commitBody({ sha, parents, message }: Commit): JsonObject {
  const plain = sample('commit', {});
  const commit = { ...(plain.commit as JsonObject), message };
  return { ...plain, sha, commit, parents: parents.map((parent) => ({ sha: parent, url: `${API}/x` })) };
}

/** A commit as git's own endpoints show it. */
export function gitCommitBody({ sha, parents, message }: Commit): JsonObject {
  const links = parents.map((parent) => ({ sha: parent, url: `${API}/x`, html_url: `${WEB}/x` }));
  return sample('git-commit', { sha, message, parents: links });
}

/** git's hash of a file. */
export function blobHash(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');
}

function end(plain: JsonObject[string], ref: string, sha: string, full_name: string): JsonObject {
  const { repo, ...rest } = plain as JsonObject;
  return {
    ...rest,
    ref,
    sha,
    label: `${full_name.split('/')[0]}:${ref}`,
    repo: { ...(repo as JsonObject), full_name },
  };
}
