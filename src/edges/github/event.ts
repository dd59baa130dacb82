import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { OperatorError } from '../../model/problem.ts';

/** A run of a workflow: what GitHub tells it in the environment and the event's payload. */
export interface Run {
  readonly event: Event;
  /** `owner/name`. */
  readonly repository: string;
  /** The commit that is checked out: for a pull request a test merge, not its head. */
  readonly commit: string;
  /** `main`; absent where the run is not on a branch. */
  readonly branch?: string;
  readonly actor: string;
  readonly apiUrl: string;
  /** `https://github.com/owner/name`. */
  readonly repositoryUrl: string;
  /** The page of this run. */
  readonly runUrl: string;
  readonly workspace: string;
}

/** What set the run off, as far as anything depends on it. */
export type Event =
  | PullRequestEvent
  | {
      readonly name: 'push';
      readonly before: string;
      readonly after: string;
      /** Absent for a tag. */
      readonly branch?: string;
      readonly isDefaultBranch: boolean;
      readonly deleted: boolean;
    }
  | { readonly name: 'schedule'; readonly cron?: string }
  | { readonly name: 'workflow_dispatch'; readonly inputs: Readonly<Record<string, string>> }
  | { readonly name: 'merge_group'; readonly head: string; readonly base: string; readonly branch: string }
  | { readonly name: 'other'; readonly event: string };

/** A pull request was opened, pushed to, closed, … */
export interface PullRequestEvent {
  readonly name: 'pull_request';
  readonly action: string;
  readonly number: number;
  readonly title: string;
  readonly url: string;
  /** Last commit of the pull request itself. */
  readonly head: string;
  /** Tip of the base branch when the pull request was last pushed to; `firstParent` of the run's commit is the true base. */
  readonly base: string;
  readonly branch: string;
  readonly merged: boolean;
  readonly draft: boolean;
  /** Why the run has a read-only token and no secrets; absent where it has both. */
  readonly restricted?: 'fork' | 'dependabot';
}

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
export function readRun(environment: Environment, payload: string): Run {
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
    event: readEvent(name, body, environment),
    repository,
    commit: variable(environment, 'GITHUB_SHA'),
    ...(branch !== undefined && { branch }),
    actor: environment.GITHUB_ACTOR ?? '',
    apiUrl: variable(environment, 'GITHUB_API_URL'),
    repositoryUrl,
    runUrl: `${repositoryUrl}/actions/runs/${variable(environment, 'GITHUB_RUN_ID')}`,
    workspace: variable(environment, 'GITHUB_WORKSPACE'),
  };
}

function readEvent(name: string, body: JsonObject, environment: Environment): Event {
  switch (name) {
    case 'pull_request':
      return pullRequestEvent(body, environment);
    case 'push':
      return pushEvent(body);
    case 'schedule':
      return { name, ...(typeof body.schedule === 'string' && { cron: body.schedule }) };
    case 'workflow_dispatch':
      return { name, inputs: inputsOf(body.inputs) };
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

function pushEvent(body: JsonObject): Event {
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
