import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isList, isObject, type JsonObject, type JsonValue } from '../../../src/model/values/json.ts';
import { type Match, matchRoute, requestViolations, responseViolations } from './contract.ts';
import { type Answer, createFaults, type Fault } from './faults.ts';
import { answerGraphql } from './graphql.ts';
import { GIT_ROUTES } from './git-routes.ts';
import { TALK_ROUTES } from './talk-routes.ts';
import type { Access, Person, World } from './world.ts';

/** A GitHub on this machine that clients reach over HTTP, and that holds them and itself to the published description. */
export interface Loopback {
  /** For GITHUB_API_URL. */
  readonly url: string;
  readonly world: World;
  /** What was asked, in order: `POST /repos/{owner}/{repo}/issues`. */
  readonly requests: readonly Seen[];
  /** Lets something go wrong. */
  readonly fault: (fault: Fault) => void;
  /** Forgets the faults that are still to come. */
  readonly calm: () => void;
  /** Stops, and throws if a request or an answer broke the contract. */
  readonly close: () => Promise<void>;
}

/** A request as it came in. */
export interface Seen {
  readonly route: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: JsonValue | undefined;
  /** Milliseconds since the process began. */
  readonly at: number;
}

const ROUTES = { ...TALK_ROUTES, ...GIT_ROUTES };
const GRAPHQL = 'POST /graphql';
const RANK: Readonly<Record<Access, number>> = { none: 0, read: 1, write: 2 };

/** Starts on a free port. Port 0 and closing in the end keep tests apart. */
export async function startGitHub(world: World): Promise<Loopback> {
  const requests: Seen[] = [];
  const violations: string[] = [];
  const faults = createFaults();
  const server = createServer((incoming, response) => {
    serve(world, incoming, { requests, violations, faults })
      .then((outcome) => send(response, outcome))
      .catch((error: unknown) => {
        violations.push(String(error));
        send(response, { status: 500, body: { message: String(error) } });
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    if (violations.length > 0) throw new Error(`The contract with GitHub was broken:\n${violations.join('\n')}`);
  };
  return { url: `http://127.0.0.1:${port}`, world, requests, fault: faults.add, calm: faults.clear, close };
}

interface Books {
  readonly requests: Seen[];
  readonly violations: string[];
  readonly faults: ReturnType<typeof createFaults>;
}

type Outcome = Answer | 'drop' | 'hang' | { readonly cut: Answer };

async function serve(world: World, incoming: IncomingMessage, books: Books): Promise<Outcome> {
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`);
  const body = await readBody(incoming);
  const path = url.pathname;
  const match: Match | undefined =
    incoming.method === 'POST' && path === '/graphql'
      ? { route: GRAPHQL, values: {} }
      : matchRoute(incoming.method ?? '', path);
  if (match === undefined) throw new Error(`no such operation: ${incoming.method} ${path}`);
  const query = Object.fromEntries(url.searchParams);
  books.requests.push({ route: match.route, path, query, body, at: performance.now() });
  const fault = books.faults.next(match.route);
  if (fault !== undefined && fault.afterEffect !== true && fault.answer !== 'cut') return fault.answer;
  const answer = answerTo(world, incoming, match, query, body, books, url);
  if (fault?.answer === 'cut') return { cut: answer };
  return fault?.answer ?? answer;
}

function answerTo(
  world: World,
  incoming: IncomingMessage,
  match: Match,
  query: Readonly<Record<string, string>>,
  body: JsonValue | undefined,
  { violations }: Books,
  url: URL,
): Answer {
  const person = world.people.get((incoming.headers.authorization ?? '').replace(/^(token|bearer) /i, ''));
  if (person === undefined) return { status: 401, body: { message: 'Bad credentials' } };
  const note = (found: readonly string[]) => violations.push(...found.map((text) => `${match.route}: ${text}`));
  if (incoming.headers['x-github-api-version'] !== '2022-11-28') note(['no API version is named']);
  const given = isObject(body) ? body : {};
  if (match.route === GRAPHQL) return answerGraphql(world, person, given);
  note(requestViolations(match, query, body));
  const answer = page(perform(world, match, query, given, person), query, url);
  note(responseViolations(match.route, answer.status, answer.body));
  return answer;
}

function perform(world: World, match: Match, query: Seen['query'], body: JsonObject, person: Person): Answer {
  const route = ROUTES[match.route];
  const { owner, repo } = match.values;
  if (route === undefined) throw new Error(`the loopback lacks ${match.route}`);
  if (owner !== world.owner || repo !== world.repo) return { status: 404, body: { message: 'Not Found' } };
  const request = { values: match.values, query, body, person };
  const [permission, access] = route.needs(world, request);
  if (RANK[person.may[permission]] >= RANK[access]) return route.answer(world, request);
  // GitHub names both for what belongs to issues and pull requests alike, though only one of them helps.
  const either = match.route.includes('/comments')
    ? `issues=${access}; pull_requests=${access}`
    : `${permission}=${access}`;
  const headers = { 'x-accepted-github-permissions': either };
  return { status: 403, body: { message: 'Resource not accessible by integration' }, headers };
}

/** https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
function page(answer: Answer, query: Seen['query'], url: URL): Answer {
  if (!isList(answer.body)) return answer;
  const size = Math.min(100, Number(query.per_page ?? 30));
  const number = Number(query.page ?? 1);
  const last = Math.max(1, Math.ceil(answer.body.length / size));
  const body = answer.body.slice((number - 1) * size, number * size);
  if (number >= last) return { ...answer, body };
  const link = (rel: string, to: number) => {
    const target = new URL(url);
    target.searchParams.set('page', String(to));
    return `<${target.href}>; rel="${rel}"`;
  };
  return { ...answer, body, headers: { link: `${link('next', number + 1)}, ${link('last', last)}` } };
}

async function readBody(incoming: IncomingMessage): Promise<JsonValue | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : JSON.parse(text);
}

function send(response: ServerResponse, outcome: Outcome): void {
  if (outcome === 'hang') return;
  if (outcome === 'drop') return void response.destroy();
  const answer = 'cut' in outcome ? outcome.cut : outcome;
  const text = answer.html ?? (answer.body === undefined ? '' : JSON.stringify(answer.body));
  const type = answer.html === undefined ? 'application/json; charset=utf-8' : 'text/html';
  response.writeHead(answer.status, {
    ...(text !== '' && { 'content-type': type, 'content-length': Buffer.byteLength(text) }),
    ...answer.headers,
  });
  if (!('cut' in outcome)) return void response.end(text);
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}
