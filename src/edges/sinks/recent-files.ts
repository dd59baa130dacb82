import { copyFile, link, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { linesOf } from './line-file.ts';

/** Second names of the last files, so that a restart knows what was written even after somebody took the files away. */
export interface RecentFiles {
  /** Whether a name was used. */
  has(name: string): boolean;
  /** Keeps a file under a name. */
  keep(path: string, name: string, lines: number): Promise<void>;
  /** All their lines, oldest first. */
  lines(): AsyncIterable<string>;
}

/** Opens the folder of second names, which keeps at least the last `window` lines. Names sort by age. */
export async function openRecentFiles(folder: string, window: number): Promise<RecentFiles> {
  const files: { readonly name: string; readonly lines: number }[] = [];
  for (const name of (await readdir(folder)).sort()) {
    let lines = 0;
    for await (const _line of linesOf(join(folder, name))) lines += 1;
    files.push({ name, lines });
  }
  return {
    has: (name) => files.some((file) => file.name === name),
    keep: async (path, name, lines) => {
      // Some file systems have no second names.
      await link(path, join(folder, name)).catch(() => copyFile(path, join(folder, name)));
      files.push({ name, lines });
      const sum = (): number => files.slice(1).reduce((all, file) => all + file.lines, 0);
      while (sum() >= window) await unlink(join(folder, files.shift()?.name ?? ''));
    },
    lines: async function* () {
      for (const { name } of files) yield* linesOf(join(folder, name));
    },
  };
}
