import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../../src/command-table.ts';
import { GUIDES } from '../../../src/commands/usage/guides.ts';
import { help } from '../../../src/commands/usage/help.ts';
import { parseCommandLine } from '../../../src/commands/usage/usage.ts';
import { testWorld } from '../../world.ts';

const told = (name?: string): string => {
  const world = testWorld({});
  help({ ...world, style: { color: false, width: 80 } }, COMMANDS, name);
  return world.printed();
};

test.each([undefined, ...Object.keys(COMMANDS)])('help %s fits the terminal', (name) => {
  const text = told(name);
  expect(text.split('\n').filter((line) => line.length > 80 && !/^(Usage|More): /.test(line))).toEqual([]);
});

test('what goes on in another line stands below where it began', () => {
  expect(told('plan')).toMatch(/\n {2}--record FILE +Write every request.*\n {25}\S/);
});

test('every command has examples that are read, exit codes, and a page that is there', () => {
  expect(Object.keys(GUIDES).sort()).toEqual(Object.keys(COMMANDS).sort());
  for (const [name, guide] of Object.entries(GUIDES)) {
    expect(guide.examples.length, name).toBeGreaterThan(0);
    for (const [line] of guide.examples) {
      const words = line.replace(/ [>|] .*/, '').split(' ');
      expect(parseCommandLine(words, COMMANDS), line).toMatchObject({ command: name });
    }
    expect(existsSync(new URL(`../../../docs/${guide.page}`, import.meta.url)), guide.page).toBe(true);
    const text = told(name);
    expect(text).toContain('\nExamples:\n');
    expect(text).toMatch(/\nExit codes:\n\n {2}0 +done\n {2}1 +\S/);
  }
});
