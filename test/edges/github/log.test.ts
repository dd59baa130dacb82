import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inert } from '../../../src/edges/github/runner/log.ts';
import { parseCommand } from './runner-commands.ts';

const COMMANDS: readonly { reason: string; line: string; command: string }[] = [
  { reason: 'the plain form', line: '::error::x', command: 'error' },
  { reason: 'spaces before', line: ' \t ::error file=a,line=1::x', command: 'error' },
  { reason: 'a space of another script before', line: '\u3000\u0085::warning::x', command: 'warning' },
  { reason: 'any case', line: '::Add-Mask::x', command: 'add-mask' },
  { reason: 'the old form', line: '##[error]x', command: 'error' },
  {
    reason: 'the old form in the midst of a line',
    line: 'sql: SELECT ##[set-env name=NODE_OPTIONS]x',
    command: 'set-env',
  },
  { reason: 'what shows nothing before', line: '\u200b::error::x', command: 'error' },
  { reason: 'what shows nothing within', line: ':\u00ad:error::x', command: 'error' },
  { reason: 'what shows nothing within the old form', line: '#\u200d#\ufeff[error]x', command: 'error' },
  { reason: 'a switch for all commands', line: '::stop-commands::x', command: 'stop-commands' },
];

const TEXTS = [
  'arn:aws:iot::aws:policy/x',
  'a::error::b',
  '## [error]',
  '# #[error]',
  ':: no command',
  '::unknown::x',
  '##[unknown]x',
  '##[error',
];

describe('the parser of the harness', () => {
  it.each(COMMANDS)('finds $reason', ({ line, command }) => {
    expect(parseCommand(line)?.command).toBe(command);
  });

  it.each(TEXTS)('takes this for text: %s', (line) => {
    expect(parseCommand(line)).toBeUndefined();
  });

  it('reads properties and data as the runner does', () => {
    expect(parseCommand('::error file=a%2Cb,line=3,,title=x=y,empty=::100%25%0Adone')).toEqual({
      command: 'error',
      properties: { file: 'a,b', line: '3', title: 'x=y' },
      data: '100%\ndone',
    });
  });
});

describe('a text in the log', () => {
  it.each(COMMANDS)('is no command: $reason', ({ line }) => {
    expect(parseCommand(inert(line))).toBeUndefined();
    expect(inert(line).replaceAll('\\', '')).toBe(line);
  });

  it('is left alone where it is harmless', () => {
    for (const text of TEXTS.filter((one) => !/^::|##\[/.test(one))) expect(inert(text)).toBe(text);
  });

  it('ends its lines where the runner ends them', () => {
    expect(inert('a\r::error::b\r\n::error::c\n')).toBe('a\n\\::error::b\n\\::error::c\n');
  });

  it('is no command, whoever wrote it, and no second time either', () => {
    const piece = fc.constantFrom(
      '::',
      ':',
      '##[',
      '#',
      '[',
      ']',
      ' ',
      '\t',
      '\r',
      '\n',
      '\r\n',
      '\u0085',
      '\u200b',
      '\u00ad',
      '\ufeff',
      '\u0000',
      '\u001b[31m',
      '\u0301',
      '\\',
      'error',
      'warning',
      'add-mask',
      'set-env name=A',
      'stop-commands',
      'x',
      '"',
      '%0A',
      '\ud83d\ude00',
      '\ud83d',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const text = inert(pieces.join(''));
        const commands = text.split(/\r\n|[\r\n]/).map((line) => parseCommand(line));
        expect(commands.every((command) => command === undefined)).toBe(true);
        expect(parseCommand(inert(text))).toBeUndefined();
      }),
      { numRuns: 10_000 },
    );
  });
});
