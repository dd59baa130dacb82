import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { troubleOf, writeWhole } from '../disk/disk.ts';
import type { Files } from '../model/files.ts';
import { OperatorError } from '../model/problem.ts';
import { profilesBelow } from './profile-files.ts';

/** The files below a folder of this machine. Paths come out relative to it, with forward slashes. */
export function filesIn(root: string): Files {
  return {
    readProfiles: (folder) => profilesBelow(root, folder),
    read: (file) => readText(root, file),
    write: (file, text) => writeText(root, file, text),
  };
}

function readText(root: string, file: string): string {
  try {
    return readFileSync(resolve(root, file), 'utf8');
  } catch (error) {
    throw new OperatorError('DG1305', `${file} cannot be read: ${troubleOf(error)}.`, {
      hint: 'Check the path: it begins in the folder in which the program was started.',
      cause: error,
    });
  }
}

function writeText(root: string, file: string, text: string): void {
  try {
    writeWhole(resolve(root, file), text);
  } catch (error) {
    throw new OperatorError('DG1306', `${file} cannot be written: ${troubleOf(error)}.`, {
      hint: 'Name a file that you may write.',
      cause: error,
    });
  }
}
