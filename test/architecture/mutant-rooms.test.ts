import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { LEFTOVERS, ROOMS } from '../../scripts/mutant-rooms.ts';

const repository = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(resolve(repository, file), 'utf8');
const there = (pattern: string): readonly string[] => globSync(pattern, { cwd: repository });
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

test('every room is broken every night, and no other', () => {
  const { jobs } = parse(read('.github/workflows/nightly.yml')) as {
    jobs: { mutants: { strategy: { matrix: { room: string[] } } } };
  };
  expect(jobs.mutants.strategy.matrix.room).toEqual(Object.keys(ROOMS));
});

test.each(Object.entries(ROOMS))('the room %s has files and tests, each of them there', (_, { files, tests }) => {
  expect([...files, ...tests].filter((pattern) => there(pattern).length === 0)).toEqual([]);
});

test('no file is in two rooms', () => {
  const all = Object.values(ROOMS).flatMap(({ files }) => files.flatMap(there));
  expect(all.filter((file, index) => all.indexOf(file) !== index)).toEqual([]);
});

describe('what is left by name', () => {
  test.each(LEFTOVERS)('$file: $from', ({ file, from, within = from, reason }) => {
    expect(oneLine(read(file))).toContain(from);
    expect(oneLine(read(file))).toContain(within);
    expect(reason).toMatch(/^[A-Z].*\.$/);
  });

  test('is named once', () => {
    const names = LEFTOVERS.map(({ file, from, to, within = '' }) => `${file} ${from} ${to} ${within}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
