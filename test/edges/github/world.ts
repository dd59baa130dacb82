import { createHash } from 'node:crypto';

/** Everything that the GitHub on loopback remembers. Plain data: tests may look and change at will. */
export interface World {
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  /** Who holds which token. */
  readonly people: Map<string, Person>;
  readonly commits: Map<string, Commit>;
  readonly branches: Map<string, string>;
  readonly pulls: Map<number, Pull>;
  /** By number; pull requests are issues too and share the numbers. */
  readonly issues: Map<number, Issue>;
  readonly comments: Comment[];
  readonly statuses: Status[];
  readonly reviews: Review[];
  readonly labels: Map<string, Label>;
  /** Answers false for repositories with issues switched off. */
  issuesEnabled: boolean;
  /** Seconds since the world began; every change takes one. */
  clock: number;
  lastNumber: number;
  lastId: number;
}

export type Access = 'none' | 'read' | 'write';

/** A person or an app, and what its token may do. */
export interface Person {
  readonly login: string;
  readonly type: 'Bot' | 'User';
  readonly may: Readonly<Record<'contents' | 'issues' | 'pull_requests' | 'statuses', Access>>;
  /** Whether it may ask GraphQL. */
  readonly graphql: boolean;
}

export type Files = ReadonlyMap<string, string>;

export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly files: Files;
  readonly message: string;
}

export interface Pull {
  readonly number: number;
  readonly branch: string;
  base: string;
  readonly fork: boolean;
  /** Its own commits, oldest first. */
  readonly commits: string[];
  /** Commits of the base branch that the merge made. */
  readonly introduced: string[];
  mergeCommit: string | null;
  mergedAt: string | null;
}

export interface Issue {
  readonly number: number;
  readonly login: string;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  reason: string | null;
  labels: string[];
  readonly createdAt: string;
}

export interface Comment {
  readonly id: number;
  readonly number: number;
  readonly login: string;
  body: string;
  editor: string | null;
  minimized: string | null;
  readonly createdAt: string;
}

export interface Status {
  readonly id: number;
  readonly sha: string;
  readonly login: string;
  readonly context: string;
  readonly state: string;
  readonly description: string | null;
  readonly url: string | null;
  readonly createdAt: string;
}

/** What somebody said of a pull request's commit. */
export interface Review {
  readonly id: number;
  readonly number: number;
  readonly login: string;
  readonly commit: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  readonly submittedAt: string;
}

export interface Label {
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

/** Whom a workflow of the repository writes as. */
export const BOT = 'github-actions[bot]';

/** The token that a workflow of the repository gets, with the permissions of the shipped workflow. */
export const WORKFLOW_TOKEN = 'ghs_workflow';

const NOBODY = { contents: 'read', issues: 'read', pull_requests: 'read', statuses: 'read' } as const;
const WRITER = { contents: 'read', issues: 'write', pull_requests: 'write', statuses: 'write' } as const;

/** A repository with one commit on `main` that holds `files`. */
export function createWorld(files: Readonly<Record<string, string>> = {}): World {
  const world: World = {
    owner: 'acme',
    repo: 'iot',
    defaultBranch: 'main',
    people: new Map([
      [WORKFLOW_TOKEN, { login: BOT, type: 'Bot', may: WRITER, graphql: true }],
      ['ghp_maintainer', { login: 'maintainer', type: 'User', may: WRITER, graphql: true }],
      [
        'ghp_stranger',
        {
          login: 'stranger',
          type: 'User',
          may: { ...NOBODY, issues: 'write', pull_requests: 'write' },
          graphql: true,
        },
      ],
    ]),
    commits: new Map(),
    branches: new Map(),
    pulls: new Map(),
    issues: new Map(),
    comments: [],
    statuses: [],
    reviews: [],
    labels: new Map(),
    issuesEnabled: true,
    clock: 0,
    lastNumber: 0,
    lastId: 0,
  };
  world.branches.set('main', addCommit(world, [], new Map(Object.entries(files)), 'Begin'));
  return world;
}

/** Changes the permissions of a token. */
export function grant(
  world: World,
  token: string,
  changes: Partial<Person['may']> & { readonly graphql?: boolean },
): void {
  const person = world.people.get(token);
  if (person === undefined) throw new Error(`nobody holds ${token}`);
  const { graphql = person.graphql, ...may } = changes;
  world.people.set(token, { ...person, graphql, may: { ...person.may, ...may } });
}

/** Adds a commit and gives its hash. */
export function addCommit(world: World, parents: readonly string[], files: Files, message: string): string {
  const sha = createHash('sha1')
    .update(JSON.stringify([parents, [...files], message, world.clock++]))
    .digest('hex');
  world.commits.set(sha, { sha, parents, files, message });
  return sha;
}

/** The commit of a hash or at the tip of a branch. */
export function commitAt(world: World, ref: string): Commit {
  const commit = world.commits.get(world.branches.get(ref) ?? ref);
  if (commit === undefined) throw new Error(`no commit ${ref}`);
  return commit;
}

/** A comment by someone who is not asked for a token. */
export function addComment(
  world: World,
  comment: { readonly number: number; readonly login: string; readonly body: string },
): Comment {
  const added: Comment = {
    ...comment,
    id: ++world.lastId,
    editor: null,
    minimized: null,
    createdAt: tick(world),
  };
  world.comments.push(added);
  return added;
}

/** An approval of a commit of a pull request. */
export function approve(world: World, number: number, commit: string, login = 'maintainer'): Review {
  const submittedAt = tick(world);
  const review: Review = { id: ++world.lastId, number, login, commit, state: 'APPROVED', submittedAt };
  world.reviews.push(review);
  return review;
}

/** The present, a second later than before. */
export function tick(world: World): string {
  return new Date(Date.UTC(2026, 10, 22) + world.clock++ * 1000).toISOString().replace('.000', '');
}
