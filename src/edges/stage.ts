import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A copy of a folder of profiles in a temporary folder. */
export interface OpenStage {
  /** The temporary folder. */
  readonly root: string;
  /** The copy, relative to `root`. */
  readonly folder: string;
  readonly edit: (find: RegExp, replacement: string) => void;
  readonly close: () => void;
}

/** Copies the profiles so that they can be edited; where the folder is not there, the example that ships with the program. */
export function openStage(folder: string): OpenStage {
  const shipped = fileURLToPath(new URL('../profiles', import.meta.url));
  const own = resolve(folder);
  const root = mkdtempSync(join(tmpdir(), 'defender-gitops-'));
  const copy = join(root, 'profiles');
  cpSync(
    existsSync(own) ? own : existsSync(shipped) ? shipped : fileURLToPath(new URL('../../profiles', import.meta.url)),
    copy,
    { recursive: true },
  );
  return {
    root,
    folder: 'profiles',
    edit: (find, replacement) => replaceIn(copy, find, replacement),
    close: () => rmSync(root, { recursive: true, force: true }),
  };
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
