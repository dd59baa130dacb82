import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Outlet } from '../../model/subscription.ts';
import { writingTo } from './cannot-write.ts';
import { appendLines } from './line-file.ts';

/** One file that lines are added to. */
export function lineLog(path: string): Outlet {
  return {
    remembered: async function* () {},
    write: (lines) =>
      writingTo(path, async () => {
        mkdirSync(dirname(path), { recursive: true });
        await appendLines(path, lines);
      }),
    finish: async () => undefined,
  };
}
