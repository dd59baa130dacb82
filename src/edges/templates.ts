import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder, troubleOf } from '../disk/disk.ts';
import { OperatorError } from '../model/problem.ts';

/** What a new repository begins with, and the folder that it goes to. */
export interface OpenStarter {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Writes a file unless something is there already, and says whether it did. */
  readonly place: (path: string, text: string) => boolean;
  /** The branch that git knows as the remote's default; undefined where it knows none. */
  readonly branch: string | undefined;
}

/** npm leaves files of this name out of packages. */
const DOTTED: Readonly<Record<string, string>> = { gitignore: '.gitignore' };

/** Opens the templates that ship with the program, for a folder. */
export function openStarter(folder: string): OpenStarter {
  const templates = ['../templates', '../../templates']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find(existsSync);
  if (templates === undefined) throw new Error('The templates do not lie beside the program.');
  const found = readdirSync(templates, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = found.map(({ parentPath, name }) => relative(templates, join(parentPath, name)).split(sep).join('/'));
  return {
    files: paths
      .sort()
      .map((path) => ({ path: DOTTED[path] ?? path, text: readFileSync(join(templates, path), 'utf8') })),
    place: (path, text) => place(join(folder, path), text),
    branch: defaultBranch(folder),
  };
}

function place(path: string, text: string): boolean {
  try {
    makeFolder(dirname(path));
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && existsSync(path)) return false;
    throw new OperatorError('DG1306', `${path} cannot be written: ${troubleOf(error)}.`, {
      hint: 'Name a folder that you may write to.',
      cause: error,
    });
  }
}

function defaultBranch(folder: string): string | undefined {
  const head = join(folder, '.git/refs/remotes/origin/HEAD');
  return existsSync(head) ? /^ref: refs\/remotes\/origin\/(.+)$/m.exec(readFileSync(head, 'utf8'))?.[1] : undefined;
}
