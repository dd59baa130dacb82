import { expect, test } from 'vitest';
import { COMMANDS } from '../../../src/commands/usage/command-table.ts';
import { help } from '../../../src/commands/usage/help.ts';
import { testWorld } from '../../world.ts';

const told = (...words: readonly string[]): string => {
  const world = testWorld({});
  help({ ...world, style: { color: false, width: 80 } }, words);
  return world.printed();
};

test.each([[], ...Object.keys(COMMANDS).map((name) => [name])])('help %s fits the terminal', (...words) => {
  const text = told(...words);
  expect(text.split('\n').filter((line) => line.length > 80 && !line.startsWith('Usage: '))).toEqual([]);
});

test('what goes on in another line stands below where it began', () => {
  expect(told('plan')).toMatch(/\n {2}--record FILE +Write to FILE.*\n {25}\S/);
});
