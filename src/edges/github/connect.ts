import { setTimeout } from 'node:timers/promises';
import { Octokit } from 'octokit';
import type { Reporter } from '../../model/event.ts';
import { OperatorError } from '../../model/problem.ts';
import { isFailure } from './errors.ts';
import { graphql } from './graphql.ts';
import { governRequests } from './requests.ts';

/** A repository on GitHub, reached with one token. Made by `connectGitHub`, passed to everything else here. */
export interface GitHub {
  readonly octokit: Octokit;
  /** `owner` and `repo`, as every route takes them. */
  readonly repository: { readonly owner: string; readonly repo: string };
  /** Whom the token writes as, as REST spells logins: `github-actions[bot]`. Asked once. */
  readonly author: () => Promise<string>;
  readonly sleep: (seconds: number) => Promise<void>;
}

/** What it takes to reach a repository. */
export interface GitHubConnection {
  readonly token: string;
  /** `GITHUB_API_URL`: octokit does not read it. */
  readonly apiUrl: string;
  /** `owner/name`, as in `GITHUB_REPOSITORY`. */
  readonly repository: string;
  readonly report?: Reporter;
  readonly sleep?: (seconds: number) => Promise<void>;
  /** Writes go out one a second, and those that notify people one every three seconds, unless this is false. */
  readonly paced?: boolean;
  /** Milliseconds after which a request counts as lost. */
  readonly timeout?: number;
}

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Prepares a client; nothing is sent yet. Throws an OperatorError where token, address or repository cannot be right. */
export function connectGitHub(connection: GitHubConnection): GitHub {
  const token = tokenOf(connection);
  const { sleep = (seconds) => setTimeout(seconds * 1000), timeout = 30_000 } = connection;
  const octokit = new Octokit({
    auth: token,
    baseUrl: baseUrlOf(connection),
    userAgent: 'defender-gitops',
    log: SILENT,
    // Its retry would send a POST again after a lost answer, which makes a second comment.
    retry: { enabled: false },
    throttle:
      connection.paced === false ? { enabled: false } : { onRateLimit: () => false, onSecondaryRateLimit: () => false },
    request: {
      fetch: (url: string, init: RequestInit) => fetch(url, { ...init, signal: AbortSignal.timeout(timeout) }),
    },
  });
  governRequests(octokit, {
    sleep,
    report: connection.report ?? (() => {}),
    redact: (text) => text.replaceAll(token, '***'),
  });
  return { octokit, repository: repositoryOf(connection), sleep, author: onceGiven(() => authorOf(octokit)) };
}

/** A workflow's own token may not `GET /user`, but GraphQL tells it who it is. Where that is refused, it can only be this. */
async function authorOf(octokit: Octokit): Promise<string> {
  try {
    return (await graphql<{ viewer: { login: string } }>(octokit, 'query { viewer { login } }')).viewer.login;
  } catch (error) {
    if (isFailure(error, 'denied', 'missing')) return 'github-actions[bot]';
    throw error;
  }
}

/** Asks until there is an answer, then never again. */
function onceGiven<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let answer: Promise<Value> | undefined;
  return () =>
    (answer ??= ask().catch((error: unknown) => {
      answer = undefined;
      throw error;
    }));
}

function tokenOf({ token }: GitHubConnection): string {
  const trimmed = token.trim();
  // fetch would quote a token that is no header value in its error.
  if (/^[\x21-\x7e]+$/.test(trimmed)) return trimmed;
  const what = trimmed === '' ? 'is empty' : 'holds characters that no token has';
  throw new OperatorError('DG6003', `The token for GitHub ${what}.`, {
    hint: 'Pass `token: ${{ github.token }}`.',
  });
}

function baseUrlOf({ apiUrl }: GitHubConnection): string {
  if (/^https?:\/\/[^\s/]/.test(apiUrl) && URL.canParse(apiUrl)) return apiUrl.replace(/\/+$/, '');
  throw new OperatorError('DG6009', `GITHUB_API_URL is no address: ${JSON.stringify(apiUrl)}.`);
}

function repositoryOf({ repository }: GitHubConnection): GitHub['repository'] {
  const [owner, repo, ...rest] = repository.split('/');
  if (owner && repo && rest.length === 0) return { owner, repo };
  throw new OperatorError('DG6009', `GITHUB_REPOSITORY is no owner/name: ${JSON.stringify(repository)}.`);
}
