import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demo } from '../../src/commands/demo.ts';
import type { DemoOptions, Stage } from '../../src/commands/demo.ts';
import { askDuckDb } from '../../src/edges/duckdb.ts';
import { copyExample } from '../../src/edges/example-folder.ts';
import type { ExampleFolder } from '../../src/edges/example-folder.ts';
import { filesIn } from '../../src/edges/files.ts';
import { openSandbox } from '../../src/edges/sandbox.ts';
import { EXIT } from '../../src/model/world.ts';
import { OPERATIONS } from '../operations.ts';
import { testWorld } from '../world.ts';

let example: ExampleFolder;
beforeEach(() => void (example = copyExample()));
afterEach(() => example.close());

async function told(options: DemoOptions = {}, asked: Stage['ask'] = askDuckDb): Promise<readonly string[]> {
  const { connect, simulate } = openSandbox(
    undefined,
    () => undefined,
    async () => OPERATIONS,
  );
  const world = { ...testWorld({}), connect, simulate, files: filesIn(example.root) };
  const stage = { ...example, keep: (file: string) => file, ask: asked };
  expect(await demo(world, stage, options)).toBe(EXIT.fine);
  return world.printed().split('\n').slice(0, -1);
}

test('the demo is a story of 60 to 80 lines that fit: each step has its command, the edited lines, and what matters of the answer', async () => {
  const lines = await told();
  expect(lines.length).toBeGreaterThanOrEqual(60);
  expect(lines.length).toBeLessThanOrEqual(80);
  expect(lines.filter((line) => line.length > 112)).toEqual([]);
  const commands = lines.filter((line) => line.startsWith('  $ ')).map((line) => line.split(' ')[4]);
  expect(commands).toEqual([
    'validate',
    'plan',
    'apply',
    'plan',
    'apply',
    'plan',
    'apply',
    'apply',
    'apply',
    'simulate',
  ]);
  expect(lines.filter((line) => /^ {2}profiles\/[\w.]+:\d+$/.test(line))).toHaveLength(5);
  for (const [index, line] of lines.entries()) if (line.startsWith('  $ ')) expect(lines[index + 1], line).not.toBe('');
});

test('it ends in a question to the lake, answered by DuckDB as profiles/soundbox.yaml ends, too', async () => {
  const text = (await told()).join('\n');
  const answered = /(?:^ {2}SELECT.*\n(?:^ {2}(?!DuckDB).*\n)+)/m.exec(text)?.[0] ?? '';
  expect(answered.split('\n').slice(0, -1)).toHaveLength(5);
  const profile = readFileSync(new URL('../../profiles/soundbox.yaml', import.meta.url), 'utf8');
  expect(profile.replaceAll(/^# ?/gm, '')).toContain(answered);
});

test('where DuckDB is not installed it says so, and shows the question all the same', async () => {
  const lines = await told({}, async () => undefined);
  const first = lines.findIndex((line) => line.startsWith('  SELECT'));
  expect(lines.slice(first + 3, first + 5)).toEqual([
    '  DuckDB would answer, and is not installed here: npm install --no-save @duckdb/node-api',
    '',
  ]);
});

test('with --full it shows everything that its commands print', async () => {
  const lines = await told({ full: true });
  expect(lines.length).toBeGreaterThan(300);
  expect(lines.join('\n')).toContain('bufferingHints: { sizeInMBs: 64, intervalInSeconds: 300 }');
});
