import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** Bytes of a process's young generation once 40 MB were made and kept. */
function youngGeneration(before: string): number {
  const script = `import { getHeapSpaceStatistics } from 'node:v8';
    import { keepHeapSmall } from ${JSON.stringify(new URL('../../src/edges/heap.ts', import.meta.url).href)};
    ${before}
    globalThis.kept = Array.from({ length: 400_000 }, (_, index) => ({ index, kept: [index] }));
    console.log(getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size);`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  return Number(stdout);
}

test('the young generation grows where all is kept, and stays small where it is told to', () => {
  const small = youngGeneration('keepHeapSmall();');
  expect(small).toBeLessThan(5e6);
  expect(youngGeneration('')).toBeGreaterThan(4 * small);
});
