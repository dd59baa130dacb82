import { createHash } from 'node:crypto';
import { OperatorError } from '../../model/problem.ts';
import type { GitHub } from './connect.ts';

/**
 * The texts of the files below a folder as a commit has them, by path from the repository's root; none where the commit
 * has no such folder. Texts in `known` (the checked-out files, say) are recognised by git's hash and not fetched.
 */
export async function filesAtCommit(
  github: GitHub,
  request: {
    readonly commit: string;
    /** From the repository's root, with slashes; `.` is the root itself. */
    readonly folder: string;
    readonly wanted: (path: string) => boolean;
    readonly known?: Iterable<string>;
  },
): Promise<ReadonlyMap<string, string>> {
  const steps = request.folder.split('/').filter((step) => step !== '' && step !== '.');
  const tree = await folderAt(github, request.commit, steps);
  if (tree === undefined) return new Map();
  const known = new Map(Array.from(request.known ?? [], (text) => [blobHash(text), text]));
  const prefix = steps.map((step) => `${step}/`).join('');
  const files = (await entries(github, tree, true))
    .filter(({ type, mode }) => type === 'blob' && mode !== SYMLINK)
    .map(({ path, sha }) => ({ path: `${prefix}${path}`, sha }))
    .filter(({ path }) => request.wanted(path));
  return new Map(
    await Promise.all(files.map(async ({ path, sha }) => [path, known.get(sha) ?? (await blob(github, sha))] as const)),
  );
}

/** The first parent of a commit: for the test merge that a pull request's run checks out, the tip of the base branch. */
export async function firstParent(github: GitHub, commit: string): Promise<string | undefined> {
  const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
    ...github.repository,
    commit_sha: commit,
  });
  return data.parents[0]?.sha;
}

const SYMLINK = '120000';

interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
}

async function folderAt(github: GitHub, commit: string, steps: readonly string[]): Promise<string | undefined> {
  let tree = commit;
  for (const step of steps) {
    const entry = (await entries(github, tree, false)).find(({ path, type }) => path === step && type === 'tree');
    if (entry === undefined) return undefined;
    tree = entry.sha;
  }
  return tree;
}

async function entries(github: GitHub, tree: string, recursive: boolean): Promise<readonly TreeEntry[]> {
  const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    ...github.repository,
    tree_sha: tree,
    ...(recursive && { recursive: '1' }),
  });
  // A part of the files would look like a deletion of the others.
  if (data.truncated)
    throw new OperatorError('DG6007', `GitHub does not list all files of tree ${tree}: there are too many.`);
  return data.tree;
}

async function blob(github: GitHub, sha: string): Promise<string> {
  const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
    ...github.repository,
    file_sha: sha,
  });
  return Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8').toString();
}

/** https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage */
function blobHash(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0`)
    .update(text)
    .digest('hex');
}
