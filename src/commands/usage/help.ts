import { grouped } from '../../model/values/amounts.ts';
import { wrap } from '../../render/text/display-width.ts';
import { labelled } from '../../render/text/labelled.ts';
import { optionsOf } from './command.ts';
import type { CommandUsage } from './command.ts';
import { exitsOf, GUIDES, pageAddress } from './guides.ts';
import type { Option } from './options.ts';
import { usageOf } from './usage.ts';
import type { ExitCode, Style, World } from '../../model/world.ts';
import { EXIT } from '../../model/world.ts';

type Commands = Readonly<Record<string, CommandUsage>>;

/** Shows all commands, or the one that is named, with its options. */
export function help({ print, style }: World, commands: Commands, name: string | undefined): ExitCode {
  print(name === undefined ? overview(commands, style) : about(name, usageOf(name, commands), style));
  return EXIT.fine;
}

function overview(commands: Commands, { width: columns }: Style): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length)) + 2;
  const rows = Object.entries(commands).map(([name, { summary }]) => labelled(name, width, summary, columns));
  return [
    ...wrap(
      'GitOps for AWS IoT Device Defender: security profiles, custom metrics and metric export as YAML in a repository.',
      columns,
    ),
    '',
    'Usage: defender-gitops COMMAND [FOLDER] [OPTIONS]        FOLDER is `profiles` unless given',
    '',
    ...rows,
    '',
    'Try it without an AWS account:  defender-gitops demo',
    'Options of a command:           defender-gitops help plan',
    '',
    ...wrap('Exit codes: 0 fine, 1 failed, 2 changes present, 3 invalid profiles, 4 not what was reviewed', columns),
    '',
  ].join('\n');
}

function about(name: string, usage: CommandUsage, { width: columns }: Style): string {
  return [
    ...wrap(usage.summary, columns),
    '',
    `Usage: ${usageLine(name, usage)}`,
    '',
    ...columnsOf(Object.entries(optionsOf(usage)).map(optionRow), columns),
    ...formatLines(usage, columns),
    ...guideLines(name, columns),
    '',
  ].join('\n');
}

function guideLines(name: string, columns: number): readonly string[] {
  const guide = GUIDES[name];
  if (guide === undefined) return [];
  const examples = guide.examples.flatMap(([line, what]) => [`  # ${what}`, `  defender-gitops ${line}`]);
  const exits = columnsOf(exitsOf(guide), columns);
  return ['', 'Examples:', '', ...examples, '', 'Exit codes:', '', ...exits, '', `More: ${pageAddress(guide)}`];
}

/** How a command is called: `defender-gitops plan [FOLDER] [OPTIONS]`. */
export function usageLine(name: string, { folder, word }: CommandUsage): string {
  const shown = folder === undefined ? word : '[FOLDER]';
  return `defender-gitops ${name}${shown === undefined ? '' : ` ${shown}`}${name === 'help' ? '' : ' [OPTIONS]'}`;
}

function formatLines({ formats = {} }: CommandUsage, columns: number): readonly string[] {
  const rows = Object.entries(formats);
  return rows.length === 0 ? [] : ['', 'Formats:', '', ...columnsOf(rows, columns)];
}

function columnsOf(rows: readonly (readonly [string, string])[], columns: number): readonly string[] {
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return rows.map(([label, text]) => labelled(label, width, text, columns));
}

/** An option as it is given, and what it does: `--hours N`, "Hours of virtual time. Default: 24. At most: 744." */
export function optionRow([name, { value, implied, text, otherwise, most }]: [string, Option]): readonly [
  string,
  string,
] {
  const bound = most === undefined ? '' : ` At most: ${grouped(most)}.`;
  const told = `${text}${otherwise === undefined ? '' : ` Default: ${otherwise}.`}${bound}`;
  if (value === undefined) return [`--${name}`, told];
  return [implied === undefined ? `--${name} ${value}` : `--${name}[=${value}]`, told];
}
