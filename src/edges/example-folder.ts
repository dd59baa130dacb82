import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { troubleOf, writeWhole } from '../disk/disk.ts';
import { OperatorError } from '../model/problem.ts';
import type { FileEdit } from '../render/terminal/file-edit.ts';

/** A copy of the example in a temporary folder. */
export interface ExampleFolder {
  /** The temporary folder. */
  readonly root: string;
  /** The copy, relative to `root`. */
  readonly folder: string;
  /** Replaces text in the one file that has it, and says what is different now. Throws where none has. */
  readonly edit: (find: RegExp, replacement: string) => FileEdit;
  /** Where buckets can be written. */
  readonly lake: string;
  /** Takes every edit back. */
  readonly restore: () => void;
  /** Copies a file out of the temporary folder, and says where it is now; undefined where nothing may be written. */
  readonly keep: (file: string) => string | undefined;
  readonly close: () => void;
}

/** Copies the example that ships with the program, so that it can be edited. Throws an OperatorError where there is no room for it. */
export function copyExample(): ExampleFolder {
  const original = ['../profiles', '../../profiles']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find(existsSync);
  if (original === undefined) throw new Error('The example does not lie beside the program.');
  const root = inTemporary(() => mkdtempSync(join(tmpdir(), 'defender-gitops-')));
  const copy = join(root, 'profiles');
  const close = (): void => rmSync(root, { recursive: true, force: true });
  // Their text only: where the program lies, nobody may be allowed to write.
  const restore = (): void => {
    for (const name of readdirSync(original)) writeFileSync(join(copy, name), readFileSync(join(original, name)));
  };
  inTemporary(() => {
    mkdirSync(copy);
    restore();
  }, close);
  return {
    root,
    folder: 'profiles',
    lake: join(root, 'lake'),
    edit: (find, replacement) => replaceIn(copy, find, replacement),
    restore,
    keep: (file) => kept(join(root, file), join('.defender', file)),
    close,
  };
}

/** Does something in the temporary folder of this machine; where that fails, cleans up and says so. */
function inTemporary<Value>(work: () => Value, cleanUp?: () => void): Value {
  try {
    return work();
  } catch (error) {
    cleanUp?.();
    throw new OperatorError('DG1306', `The temporary folder ${tmpdir()} cannot be written: ${troubleOf(error)}.`, {
      hint: 'Make room there, or set TMPDIR to another folder.',
      cause: error,
    });
  }
}

function kept(from: string, to: string): string | undefined {
  try {
    writeWhole(to, readFileSync(from));
    return to;
  } catch {
    return undefined;
  }
}

function replaceIn(folder: string, find: RegExp, replacement: string): FileEdit {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    if (!find.test(text)) continue;
    const edited = text.replace(find, () => replacement);
    writeFileSync(path, edited);
    return { file: `profiles/${name}`, ...differenceOf(text.split('\n'), edited.split('\n')) };
  }
  throw new Error(`No file in ${folder} has ${String(find)}.`);
}

/** What is between the lines that are the same at the beginning and at the end. */
function differenceOf(before: readonly string[], after: readonly string[]): Omit<FileEdit, 'file'> {
  const first = before.findIndex((line, index) => line !== after[index]);
  let same = 0;
  while (same < after.length - first && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return {
    line: first + 1,
    removed: before.slice(first, before.length - same),
    added: after.slice(first, after.length - same),
  };
}
