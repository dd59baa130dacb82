import { renameSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';

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
