import { expect, test } from 'vitest';
import { COMMANDS } from '../../../src/command-table.ts';
import { help } from '../../../src/commands/usage/help.ts';
import { testWorld } from '../../world.ts';

const told = (name?: string): string => {
  const world = testWorld({});
  help({ ...world, style: { color: false, width: 80 } }, COMMANDS, name);
  return world.printed();
};

test.each([undefined, ...Object.keys(COMMANDS)])('help %s fits the terminal', (name) => {
  const text = told(name);
  expect(text.split('\n').filter((line) => line.length > 80 && !line.startsWith('Usage: '))).toEqual([]);
});

test('what goes on in another line stands below where it began', () => {
  expect(told('plan')).toMatch(/\n {2}--record FILE +Write to FILE.*\n {25}\S/);
});
