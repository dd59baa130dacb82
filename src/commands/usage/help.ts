import { grouped } from '../../model/amounts.ts';
import { OperatorError } from '../../model/problem.ts';
import { didYouMean } from '../../pipeline/profiles/nearest.ts';
import { wrap } from '../../render/text/display-width.ts';
import { labelled } from '../../render/text/labelled.ts';
import { COMMANDS, usageOf } from './command-table.ts';
import { COMMON_OPTIONS } from './options.ts';
import type { Option } from './options.ts';
import type { ExitCode, Style, World } from '../../model/world.ts';
import { EXIT } from '../../model/world.ts';

/** Shows all commands, or one with its options. */
export function help(world: World, [topic]: readonly string[]): ExitCode {
  world.print(topic === undefined ? overview(world.style) : about(topic, world.style));
  return EXIT.fine;
}

function overview({ width: columns }: Style): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length)) + 2;
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => labelled(name, width, summary, columns));
  return [
    ...wrap(
      'defender-gitops: what AWS IoT Device Defender watches, and where its metrics go, as YAML in a repository.',
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

function about(name: string, { width: columns }: Style): string {
  const usage = usageOf(name);
  if (usage === undefined)
    throw new OperatorError('DG5001', `There is no command ${JSON.stringify(name)}.`, {
      hint: didYouMean(name, Object.keys(COMMANDS)),
    });
  const options = Object.entries<Option>({ ...usage.options, ...COMMON_OPTIONS });
  const word = usage.folder === undefined ? usage.word : '[FOLDER]';
  const width = Math.max(...options.map((option) => shown(option).length)) + 2;
  return [
    ...wrap(usage.summary, columns),
    '',
    `Usage: defender-gitops ${name}${word === undefined ? '' : ` ${word}`}${name === 'help' ? '' : ' [OPTIONS]'}`,
    '',
    ...options.map((option) => labelled(shown(option), width, told(option[1]), columns)),
    '',
  ].join('\n');
}

function shown([name, { value, implied }]: [string, Option]): string {
  if (value === undefined) return `--${name}`;
  return implied === undefined ? `--${name} ${value}` : `--${name}[=${value}]`;
}

function told({ text, otherwise, most }: Option): string {
  const bound = most === undefined ? '' : ` At most: ${grouped(most)}.`;
  return `${text}${otherwise === undefined ? '' : ` Default: ${otherwise}.`}${bound}`;
}
