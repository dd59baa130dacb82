import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Outlet } from '../../model/subscription.ts';
import { writingTo } from './cannot-write.ts';

/** One file that lines are added to. It is opened when the first one comes. */
export function lineLog(path: string): Outlet {
  return {
    remembered: async function* () {},
    write: (lines) =>
      writingTo(path, async () => {
        if (lines.length === 0) return;
        mkdirSync(dirname(path), { recursive: true });
        const file = await open(path, 'a');
        try {
          await file.appendFile(`${lines.join('\n')}\n`);
          await file.sync();
        } finally {
          await file.close();
        }
      }),
    finish: async () => undefined,
  };
}
