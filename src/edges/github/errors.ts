import type { Code } from '../../model/codes.ts';
import { RequestError } from 'octokit';
import { OperatorError } from '../../model/problem.ts';

/** The token may not do this, or the repository has it switched off. */
export interface Denied {
  readonly status: 'denied';
  /** One sentence for people, with the permission that is missing. */
  readonly reason: string;
}

/** What GitHub's answer, or the lack of one, means to whoever asked. `limited` tells after how many seconds to ask again. */
export type GitHubFailure =
  | { readonly kind: 'limited'; readonly reason: string; readonly seconds: number }
  | { readonly kind: 'unreachable' | 'broken'; readonly reason: string }
  | {
      readonly kind: 'unauthenticated' | 'denied' | 'missing' | 'too-long' | 'refused';
      readonly reason: string;
    };

const CODES = {
  unreachable: 'DG6001',
  denied: 'DG6002',
  unauthenticated: 'DG6003',
  missing: 'DG6004',
  limited: 'DG6005',
  broken: 'DG6006',
  refused: 'DG6007',
  'too-long': 'DG6008',
} as const satisfies Record<GitHubFailure['kind'], Code>;

const HINTS: Partial<Record<GitHubFailure['kind'], string>> = {
  unreachable: 'Check the network. Behind a proxy set NODE_USE_ENV_PROXY=1 beside HTTPS_PROXY.',
  denied:
    'Give it to the job under `permissions`. Pull requests from forks and by Dependabot have a read-only token always.',
  unauthenticated: 'Pass a valid token, as in `token: ${{ github.token }}`.',
  missing: 'GitHub also says so of a private repository that the token cannot see.',
  limited: 'Run again later, or give the job a token of its own.',
  broken: 'See https://www.githubstatus.com, then run again: running again is safe.',
};

const DEFAULT_PAUSE = 60;

/** Says what an error of octokit means; undefined where it is none of GitHub's, so a bug of ours. */
export function failureOf(error: unknown, now: number, permission?: string): GitHubFailure | undefined {
  if (!(error instanceof RequestError)) return undefined;
  const { response, status } = error;
  if (response === undefined) return { kind: 'unreachable', reason: error.message };
  const said = messageIn(response.data) ?? `status ${status}`;
  const seconds = pauseOf(status, response.headers, said, now);
  if (seconds !== undefined) return { kind: 'limited', reason: said, seconds };
  if (status >= 500 || status < 400) return { kind: 'broken', reason: said };
  if (status === 401) return { kind: 'unauthenticated', reason: said };
  if (status === 403 || status === 410) {
    return {
      kind: 'denied',
      reason: `${said.replace(/\.$/, '')}${needs(said, permission, response.headers['x-accepted-github-permissions'])}`,
    };
  }
  if (status === 404) return { kind: 'missing', reason: said };
  if (status === 422 && /too long/i.test(JSON.stringify(response.data))) return { kind: 'too-long', reason: said };
  return { kind: 'refused', reason: `${said} (${status})` };
}

/** The error that ends a run for such a failure. */
export function operatorError(
  failure: GitHubFailure,
  operation: string,
  redact: (text: string) => string,
): OperatorError {
  const hint = HINTS[failure.kind];
  const message = redact(`GitHub, ${operation}: ${failure.reason}`);
  return new OperatorError(CODES[failure.kind], message, hint === undefined ? {} : { hint });
}

/** Whether this is the error for such a failure. */
export function isFailure(error: unknown, ...kinds: readonly GitHubFailure['kind'][]): error is OperatorError {
  return error instanceof OperatorError && kinds.some((kind) => CODES[kind] === error.code);
}

/** Gives what `work` gives, and what the token may not do as a value instead of an error. */
export async function orDenied<Value>(work: () => Promise<Value>): Promise<Value | Denied> {
  try {
    return await work();
  } catch (error) {
    if (isFailure(error, 'denied', 'missing')) return { status: 'denied', reason: error.message };
    throw error;
  }
}

/**
 * Seconds to wait where GitHub limits the rate: `retry-after`, else `x-ratelimit-reset`, else a minute.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
function pauseOf(status: number, headers: Record<string, unknown>, said: string, now: number): number | undefined {
  const exhausted = headers['x-ratelimit-remaining'] === '0';
  const limited =
    status === 429 || (status === 403 && (exhausted || 'retry-after' in headers || /rate limit/i.test(said)));
  if (!limited) return undefined;
  const after = Number(headers['retry-after']);
  if (after > 0) return after;
  const reset = Number(headers['x-ratelimit-reset']);
  return exhausted && reset > 0 ? Math.max(1, Math.ceil(reset - now / 1000) + 1) : DEFAULT_PAUSE;
}

/** The permission that is missing, where that is the reason: a locked thread or an archived repository takes none. */
function needs(said: string, known: string | undefined, header: unknown): string {
  if (!/not accessible|permission|must have/i.test(said)) return '';
  const named =
    typeof header === 'string' ? header.replaceAll('_', '-').replaceAll('=', ': ').replaceAll('; ', ' or ') : undefined;
  const permission = known ?? named;
  return permission === undefined ? '' : `. The permission is \`${permission}\``;
}

function messageIn(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  return 'message' in data && typeof data.message === 'string' ? data.message : undefined;
}
