import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { CONTROL_PLANE } from '../../scripts/sandbox-faults/control-plane.ts';
import { DATA_PLANE } from '../../scripts/sandbox-faults/data-plane.ts';
import { DETECT } from '../../scripts/sandbox-faults/detect.ts';
import { SQL } from '../../scripts/sandbox-faults/sql.ts';
import { SUBSCRIBER } from '../../scripts/sandbox-faults/subscriber.ts';

const repository = resolve(import.meta.dirname, '../..');
const faults = [CONTROL_PLANE, DATA_PLANE, DETECT, SQL, SUBSCRIBER].flatMap((chapter) => chapter.faults);

// Only `npm run sandbox-mutants` plants them, which takes too long for every change.
test('every deliberate fault of the sandbox still has the one place where it is planted', () => {
  const lost = faults.filter(({ file, swaps }) => {
    const text = readFileSync(resolve(repository, file), 'utf8');
    return swaps.some(([right]) => text.split(right).length !== 2);
  });
  expect(lost.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});

test('every deliberate fault of the sandbox names tests that are there', () => {
  const files = globSync('test/**/*.test.ts', { cwd: repository });
  const named = new Set(faults.flatMap(({ tests }) => tests));
  expect([...named].filter((name) => !files.some((file) => file.includes(name)))).toEqual([]);
});
