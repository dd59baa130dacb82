import { execFileSync } from 'node:child_process';
import { OperatorError } from '../model/problem.ts';

const MOST = 1_000_000_000;
const SYMLINK = '120000';

/**
 * The profiles where the present branch left `base`. Runs git without a shell; what is asked of it reads objects only. Throws
 * an OperatorError where git, the repository or the commit is not there.
 */
export function profilesAtBase(root: string, base: string, folder: string): ReadonlyMap<string, string> {
  const git = (words: readonly string[], input = ''): Buffer => {
    try {
      return execFileSync('git', words, { cwd: root, input, maxBuffer: MOST, stdio: ['pipe', 'pipe', 'pipe'] });
    } catch (error) {
      throw new OperatorError('DG1308', `git does not know what was there at ${base}: ${reasonOf(error)}.`, {
        hint: 'Name a commit or a branch: `--only-changed=main`. In CI, fetch it first (`fetch-depth: 0`).',
        cause: error,
      });
    }
  };
  const tip = line(git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`]));
  const commit = line(git(['merge-base', tip, 'HEAD']));
  const listed = git(['ls-tree', '-r', '-z', commit, '--', folder]).toString().split('\0');
  const files = listed.flatMap((entry) => {
    const [, mode, sha = '', path = ''] = /^(\d+) blob (\w+)\t([^]+)$/.exec(entry) ?? [];
    const isWanted = mode !== SYMLINK && /\.ya?ml$/i.test(path) && !/(?:^|\/)\./.test(path);
    return isWanted ? [{ sha, path }] : [];
  });
  const blobs =
    files.length === 0 ? [] : contents(git(['cat-file', '--batch'], files.map(({ sha }) => `${sha}\n`).join('')));
  return new Map(files.map(({ path }, index) => [path, blobs[index] ?? '']));
}

function line(output: Buffer): string {
  return output.toString().trim();
}

/** `<sha> blob <size>`, a line end, that many bytes, a line end; for each. https://git-scm.com/docs/git-cat-file#_batch_output */
function contents(output: Buffer): readonly string[] {
  const texts: string[] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\n', at);
    const size = Number(output.subarray(at, end).toString().split(' ')[2]);
    texts.push(output.subarray(end + 1, end + 1 + size).toString());
    at = end + 1 + size + 1;
  }
  return texts;
}

function reasonOf(error: unknown): string {
  const { stderr, code } = error as { stderr?: Buffer; code?: string };
  if (code === 'ENOENT') return 'git is not installed';
  return stderr?.toString().trim().split('\n')[0] || 'there is no such commit';
}
