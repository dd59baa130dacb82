import { describe, expect, test } from 'vitest';
import { told } from './command-line.ts';
import { onCommandLine } from './command-line-mistakes.ts';

describe('one mistake on the command line is one error, with the fix', () => {
  test.each(onCommandLine)('$mistake: $line', async ({ line, says, fix, exit = 1 }) => {
    expect(await told(line)).toEqual({ says, fix, exit, printed: '' });
    expect(fix).not.toBe('');
  });
});

test('at least the 45 mistakes of the first hour are here', () => {
  expect(new Set(onCommandLine.map(({ line }) => line)).size).toBe(onCommandLine.length);
  expect(onCommandLine.length).toBeGreaterThanOrEqual(45);
});
