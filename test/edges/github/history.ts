import { addCommit, commitAt, type Files, type Pull, tick, type World } from './world.ts';

/** Changes to files by path; null deletes. */
export type FileChanges = Readonly<Record<string, string | null>>;

/** What a push event tells. */
export interface Pushed {
  readonly before: string;
  readonly after: string;
  readonly branch: string;
}

/** Commits to a branch, without any pull request. */
export function pushDirectly(world: World, branch: string, changes: FileChanges, message = 'Change'): Pushed {
  const tip = commitAt(world, branch);
  const after = addCommit(world, [tip.sha], applied(tip.files, changes), message);
  world.branches.set(branch, after);
  return { before: tip.sha, after, branch };
}

/** Opens a pull request with one commit. */
export function openPull(
  world: World,
  changes: FileChanges,
  options: {
    readonly title?: string;
    readonly login?: string;
    readonly fork?: boolean;
    readonly base?: string;
  } = {},
): Pull {
  const { title = 'Change a profile', login = 'maintainer', fork = false, base = world.defaultBranch } = options;
  const tip = commitAt(world, base);
  const number = ++world.lastNumber;
  const branch = `change-${number}`;
  const head = addCommit(world, [tip.sha], applied(tip.files, changes), title);
  world.branches.set(branch, head);
  const pull: Pull = {
    number,
    branch,
    base,
    fork,
    commits: [head],
    introduced: [],
    mergeCommit: null,
    mergedAt: null,
  };
  world.pulls.set(number, pull);
  const fresh = { state: 'open', reason: null, labels: [], body: null } as const;
  world.issues.set(number, { ...fresh, labels: [], number, login, title, createdAt: tick(world) });
  testMerge(world, pull);
  return pull;
}

/** Pushes another commit to a pull request. */
export function pushToPull(world: World, pull: Pull, changes: FileChanges, message = 'Mend it'): string {
  const { after } = pushDirectly(world, pull.branch, changes, message);
  pull.commits.push(after);
  testMerge(world, pull);
  return after;
}

/** The last commit of a pull request. */
export function headOf(pull: Pull): string {
  const head = pull.commits.at(-1);
  if (head === undefined) throw new Error('a pull request has commits');
  return head;
}

/** Merges a pull request as the button does. */
export function merge(world: World, pull: Pull, method: 'squash' | 'merge' | 'rebase'): Pushed {
  const tip = commitAt(world, pull.base);
  const after = { squash, merge: mergeCommit, rebase }[method](world, pull, tip.sha);
  world.branches.set(pull.base, after);
  close(world, pull, after);
  return { before: tip.sha, after, branch: pull.base };
}

/** What a merge queue makes of pull requests, before it pushes that: a branch of its own. */
export interface MergeGroup {
  readonly head: string;
  readonly base: string;
  readonly pulls: readonly Pull[];
  readonly commits: readonly string[];
}

/** Puts pull requests into a merge queue, one commit each. */
export function enqueue(world: World, pulls: readonly Pull[]): MergeGroup {
  const base = commitAt(world, pulls[0]?.base ?? world.defaultBranch).sha;
  const commits: string[] = [];
  for (const pull of pulls) {
    const onto = commits.at(-1) ?? base;
    const message = `${pull.branch} (#${pull.number})`;
    commits.push(addCommit(world, [onto], mergedFiles(world, pull, onto), message));
  }
  return { head: commits.at(-1) ?? base, base, pulls, commits };
}

/** The queue pushes the very commits that were checked; where the branch has moved on meanwhile it does not. */
export function land(world: World, { head, base, pulls, commits }: MergeGroup): Pushed | undefined {
  const [first] = pulls;
  if (first === undefined || commitAt(world, first.base).sha !== base) return undefined;
  world.branches.set(first.base, head);
  for (const [index, pull] of pulls.entries()) {
    const commit = commits[index] ?? head;
    pull.introduced.push(commit);
    close(world, pull, commit);
  }
  return { before: base, after: head, branch: first.base };
}

function close(world: World, pull: Pull, commit: string): void {
  pull.mergeCommit = commit;
  pull.mergedAt = tick(world);
  const issue = world.issues.get(pull.number);
  if (issue !== undefined) issue.state = 'closed';
}

/** Every commit that can be reached, itself first. */
export function reachable(world: World, sha: string): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const queue = [sha]; queue.length > 0;) {
    const next = queue.pop() ?? '';
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...commitAt(world, next).parents);
  }
  return seen;
}

/** Files that differ between two commits, by path. */
function differing(before: Files, after: Files): readonly string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths.filter((path) => before.get(path) !== after.get(path)).sort();
}

function squash(world: World, pull: Pull, tip: string): string {
  const sha = addCommit(world, [tip], mergedFiles(world, pull, tip), `${pull.branch} (#${pull.number})`);
  pull.introduced.push(sha);
  return sha;
}

function mergeCommit(world: World, pull: Pull, tip: string): string {
  const sha = addCommit(
    world,
    [tip, headOf(pull)],
    mergedFiles(world, pull, tip),
    `Merge pull request #${pull.number}`,
  );
  pull.introduced.push(...pull.commits, sha);
  return sha;
}

function rebase(world: World, pull: Pull, tip: string): string {
  let onto = tip;
  for (const sha of pull.commits) {
    const { parents, files, message } = commitAt(world, sha);
    const own = changesBetween(commitAt(world, parents[0] ?? '').files, files);
    onto = addCommit(world, [onto], applied(commitAt(world, onto).files, own), message);
    pull.introduced.push(onto);
  }
  return onto;
}

/** GitHub keeps a test merge of every open pull request: what its workflows check out. It is made anew when one is planned again. */
export function testMerge(world: World, pull: Pull): void {
  const tip = commitAt(world, pull.base).sha;
  pull.mergeCommit = addCommit(world, [tip, headOf(pull)], mergedFiles(world, pull, tip), 'Test merge');
}

function mergedFiles(world: World, pull: Pull, tip: string): Files {
  const start = commitAt(world, pull.commits[0] ?? '').parents[0] ?? '';
  const own = changesBetween(commitAt(world, start).files, commitAt(world, headOf(pull)).files);
  return applied(commitAt(world, tip).files, own);
}

function changesBetween(before: Files, after: Files): FileChanges {
  return Object.fromEntries(differing(before, after).map((path) => [path, after.get(path) ?? null]));
}

function applied(files: Files, changes: FileChanges): Files {
  const result = new Map(files);
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) result.delete(path);
    else result.set(path, text);
  }
  return result;
}
