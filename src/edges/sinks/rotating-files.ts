import { access, open, rename, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../disk/disk.ts';
import type { Sink } from '../../model/exports/subscription.ts';
import { writingTo } from './cannot-write.ts';
import { appendLines, endOfLastLine, linesOf, syncFolder } from './line-file.ts';
import { openRecentFiles } from './recent-files.ts';
import type { RecentFiles } from './recent-files.ts';

/** Where the files go, and how much is remembered. */
export interface FolderOptions {
  readonly folder: string;
  /** Keeps apart what several subscribers write into one folder. */
  readonly clientId: string;
  /** Lines that are kept for `remembered`, at least. */
  readonly window: number;
}

/** Files of lines in a folder. The one being written lies in a hidden folder, and comes out whole under its final name. */
export async function rotatingFiles({ folder, clientId, window }: FolderOptions): Promise<Sink> {
  const hidden = join(folder, `.${clientId}`);
  const recentFolder = join(hidden, 'recent');
  const part = join(hidden, 'part.ndjson');
  const guarded = <Value>(work: () => Promise<Value>): Promise<Value> => writingTo(folder, work);
  return guarded(async () => {
    makeFolder(recentFolder);
    const recent = await openRecentFiles(recentFolder, window);
    let lines = await keepWholeLines(part);
    const finish = async (): Promise<void> => {
      if (lines > 0) await publish(part, { folder, clientId, recent, lines });
      lines = 0;
    };
    await finish();
    return {
      remembered: () => recent.lines(),
      write: (more) =>
        guarded(async () => {
          if (more.length === 0) return;
          await appendLines(part, more);
          if (lines === 0) await syncFolder(hidden);
          lines += more.length;
        }),
      finish: () => guarded(finish),
    };
  });
}

/**
 * Cuts off a line that a crash left half written: it was never acknowledged. Whole lines are made safe, for they count as
 * written from now on. Gives how many there are.
 */
async function keepWholeLines(part: string): Promise<number> {
  const end = await endOfLastLine(part);
  if (end === undefined) return 0;
  await truncate(part, end);
  const file = await open(part, 'r+');
  await file.sync();
  await file.close();
  let lines = 0;
  for await (const _line of linesOf(part)) lines += 1;
  return lines;
}

interface Publication {
  readonly folder: string;
  readonly clientId: string;
  readonly recent: RecentFiles;
  readonly lines: number;
}

async function publish(part: string, { folder, clientId, recent, lines }: Publication): Promise<void> {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  let name = '';
  for (let nth = 1; name === '' || recent.has(name) || (await isThere(join(folder, name))); nth++)
    name = `${time}-${clientId}-${String(nth).padStart(6, '0')}.ndjson`;
  await recent.keep(part, name, lines);
  await rename(part, join(folder, name));
  await syncFolder(folder);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
