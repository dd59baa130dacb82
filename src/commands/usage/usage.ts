import { parseArgs } from 'node:util';
import { grouped } from '../../model/amounts.ts';
import { OperatorError } from '../../model/problem.ts';
import { didYouMean } from '../../pipeline/profiles/nearest.ts';
import { COMMANDS, usageOf } from './command-table.ts';
import type { CommandName, CommandUsage } from './command-table.ts';
import { COMMON_OPTIONS } from './options.ts';
import type { Option } from './options.ts';

/** A command line, read. */
export interface CommandLine {
  readonly command: CommandName | 'version';
  readonly folder: string;
  readonly words: readonly string[];
  readonly options: ParsedOptions;
}

type Table = (typeof COMMANDS)[CommandName]['options'] | typeof COMMON_OPTIONS;
type NameIn<Row> = Row extends unknown ? keyof Row & string : never;
type OptionIn<Row, Name extends string> = Row extends Readonly<Record<Name, infer Given>> ? Given : never;
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;
type NamesOf<Wanted> = { [Name in NameIn<Table>]: OptionIn<Table, Name> extends Wanted ? Name : never }[NameIn<Table>];

/** The options of all commands, `only-changed` as `onlyChanged`: what was given, and what stands for what was not. */
export type ParsedOptions = { readonly [Name in NamesOf<{ type: 'flag' }> as Camel<Name>]: boolean } & {
  readonly [Name in NamesOf<{ type: 'list' }> as Camel<Name>]: readonly string[];
} & { readonly [Name in NamesOf<{ type: 'count'; otherwise: number }> as Camel<Name>]: number } & {
  readonly [Name in NamesOf<{ type: 'text' }> as Camel<Name>]?: string;
} & { readonly [Name in NamesOf<{ type: 'count' | 'port' }> as Camel<Name>]?: number };

type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

const ALL_OPTIONS: Readonly<Record<string, Option>> = Object.assign(
  {},
  ...Object.values(COMMANDS).map(({ options }) => options),
  COMMON_OPTIONS,
);

/** Reads a command line (without the program's name). Throws an OperatorError that names the nearest word for whatever it does not know. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const [first = 'help', ...rest] = argv;
  if (first === '--help' || first === '-h') return lineOf('help');
  if (first === '--version') return lineOf('version');
  const usage = usageOf(first);
  if (usage === undefined)
    throw wrongUse(
      `There is no command ${JSON.stringify(first)}.`,
      didYouMean(first, [...Object.keys(COMMANDS), '--help', '--version']),
    );
  const { values, positionals } = parseOptions(first, { ...usage.options, ...COMMON_OPTIONS }, rest);
  if (values['help'] === true) return lineOf('help', [first], values);
  checkWords(first, usage, positionals);
  return lineOf(first as CommandName, positionals, values);
}

function lineOf(command: CommandLine['command'], words: readonly string[] = [], values: Values = {}): CommandLine {
  const folder = words[0] ?? usageOf(command)?.folder ?? '.';
  return { command, folder, words, options: readOptions(values) };
}

function checkWords(command: string, { folder, word }: CommandUsage, words: readonly string[]): void {
  const hint = `See \`defender-gitops help ${command}\`.`;
  if (word !== undefined && !word.startsWith('[') && words.length === 0)
    throw wrongUse(`${command} needs a ${word}.`, hint);
  if (words.includes('')) throw wrongUse(`The ${word?.replaceAll(/[[\]]/g, '') ?? 'folder'} is empty.`, hint);
  const most = folder === undefined && word === undefined ? 0 : 1;
  if (words.length <= most) return;
  const what = most === 0 ? 'no folder' : `one ${word?.replaceAll(/[[\]]/g, '') ?? 'folder'}`;
  throw wrongUse(`${command} takes ${what}, not ${words.join(' ')}.`, hint);
}

function parseOptions(
  command: string,
  options: Readonly<Record<string, Option>>,
  argv: readonly string[],
): { values: Values; positionals: string[] } {
  const given = spelledOut(argv, options);
  const unknown = given.find(
    (word) => /^-./.test(word) && !Object.hasOwn(options, word.replace(/^--?/, '').replace(/=.*/s, '')),
  );
  if (unknown !== undefined && unknown !== '--') {
    const name = unknown.replace(/=.*/s, '');
    throw wrongUse(
      `${command} has no option ${name}.`,
      didYouMean(
        name,
        Object.keys(options).map((option) => `--${option}`),
      ),
    );
  }
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type }]) => [
      name,
      { type: type === 'flag' ? ('boolean' as const) : ('string' as const), multiple: type === 'list' },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: given, options: config, allowPositionals: true, strict: true });
    return { values: values as Values, positionals };
  } catch (error) {
    throw wrongUse((error as Error).message.split('. ')[0] ?? '', `See \`defender-gitops help ${command}\`.`);
  }
}

/** The words with `--help` for `-h`, with what options imply, and with a number below zero as the value that it is meant to be: `--devices -1`. */
function spelledOut(argv: readonly string[], options: Readonly<Record<string, Option>>): string[] {
  return argv.reduce<string[]>((given, word) => {
    const before = given.at(-1) ?? '';
    const takesValue = !['flag', undefined].includes(options[before.replace(/^--/, '')]?.type);
    if (/^-\d/.test(word) && takesValue) return [...given.slice(0, -1), `${before}=${word}`];
    if (word === '-h') return [...given, '--help'];
    const implied = word.startsWith('--') ? options[word.slice(2)]?.implied : undefined;
    return [...given, implied === undefined ? word : `${word}=${implied}`];
  }, []);
}

/** The value of each option there is; throws an OperatorError where a text is not what its option takes. */
function readOptions(values: Values): ParsedOptions {
  const read = Object.entries(ALL_OPTIONS).map(([name, option]) => [
    name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    valueOf(name, option, values[name]),
  ]);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as ParsedOptions;
}

function valueOf(name: string, option: Option, given: Values[string]): unknown {
  const { type, otherwise } = option;
  if (given === '' || (Array.isArray(given) && given.includes('')))
    throw wrongUse(`--${name} is given an empty value.`, `As in --${name} ${option.value ?? 'VALUE'}.`);
  if (type === 'flag') return given === true;
  if (type === 'list') return given ?? [];
  if (type === 'count') return given === undefined ? otherwise : countOf(name, String(given), option);
  return type === 'port' && given !== undefined ? portOf(String(given)) : given;
}

function countOf(name: string, text: string, { otherwise = 1, most = Number.MAX_SAFE_INTEGER }: Option): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0 && count <= most) return count;
  if (count > most) throw wrongUse(`--${name} ${text} is too many.`, `At most ${grouped(most)}.`);
  throw wrongUse(`--${name} ${JSON.stringify(text)} is no whole number above zero.`, `As in --${name} ${otherwise}.`);
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw wrongUse(`${JSON.stringify(text)} is no port.`, 'Give a number from 0 to 65535.');
}

function wrongUse(message: string, hint: string): OperatorError {
  return new OperatorError('DG5001', message.endsWith('.') ? message : `${message}.`, { hint });
}
