import { inspect } from 'node:util';
import { expect, describe, it } from 'vitest';
import { connectGitHub } from '../../../src/edges/github/connect.ts';
import { readPullRequest } from '../../../src/edges/github/pull-requests.ts';
import { setStatuses } from '../../../src/edges/github/statuses.ts';
import { OperatorError } from '../../../src/model/problem.ts';
import { clientOf, withGitHub } from './client.ts';
import { type Answer, BAD_GATEWAY, exhausted, secondaryLimit } from './faults.ts';
import { headOf } from './history.ts';
import { startGitHub } from './loopback.ts';
import { worldWithPull } from './plan-comment.ts';
import { createWorld, grant, WORKFLOW_TOKEN } from './world.ts';

const READ = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
const STATUS = 'POST /repos/{owner}/{repo}/statuses/{sha}';
const SECRET = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';

async function errorOf(work: Promise<unknown>): Promise<OperatorError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof OperatorError) return error;
  throw new Error(`no OperatorError: ${inspect(error)}`);
}

const failures: readonly {
  reason: string;
  answer: Answer | 'drop' | 'cut';
  code: string;
  says: string;
  asked: number;
}[] = [
  {
    reason: 'a token that GitHub does not know',
    answer: { status: 401, body: { message: 'Bad credentials' } },
    code: 'DG6003',
    says: 'Bad credentials',
    asked: 1,
  },
  {
    reason: 'a permission that is missing',
    answer: {
      status: 403,
      body: { message: 'Resource not accessible by integration' },
      headers: { 'x-accepted-github-permissions': 'pull_requests=read; contents=read' },
    },
    code: 'DG6002',
    says: '`pull-requests: read or contents: read`',
    asked: 1,
  },
  {
    reason: 'a pull request that is not there',
    answer: { status: 404, body: { message: 'Not Found' } },
    code: 'DG6004',
    says: 'Not Found',
    asked: 1,
  },
  {
    reason: 'a request that GitHub does not take',
    answer: { status: 422, body: { message: 'Validation Failed' } },
    code: 'DG6007',
    says: 'Validation Failed (422)',
    asked: 1,
  },
  {
    reason: 'a server that stays broken',
    answer: BAD_GATEWAY,
    code: 'DG6006',
    says: 'Server Error',
    asked: 4,
  },
  {
    reason: 'a page of a proxy',
    answer: { status: 502, html: '<h1>Bad gateway</h1>' },
    code: 'DG6006',
    says: 'status 502',
    asked: 4,
  },
  {
    reason: 'a page in place of the answer',
    answer: { status: 200, html: '<h1>Sign in</h1>' },
    code: 'DG6006',
    says: 'not JSON',
    asked: 4,
  },
  { reason: 'connections that break', answer: 'drop', code: 'DG6001', says: 'other side closed', asked: 4 },
  { reason: 'answers that break off', answer: 'cut', code: 'DG6006', says: 'not JSON', asked: 4 },
  {
    reason: 'a limit that is renewed in an hour',
    answer: exhausted(3600, Date.now()),
    code: 'DG6005',
    says: 'rate limit',
    asked: 1,
  },
  {
    reason: 'a limit that does not end',
    answer: secondaryLimit(429, 300),
    code: 'DG6005',
    says: 'secondary rate limit',
    asked: 4,
  },
];

describe('what goes wrong with GitHub ends the run with a sentence', () => {
  it.each(failures)('$reason', ({ answer, code, says, asked }) =>
    withGitHub(async (loopback, { github }) => {
      loopback.fault({ route: READ, answer, times: 99 });
      const error = await errorOf(readPullRequest(github, 1));
      expect(error).toMatchObject({ code, message: expect.stringContaining(says), exitCode: 1 });
      expect(loopback.requests).toHaveLength(asked);
    }, worldWithPull()),
  );

  it('names the host where nobody listens', async () => {
    const closed = await startGitHub(createWorld());
    await closed.close();
    const { github, slept } = clientOf(closed);
    const error = await errorOf(readPullRequest(github, 1));
    expect(error).toMatchObject({
      code: 'DG6001',
      message: expect.stringContaining(new URL(closed.url).host),
    });
    expect(error.hint).toContain('NODE_USE_ENV_PROXY');
    expect(slept).toEqual([1, 2, 4]);
  });
});

describe('a token is in no error', () => {
  it.each([
    { reason: 'GitHub quotes it', token: SECRET, answer: { status: 422, body: { message: `no ${SECRET}` } } },
    { reason: 'it does not work', token: SECRET, answer: undefined },
  ])('where $reason', ({ token, answer }) =>
    withGitHub(async (loopback) => {
      loopback.world.people.set('other', {
        login: 'other',
        type: 'User',
        may: worldWithPull().people.get(WORKFLOW_TOKEN)!.may,
        graphql: true,
      });
      if (answer) loopback.fault({ route: READ, answer });
      const error = await errorOf(readPullRequest(clientOf(loopback, { token }).github, 1));
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(SECRET);
    }, worldWithPull()),
  );

  it('where it is no header value', () => {
    const connection = { apiUrl: 'http://127.0.0.1:1', repository: 'acme/iot' };
    for (const token of [`${SECRET}\nx`, `${SECRET}ü`]) {
      expect(() => connectGitHub({ ...connection, token })).toThrow(/holds characters that no token has/);
    }
    expect(() => connectGitHub({ ...connection, token: ' ' })).toThrow(/is empty/);
  });

  it('and a line end after it, as pasted secrets have, does no harm', () =>
    withGitHub(async (loopback) => {
      const { github } = clientOf(loopback, { token: `${WORKFLOW_TOKEN}\n` });
      expect(await readPullRequest(github, 1)).toMatchObject({ number: 1 });
    }, worldWithPull()));
});

describe('the address of the API', () => {
  it.each([
    { reason: 'a slash at the end', path: '/' },
    { reason: 'none', path: '' },
  ])('may have $reason', ({ path }) =>
    withGitHub(async (loopback) => {
      const { github } = clientOf({ ...loopback, url: `${loopback.url}${path}` });
      expect(await github.author()).toBe('github-actions[bot]');
      expect(await readPullRequest(github, 1)).toMatchObject({ number: 1 });
    }, worldWithPull()),
  );

  it.each([
    { reason: 'no address', change: { apiUrl: 'api.github.com' } },
    { reason: 'a repository without owner', change: { repository: 'iot' } },
    { reason: 'a repository with a path', change: { repository: 'acme/iot/x' } },
  ])('is checked: $reason', ({ change }) => {
    const connection = { token: 'x', apiUrl: 'http://127.0.0.1:1', repository: 'acme/iot', ...change };
    expect(() => connectGitHub(connection)).toThrow(OperatorError);
  });
});

it('asks a limited GitHub again when it says, and tells the waiting person', () =>
  withGitHub(async (loopback, { github, slept, reports }) => {
    loopback.fault({ route: READ, answer: secondaryLimit(403, 30), times: 2 });
    expect(await readPullRequest(github, 1)).toMatchObject({ number: 1 });
    expect(slept).toEqual([30, 30]);
    expect(reports[0]).toMatchObject({ type: 'retrying', operation: READ, seconds: 30 });
  }, worldWithPull()));

it('writes one thing a second, as GitHub asks, and reads at once', () =>
  withGitHub(async (loopback) => {
    const { github } = clientOf(loopback, { paced: true });
    const commit = headOf(loopback.world.pulls.get(1)!);
    await Promise.all([
      ...['a', 'b'].map((target) =>
        setStatuses(github, { commit, owner: 'acme/iot', runUrl: 'https://github.com/r' }, [
          { target, state: 'success', summary: target },
        ]),
      ),
      readPullRequest(github, 1),
      readPullRequest(github, 1),
    ]);
    const at = (route: string) => loopback.requests.filter((one) => one.route === route).map((one) => one.at);
    const [first = 0, second = 0] = at(STATUS);
    expect(second - first).toBeGreaterThan(900);
    expect(Math.max(...at(READ))).toBeLessThan(second);
  }, worldWithPull()));

it('does not see what a token may not see', () =>
  withGitHub(async (loopback, { github }) => {
    grant(loopback.world, WORKFLOW_TOKEN, { pull_requests: 'none' });
    expect(await errorOf(readPullRequest(github, 1))).toMatchObject({ code: 'DG6002' });
  }, worldWithPull()));
