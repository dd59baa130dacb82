import { isObject, type JsonObject, type JsonValue } from '../../../model/values/json.ts';
import { OperatorError } from '../../../model/problem.ts';
import type { PullRequestEvent, WorkflowRun, RunEvent } from '../../../model/workflow/run.ts';

/** Environment variables, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

const BRANCH = /^refs\/heads\/(.+)$/;

/** https://docs.github.com/en/code-security/dependabot/working-with-dependabot/automating-dependabot-with-github-actions */
const DEPENDABOT = 'dependabot[bot]';

/**
 * Reads what a run is about. `payload` is the text of the file at GITHUB_EVENT_PATH.
 * Throws an OperatorError outside GitHub Actions, for a payload that cannot be read, and for events that run with the
 * repository's secrets while others decide what is in the files.
 */
export function readRun(environment: Environment, payload: string): WorkflowRun {
  const name = variable(environment, 'GITHUB_EVENT_NAME');
  if (name === 'pull_request_target' || name === 'workflow_run') {
    throw new OperatorError('DG6011', `defender-gitops does not run on ${name}.`, {
      hint: 'It runs with the secrets of the repository on files that anyone can propose. Use `pull_request`.',
    });
  }
  const body = parse(payload);
  const repository = variable(environment, 'GITHUB_REPOSITORY');
  const repositoryUrl = `${variable(environment, 'GITHUB_SERVER_URL')}/${repository}`;
  const branch = BRANCH.exec(environment.GITHUB_REF ?? '')?.[1];
  return {
    event: readEvent(name, body, environment, branch),
    repository,
    commit: variable(environment, 'GITHUB_SHA'),
    ...(branch !== undefined && { branch }),
    actor: environment.GITHUB_ACTOR ?? '',
    apiUrl: variable(environment, 'GITHUB_API_URL'),
    repositoryUrl,
    attempt: Number(environment.GITHUB_RUN_ATTEMPT ?? '1'),
    runUrl: `${repositoryUrl}/actions/runs/${variable(environment, 'GITHUB_RUN_ID')}`,
    workspace: variable(environment, 'GITHUB_WORKSPACE'),
  };
}

function readEvent(name: string, body: JsonObject, environment: Environment, branch?: string): RunEvent {
  switch (name) {
    case 'pull_request':
      return pullRequestEvent(body, environment);
    case 'push':
      return pushEvent(body);
    case 'schedule':
      return { name, ...(typeof body.schedule === 'string' && { cron: body.schedule }) };
    case 'workflow_dispatch':
      return {
        name,
        inputs: inputsOf(body.inputs),
        isDefaultBranch: branch !== undefined && branch === object(body, 'repository').default_branch,
      };
    case 'merge_group': {
      const group = object(body, 'merge_group');
      const branch = text(group, 'base_ref').replace(BRANCH, '$1');
      return { name, head: text(group, 'head_sha'), base: text(group, 'base_sha'), branch };
    }
    default:
      return { name: 'other', event: name };
  }
}

function pullRequestEvent(body: JsonObject, environment: Environment): PullRequestEvent {
  const pullRequest = object(body, 'pull_request');
  const head = object(pullRequest, 'head');
  const base = object(pullRequest, 'base');
  const restricted = restriction(head, base, environment);
  return {
    name: 'pull_request',
    action: text(body, 'action'),
    number: Number(pullRequest.number),
    title: text(pullRequest, 'title'),
    url: text(pullRequest, 'html_url'),
    head: text(head, 'sha'),
    base: text(base, 'sha'),
    branch: text(base, 'ref'),
    isDefaultBase: text(base, 'ref') === object(body, 'repository').default_branch,
    merged: pullRequest.merged === true,
    draft: pullRequest.draft === true,
    ...(restricted !== undefined && { restricted }),
  };
}

/** A fork that was deleted leaves no repository behind. Dependabot pushes to the repository itself. */
function restriction(head: JsonObject, base: JsonObject, environment: Environment): 'fork' | 'dependabot' | undefined {
  const from = isObject(head.repo) ? head.repo.full_name : undefined;
  if (from !== object(base, 'repo').full_name) return 'fork';
  return environment.GITHUB_ACTOR === DEPENDABOT ? 'dependabot' : undefined;
}

function pushEvent(body: JsonObject): RunEvent {
  const branch = BRANCH.exec(text(body, 'ref'))?.[1];
  return {
    name: 'push',
    before: text(body, 'before'),
    after: text(body, 'after'),
    ...(branch !== undefined && { branch }),
    isDefaultBranch: branch !== undefined && branch === object(body, 'repository').default_branch,
    deleted: body.deleted === true,
  };
}

/** Booleans and numbers of a form come as text, or as themselves from the API. */
function inputsOf(inputs: JsonValue | undefined): Readonly<Record<string, string>> {
  const entries = Object.entries(isObject(inputs) ? inputs : {});
  return Object.fromEntries(entries.flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]])));
}

function parse(payload: string): JsonObject {
  try {
    const body: unknown = JSON.parse(payload);
    if (isObject(body)) return body;
  } catch {
    // The error below says more than the parser's.
  }
  throw new OperatorError('DG6010', 'The file at GITHUB_EVENT_PATH is no JSON object.');
}

function variable(environment: Environment, name: string): string {
  const value = environment[name];
  if (value !== undefined && value !== '') return value;
  throw new OperatorError('DG6010', `${name} is not set.`, {
    hint: 'The action runs in GitHub Actions only; elsewhere use the command line.',
  });
}

function object(body: JsonObject, member: string): JsonObject {
  const value = body[member];
  return isObject(value) ? value : lacking(member);
}

function text(body: JsonObject, member: string): string {
  const value = body[member];
  return typeof value === 'string' ? value : lacking(member);
}

function lacking(member: string): never {
  throw new OperatorError('DG6010', `The event's payload lacks \`${member}\`.`);
}
