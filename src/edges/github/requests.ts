import type { Octokit } from 'octokit';
import { RequestError } from 'octokit';
import type { Reporter } from '../../model/event.ts';
import { type GitHubFailure, failureOf, operatorError } from './errors.ts';

/** How requests are sent, and what is done while GitHub does not take them. */
export interface RequestLimits {
  readonly sleep: (seconds: number) => Promise<void>;
  readonly report: Reporter;
  /** Takes secrets out of a text. */
  readonly redact: (text: string) => string;
}

/** What octokit's hook shows of a request. */
type OctokitOptions = ConstructorParameters<typeof RequestError>[2]['request'] & {
  readonly request: { readonly repeatable?: boolean; readonly permission?: string };
};

const PAUSES = [1, 2, 4];
const LONGEST_WAIT = 15 * 60;

/** https://docs.github.com/en/rest/about-the-rest-api/api-versions (GitHub Enterprise Server knows no other) */
const API_VERSION = '2022-11-28';

/**
 * Makes every request of this client name the API version, wait where GitHub limits the rate, and try again where the
 * answer was lost and asking twice is harmless. A POST is not, unless it says `request: { repeatable: true }`, nor what
 * says `false`: the error comes out and the caller looks what became of it. All failures come out as OperatorErrors.
 */
export function governRequests(octokit: Octokit, limits: RequestLimits): void {
  octokit.hook.wrap('request', async (request, options) => {
    options.headers['x-github-api-version'] = API_VERSION;
    return insist(options, limits, async () => {
      const response = await request(options);
      if (response.status !== 204 && typeof response.data !== 'object') throw unreadable(options, response);
      return response;
    });
  });
}

async function insist<Value>(
  options: OctokitOptions,
  limits: RequestLimits,
  send: () => Promise<Value>,
): Promise<Value> {
  const operation = operationOf(options);
  const pauses = (options.request.repeatable ?? options.method !== 'POST') ? [...PAUSES] : [];
  for (let waited = 0; ;) {
    try {
      return await send();
    } catch (error) {
      const failure = failureOf(error, Date.now(), options.request.permission);
      if (failure === undefined) throw error;
      const seconds = pauseFor(failure, pauses);
      if (seconds === undefined || waited + seconds > LONGEST_WAIT)
        throw operatorError(failure, operation, limits.redact);
      waited += seconds;
      limits.report({ type: 'retrying', operation, reason: limits.redact(failure.reason), seconds });
      await limits.sleep(seconds);
    }
  }
}

function pauseFor(failure: GitHubFailure, pauses: number[]): number | undefined {
  if (failure.kind === 'limited') return failure.seconds;
  return failure.kind === 'unreachable' || failure.kind === 'broken' ? pauses.shift() : undefined;
}

/** octokit takes a body that was cut off, and one that a proxy put in its place, for a success with text as data. */
function unreadable(options: OctokitOptions, response: Awaited<ReturnType<Octokit['request']>>): RequestError {
  return new RequestError('the answer is not JSON', response.status, {
    request: options,
    response: { ...response, data: { message: 'the answer is not JSON' } },
  });
}

function operationOf(options: OctokitOptions): string {
  const path = options.url.replace(/^https?:\/\/[^/]+/, '').replace(/\?.*$/, '');
  return `${options.method} ${path}`;
}
