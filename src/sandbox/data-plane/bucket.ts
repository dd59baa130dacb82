import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
  let unfinished = 0;
  return {
    put: async (key, body) => {
      const path = join(folder, safePath(key));
      const half = join(folder, `.unfinished-${process.pid}-${(unfinished += 1)}`);
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(half, body);
        await rename(half, path);
      } catch (cause) {
        await rm(half, { force: true }).catch(() => undefined);
        throw unwritable(path, cause);
      }
    },
  };
}

function unwritable(path: string, cause: unknown): OperatorError {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC')
    return new OperatorError('DG7001', `The disk is full: ${path} cannot be written.`, {
      hint: 'Make room, name another disk with --out, or let fewer devices report for fewer hours.',
      cause,
    });
  return new OperatorError('DG7001', `${path} cannot be written: ${message}.`, {
    hint: 'Name another folder with --out.',
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
