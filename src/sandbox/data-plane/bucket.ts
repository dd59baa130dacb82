import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { troubleOf, writeWhole } from '../../disk/disk.ts';
import { OperatorError } from '../../model/problem.ts';
import { safePath } from './safe-path.ts';

/** A bucket of Amazon S3. */
export interface Bucket {
  /** Writes an object, whole or not at all; one of that key is replaced. */
  put(key: string, body: Uint8Array): Promise<void>;
}

/** A bucket that is a folder below `root`, an object that is a file. Throws an OperatorError where it cannot be written. */
export function folderBucket(root: string, name: string): Bucket {
  const folder = join(root, safePath(name));
  return {
    put: async (key, body) => {
      const path = join(folder, safePath(key));
      try {
        writeWhole(path, body);
      } catch (cause) {
        throw isInTheWay(cause) ? keysCollide(folder, key, cause) : unwritable(path, cause);
      }
    },
  };
}

/** Whether a file is where a folder has to be, or the other way round. */
function isInTheWay(cause: unknown): boolean {
  return ['ENOTDIR', 'EISDIR'].includes((cause as NodeJS.ErrnoException).code ?? '');
}

function keysCollide(folder: string, key: string, cause: unknown): OperatorError {
  return new OperatorError(
    'DG7001',
    `The object ${key} cannot be written to ${folder}: another object lies where one of the two needs a folder.`,
    {
      hint: 'S3 takes keys such as `a` and `a/b` beside each other, folders do not. Let one begin otherwise (`key` of the S3 action, `prefix` of the stream), or leave out --out.',
      cause,
    },
  );
}

function unwritable(path: string, cause: unknown): OperatorError {
  const isFull = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
  return new OperatorError('DG7001', `${path} cannot be written: ${troubleOf(cause)}.`, {
    hint: isFull
      ? 'Make room, name another disk with --out, or let fewer devices report for fewer hours.'
      : 'Name another folder with --out.',
    cause,
  });
}

/** Ends the run where a folder holds something: what lies there would be taken for what is delivered. Throws an OperatorError. */
export async function requireEmpty(folder: string): Promise<void> {
  const [found] = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw unwritable(folder, cause);
  });
  if (found === undefined) return;
  throw new OperatorError('DG7002', `The folder ${folder} is not empty.`, {
    hint: 'Name another one with --out, or empty it.',
  });
}

/** A bucket that forgets what it is given. */
export const FORGETFUL: Bucket = { put: () => Promise.resolve() };
