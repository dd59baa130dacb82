import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { troubleOf, writeWhole } from '../disk/disk.ts';
import { OperatorError } from '../model/problem.ts';

/** A copy of the example in a temporary folder. */
export interface ExampleFolder {
  /** The temporary folder. */
  readonly root: string;
  /** The copy, relative to `root`. */
  readonly folder: string;
  readonly edit: (find: RegExp, replacement: string) => void;
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
    edit: (find, replacement) => replaceIn(copy, find, replacement),
    restore,
    keep: (file) => kept(join(root, file), join('.defender', file)),
    close,
  };
}

/** Does something in the temporary folder of this machine; where that takes nothing, cleans up and says so. */
function inTemporary<Value>(work: () => Value, cleanUp?: () => void): Value {
  try {
    return work();
  } catch (error) {
    cleanUp?.();
    throw new OperatorError('DG1306', `The temporary folder ${tmpdir()} takes no files: ${troubleOf(error)}.`, {
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

function replaceIn(folder: string, find: RegExp, replacement: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    if (!find.test(text)) continue;
    writeFileSync(
      path,
      text.replace(find, () => replacement),
    );
    return;
  }
  throw new Error(`No file in ${folder} has ${String(find)}.`);
}
