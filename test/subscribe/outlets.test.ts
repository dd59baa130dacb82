import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rotatingFiles } from '../../src/edges/sinks/rotating-files.ts';

test('a new run remembers the last lines of the one before, oldest first: the window at least, and little more', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 10 }),
      async (sizes, window) => {
        const folder = mkdtempSync(join(tmpdir(), 'sinks-'));
        const files = await rotatingFiles({ folder, clientId: 'me', window });
        const written: string[] = [];
        for (const size of sizes) {
          const lines = Array.from({ length: size }, (_, nth) => `line ${written.length + nth}`);
          await files.write(lines);
          await files.finish();
          written.push(...lines);
        }
        const remembered: string[] = [];
        const next = await rotatingFiles({ folder, clientId: 'me', window });
        for await (const line of next.remembered()) remembered.push(line);
        expect(remembered).toEqual(written.slice(written.length - remembered.length));
        expect(remembered.length).toBeGreaterThanOrEqual(Math.min(window, written.length));
        // A file is remembered whole, and the largest has four lines.
        expect(remembered.length).toBeLessThanOrEqual(window + 3);
        expect(readdirSync(folder).filter((name) => name.endsWith('.ndjson'))).toHaveLength(sizes.length);
        rmSync(folder, { recursive: true });
      },
    ),
    { numRuns: 30 },
  );
});
