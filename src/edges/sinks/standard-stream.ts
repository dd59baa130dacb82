import type { Sink } from '../../model/exports/subscription.ts';
import { writingTo } from './cannot-write.ts';

/** Lines on standard output or standard error. They count as safe once the operating system has taken them. */
export function standardStream(name: 'stdout' | 'stderr'): Sink {
  return {
    remembered: async function* () {},
    write: (lines) =>
      writingTo(name === 'stdout' ? 'Standard output' : 'Standard error', async () => {
        if (lines.length === 0) return;
        await new Promise<void>((resolve, reject) => {
          process[name].write(`${lines.join('\n')}\n`, (error) => (error ? reject(error) : resolve()));
        });
      }),
    finish: async () => undefined,
  };
}
