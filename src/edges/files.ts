import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Files } from '../model/files.ts';
import { OperatorError } from '../model/problem.ts';
import { profilesBelow } from './profile-files.ts';

/** The files below a folder of this machine. Paths come out relative to it, with forward slashes. */
export function filesIn(root: string): Files {
  return {
    readProfiles: (folder) => profilesBelow(root, folder),
    read: (file) => readText(resolve(root, file)),
    write: (file, text) => writeWhole(resolve(root, file), text),
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new OperatorError('DG1305', `${path} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

/** Writes a file whole or not at all. */
function writeWhole(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const half = `${path}.${process.pid}.tmp`;
    writeFileSync(half, text);
    renameSync(half, path);
  } catch (error) {
    throw new OperatorError('DG1306', `${path} cannot be written: ${(error as Error).message}.`, { cause: error });
  }
}
