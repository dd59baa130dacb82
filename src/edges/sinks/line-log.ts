import { dirname } from 'node:path';
import { makeFolder } from '../../disk/disk.ts';
import type { Sink } from '../../model/exports/subscription.ts';
import { writingTo } from './cannot-write.ts';
import { appendLines, syncFolder } from './line-file.ts';

/** One file that lines are added to. */
export function lineLog(path: string): Sink {
  return {
    remembered: async function* () {},
    write: (lines) =>
      writingTo(path, async () => {
        if (lines.length === 0) return;
        makeFolder(dirname(path));
        await appendLines(path, lines);
        await syncFolder(dirname(path));
      }),
    finish: async () => undefined,
  };
}
