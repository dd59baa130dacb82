import { expect, test } from 'vitest';
import { COMMANDS } from '../../../src/command-table.ts';
import type { PlanFormat } from '../../../src/commands/plan.ts';
import { command } from '../../../src/commands/usage/command.ts';
import type { Command, Formats } from '../../../src/commands/usage/command.ts';
import { help } from '../../../src/commands/usage/help.ts';
import { parseCommandLine } from '../../../src/commands/usage/usage.ts';
import type { View, Views } from '../../../src/commands/views/view.ts';
import { planned, testWorld } from '../../world.ts';

const read = (line: string) => parseCommandLine(line.split(' '), COMMANDS);
const formatOf = (line: string): string => read(line).choice.format;
const commands = Object.entries<Command>(COMMANDS);
const choices = commands.flatMap(([name, { formats = {} }]) =>
  Object.keys(formats).map((format) => ({ name, format })),
);

test.each(commands.filter(([, { formats }]) => formats !== undefined))(
  'the help of %s lists its formats',
  (name, row) => {
    const world = testWorld({});
    help(world, COMMANDS, name);
    const text = world.printed();
    const formats = Object.entries(row.formats ?? {});
    for (const [format] of formats) expect(text).toContain(`\n  ${format} `);
    expect(text).toContain(`--format FORMAT`);
    expect(text).toContain(`Default: ${formats[0]?.[0]}.`);
    expect(text.includes('--json')).toBe('json' in (row.formats ?? {}));
  },
);

test.each(choices)('$name takes --format $format', ({ name, format }) => {
  expect(formatOf(`${name} --format ${format}`)).toBe(format);
});

test('the first format is taken where none is asked for', () => {
  expect(formatOf('plan')).toBe('terminal');
  expect(formatOf('graph')).toBe('mermaid');
  expect(formatOf('iam')).toBe('json');
});

test('--json is short for the format of that name, and may stand beside it', () => {
  expect(formatOf('doctor --json')).toBe('json');
  expect(formatOf('doctor --json --format json')).toBe('json');
});

test.each([
  { line: 'graph --format svgs', says: 'There is no format "svgs".', hint: 'Did you mean svg?' },
  {
    line: 'iam --format hcl',
    says: 'There is no format "hcl".',
    hint: 'It is one of: json, cloudformation, terraform.',
  },
  { line: 'plan --format toString', says: 'There is no format "toString".', hint: 'It is one of: terminal, json.' },
  { line: 'validate --json --format sarif', says: '--json and --format sarif are two formats.', hint: 'Ask for one.' },
  { line: 'plan --format=', says: '--format is given an empty value.', hint: 'As in --format FORMAT.' },
  { line: 'graph --json', says: 'graph has no option --json.', hint: expect.anything() },
  { line: 'init --format json', says: 'init has no option --format.', hint: expect.anything() },
])('$line is refused', ({ line, says, hint }) => {
  expect(() => read(line)).toThrow(expect.objectContaining({ code: 'DG5001', message: says, hint }));
});

test('a format that is forgotten does not compile', () => {
  const formats = { terminal: '', json: '' } satisfies Formats<PlanFormat>;
  // @ts-expect-error: a format of the command that its row does not name
  const without = { terminal: '' } satisfies Formats<PlanFormat>;
  // @ts-expect-error: a format that the row names and the command has no view for
  const more = { ...formats, markdown: '' } satisfies Formats<PlanFormat>;
  const options = { accept: { type: 'list', text: '' }, only: { type: 'list', text: '' } } as const;
  const row = command({
    summary: '',
    options,
    formats: { terminal: '', markdown: '' },
    // @ts-expect-error: the same where nothing holds the row to the command
    run: ({ world, choice }) => planned(world, { ...choice, detailedExitcode: false }),
  });
  const view: View<number> = String;
  // @ts-expect-error: a view that is not there
  const views: Views<'terminal' | 'json', number> = { terminal: view };
  expect([without, more, row.formats, views]).toHaveLength(4);
});
