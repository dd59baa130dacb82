import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import type { Dirent } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { troubleOf } from '../disk/disk.ts';
import type { Code } from '../model/codes.ts';
import type { RawFile } from '../model/files.ts';
import { FILE_LIMIT, FILES_LIMIT } from '../model/limits.ts';
import { OperatorError } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';
import { compareTexts } from '../model/values/text.ts';
import { keepHeapSmall } from './heap.ts';

/**
 * The profiles below a folder, or the one file that is named; each is read when it is its turn, so that no more than one is
 * held here. Throws an OperatorError where there is none.
 */
export function profilesBelow(root: string, folder: string): Iterable<RawFile | Problem> {
  keepHeapSmall();
  const top = resolve(root, folder);
  if (!existsSync(top)) throw nothingIn('DG1301', `There is no folder ${folder}.`);
  const isSingle = statSync(top).isFile();
  const walk = { root, real: realpathSync(isSingle ? dirname(top) : top), entered: new Set<string>(), files: 0 };
  if (!isSingle) return someBelow(walk, top, folder);
  return [readOne(walk, { path: top, file: shown(root, top), isLink: lstatSync(top).isSymbolicLink() })];
}

function nothingIn(code: Code, message: string): OperatorError {
  return new OperatorError(code, message, {
    hint: '`defender-gitops init` writes first profiles; or name the folder that holds them, as in `defender-gitops plan profiles`.',
    exitCode: 3,
  });
}

interface Walk {
  readonly root: string;
  /** Where the profiles really lie: no link may lead out of there. */
  readonly real: string;
  /** A link can lead back up: each folder is entered once. */
  readonly entered: Set<string>;
  /** How many were read. */
  files: number;
}

interface FoundFile {
  readonly path: string;
  /** The path as it is told. */
  readonly file: string;
  readonly isLink: boolean;
}

/** A folder without any is most likely the wrong one. */
function* someBelow(walk: Walk, top: string, folder: string): Generator<RawFile | Problem> {
  let isEmpty = true;
  for (const one of below(walk, top)) {
    isEmpty = false;
    yield one;
  }
  if (isEmpty) throw nothingIn('DG1309', `There is no YAML file in ${folder}.`);
}

function* below(walk: Walk, folder: string): Generator<RawFile | Problem> {
  const told = shown(walk.root, folder);
  const entries = entered(walk, folder);
  if (!Array.isArray(entries)) return yield unreadable(told, 'folder', entries.error);
  for (const entry of entries.sort((left, right) => compareTexts(left.name, right.name))) {
    const { name } = entry;
    if (name.startsWith('.')) continue;
    const found = {
      path: join(folder, name),
      file: told === '' ? name : `${told}/${name}`,
      isLink: entry.isSymbolicLink(),
    };
    if (entry.isDirectory()) yield* below(walk, found.path);
    else if (found.isLink && isFolder(found.path))
      yield* isInside(walk, found) ? below(walk, found.path) : [out(found)];
    else if (/\.ya?ml$/i.test(name)) yield entry.isFile() || found.isLink ? readOne(walk, found) : irregular(found);
  }
}

/** What a folder has, and nothing where it was entered before. */
function entered(walk: Walk, folder: string): Dirent[] | { readonly error: unknown } {
  try {
    const here = realpathSync(folder);
    if (walk.entered.has(here)) return [];
    walk.entered.add(here);
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    return { error };
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function isInside({ real }: Walk, { path }: FoundFile): boolean {
  const target = realpathSync(path);
  return target === real || target.startsWith(real + sep);
}

function shown(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

/** Does not wait for whoever writes to a FIFO. */
const MODE = constants.O_RDONLY | constants.O_NONBLOCK;

function readOne(walk: Walk, found: FoundFile): RawFile | Problem {
  try {
    if (found.isLink && !isInside(walk, found)) return out(found);
    if (walk.files >= FILES_LIMIT)
      return refused(found, 'DG1304', `There are more than ${FILES_LIMIT} files.`, 'Put more resources into one file.');
    const descriptor = openSync(found.path, MODE);
    try {
      const stat = fstatSync(descriptor);
      if (!stat.isFile()) return irregular(found);
      if (stat.size > FILE_LIMIT.bytes) return tooLarge(found, stat.size);
      walk.files += 1;
      return { file: found.file, bytes: readFileSync(descriptor) };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return unreadable(found.file, 'file', error);
  }
}

function unreadable(file: string, what: 'file' | 'folder', error: unknown): Problem {
  const message = `The ${what} cannot be read: ${troubleOf(error)}.`;
  return refused({ file }, 'DG1305', message, 'Check that it is there and that you may read it.');
}

function out(found: FoundFile): Problem {
  const hint = 'Move what it points to into the folder.';
  return refused(found, 'DG1302', 'The link leads out of the profiles.', hint);
}

function irregular(found: FoundFile): Problem {
  return refused(found, 'DG1303', 'This is not a regular file.', 'Put a regular file there.');
}

function tooLarge(found: FoundFile, size: number): Problem {
  const message = `The file has ${size} bytes; at most ${FILE_LIMIT.bytes} are read.`;
  return refused(found, 'DG1001', message, 'Split it: sections may be in any number of files.');
}

function refused({ file }: Pick<FoundFile, 'file'>, code: Code, message: string, hint: string): Problem {
  return { code, message, hint, file, line: 1, column: 1 };
}
