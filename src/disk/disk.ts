import { existsSync, mkdirSync, renameSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a folder and those above it. Node's own way never ends where the file system takes none, as in /proc. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have been as fast.
    if (!existsSync(folder)) throw error;
  }
}

const TROUBLES: Readonly<Record<string, string>> = {
  EACCES: 'this user may not',
  EDQUOT: 'the disk is full',
  EEXIST: 'something else is there',
  EFBIG: 'it would be too large',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'there is no such file',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EPIPE: 'the reader has closed it',
  EPERM: 'this user may not',
  EROFS: 'the file system takes no writing',
};

/** What went wrong with a file, as the end of a sentence: in words where it is a usual error of Node's. */
export function troubleOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return TROUBLES[code] ?? message;
}

/** Writes a file whole or not at all, and makes its folder; through links, and into what is no file (a pipe, /dev/null) as it is. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  makeFolder(dirname(path));
  const there = statSync(path, { throwIfNoEntry: false });
  if (there !== undefined && !there.isFile()) return writeFileSync(path, content);
  const file = there === undefined ? path : realpathSync(path);
  const half = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(half, content);
    renameSync(half, file);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}
