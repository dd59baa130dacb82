import { readFileSync, statSync } from 'node:fs';
import { troubleOf, writeWhole } from '../../disk/disk.ts';
import { isObject } from '../../model/values/json.ts';
import { OperatorError } from '../../model/problem.ts';
import { inSteps } from '../../model/steps.ts';
import type { Breather } from '../../model/steps.ts';
import { laidOut, readingLaidOut } from './laid-out.ts';
import { completed, emptyState } from '../state.ts';
import type { SandboxState } from '../state.ts';

/** A line for each member of an account's tables: of the file, of all accounts, of one, of a region, of a table. */
const DEPTH = 5;

/**
 * Opens the file that keeps a sandbox between runs. A missing file is an empty account; its folder is made when it is saved.
 * Saving is atomic: another reader sees the old state or the new one, and what another run
 * has written meanwhile stays. Throws an OperatorError then, and for a file that is not a state.
 */
export async function openStateFile(file: string, breathe: Breather): Promise<StateFile> {
  let seen = signatureOf(file);
  return {
    state: await read(file, breathe),
    save(state) {
      if (signatureOf(file) !== seen) throw overtaken(file);
      try {
        writeWhole(file, `${laidOut(state, DEPTH)}\n`);
      } catch (cause) {
        throw broken(
          `The sandbox's state file ${file} cannot be written: ${troubleOf(cause)}.`,
          'Name a file that you may write.',
          cause,
        );
      }
      seen = signatureOf(file);
    },
  };
}

/** What a file keeps of a sandbox. */
export interface StateFile {
  readonly state: SandboxState;
  save(state: SandboxState): void;
}

/** Another text after every write of it; undefined where there is no file. */
function signatureOf(file: string): string | undefined {
  try {
    const { ino, mtimeMs, size } = statSync(file);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    return undefined;
  }
}

function overtaken(file: string): OperatorError {
  return broken(
    `Another run has written the sandbox's state file ${file} meanwhile: what this one did is not kept.`,
    'Run again, one after another; several at a time can share one that `defender-gitops sandbox` serves.',
    undefined,
  );
}

async function read(file: string, breathe: Breather): Promise<SandboxState> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (isObject(cause) && cause['code'] === 'ENOENT') return emptyState();
    throw broken(
      `The sandbox's state file ${file} cannot be read: ${troubleOf(cause)}.`,
      'Name a file that you may read.',
      cause,
    );
  }
  try {
    return checked(await inSteps(readingLaidOut(text), breathe));
  } catch (cause) {
    throw broken(`${file} is not a sandbox's state.`, 'Delete the file to begin with an empty account.', cause);
  }
}

function checked(value: unknown): SandboxState {
  if (isObject(value) && value['version'] === 1 && isObject(value['accounts']))
    return completed(value as unknown as SandboxState);
  throw new Error('expected an object with version 1 and accounts');
}

function broken(message: string, hint: string, cause: unknown): OperatorError {
  return new OperatorError('DG4008', message, { hint, cause });
}
