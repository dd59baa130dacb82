import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../disk/write-whole.ts';

/** A copy of a folder of profiles in a temporary folder. */
export interface OpenStage {
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

/** Copies the profiles so that they can be edited; where the folder is not there, the example that ships with the program. */
export function openStage(folder: string): OpenStage {
  const shipped = fileURLToPath(new URL('../profiles', import.meta.url));
  const own = resolve(folder);
  const root = mkdtempSync(join(tmpdir(), 'defender-gitops-'));
  const copy = join(root, 'profiles');
  const original = [own, shipped].find(existsSync) ?? fileURLToPath(new URL('../../profiles', import.meta.url));
  const restore = (): void => cpSync(original, copy, { recursive: true });
  restore();
  return {
    root,
    folder: 'profiles',
    edit: (find, replacement) => replaceIn(copy, find, replacement),
    restore,
    keep: (file) => kept(join(root, file), join('.defender', file)),
    close: () => rmSync(root, { recursive: true, force: true }),
  };
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
