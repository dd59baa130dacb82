import { parseArgs } from 'node:util';
import { grouped } from '../../model/values/amounts.ts';
import { OperatorError } from '../../model/problem.ts';
import { didYouMean, nearest } from '../../model/values/nearest.ts';
import { optionsOf } from './command.ts';
import { otherCommand, otherOption } from './other-tools.ts';
import type { Command, CommandUsage, Given, Invocation } from './command.ts';
import type { all, compact, COMMON_OPTIONS, deadline, full, Option, Options, record, sandbox } from './options.ts';

/** Options that mean the same to whatever command has them. */
type Shared = Partial<
  Given<{
    sandbox: typeof sandbox;
    deadline: typeof deadline;
    record: typeof record;
    all: typeof all;
    full: typeof full;
    compact: typeof compact;
    quiet: (typeof COMMON_OPTIONS)['quiet'];
    verbose: (typeof COMMON_OPTIONS)['verbose'];
  }>
>;

/** A command line, read: the name of a command, and what that is run with. */
export interface CommandLine<Name extends string> {
  readonly command: Name | 'help' | 'version';
  readonly choice: Invocation['choice'] & Shared;
  readonly word: string | undefined;
}

type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/**
 * Reads a command line (without the program's name) by the table of commands. Throws an OperatorError that names the nearest word
 * for whatever it does not know.
 */
export function parseCommandLine<Name extends string>(
  argv: readonly string[],
  commands: Readonly<Record<Name, Command>>,
): CommandLine<Name> {
  const [first = 'help', ...rest] = argv;
  if (first === '--help' || first === '-h') return lineOf('help', []);
  if (['--version', '-v', '-V'].includes(first)) return lineOf('version', []);
  const command = usageOf(first, commands);
  const { values, positionals } = parseOptions(first, optionsOf(command), rest);
  if (values['help'] === true) return lineOf('help', [first]);
  checkWords(first, command, positionals);
  return lineOf(first as Name, positionals, choiceOf(command, positionals, values));
}

/** The command of a name. Throws an OperatorError that names the nearest where there is none. */
export function usageOf(name: string, commands: Readonly<Record<string, CommandUsage>>): CommandUsage {
  if (Object.hasOwn(commands, name)) return commands[name] as CommandUsage;
  throw wrongUse(
    `There is no command ${JSON.stringify(name)}.`,
    otherCommand(name) ??
      meantAmong(name, [...Object.keys(commands), '--help', '--version']) ??
      '`defender-gitops help` lists all commands.',
  );
}

function lineOf<Name extends string>(
  command: Name,
  [word]: readonly string[],
  choice: object = {},
): { command: Name } & Omit<CommandLine<Name>, 'command'> {
  return { command, word, choice: choice as CommandLine<Name>['choice'] };
}

/** Flags that ask for the contrary of each other. */
const OPPOSITES = [
  ['quiet', 'verbose'],
  ['compact', 'full'],
] as const;

function choiceOf(usage: CommandUsage, [word]: readonly string[], values: Values): object {
  const given = readOptions(values, optionsOf(usage));
  for (const [one, other] of OPPOSITES)
    if (values[one] === true && values[other] === true)
      throw wrongUse(`--${one} and --${other} are opposites.`, 'Give one of them.');
  return { ...given, folder: word ?? usage.folder ?? '.', format: formatOf(usage, values) };
}

/** The format that is asked for: `--json` is one way to say it. */
function formatOf({ formats = {} }: CommandUsage, { format, json }: Values): string | undefined {
  const names = Object.keys(formats);
  if (json === true && format !== undefined && format !== 'json')
    throw wrongUse(`--json and --format ${String(format)} are two formats.`, 'Ask for one.');
  if (format === undefined) return json === true ? 'json' : names[0];
  if (names.includes(String(format))) return String(format);
  throw wrongUse(`There is no format ${JSON.stringify(format)}.`, didYouMean(String(format), names));
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
  options: Options,
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
      otherOption(name, options) ??
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
    throw wrongUse(...wrongValue((error as Error).message, options, command));
  }
}

function meantAmong(word: string, words: readonly string[]): string | undefined {
  const meant = nearest(word, words);
  return meant === undefined ? undefined : `Did you mean ${meant}?`;
}

/** What the parser of Node has against an option, in words of ours. */
function wrongValue(message: string, options: Options, command: string): [message: string, hint: string] {
  const name = /--([\w-]+)/.exec(message)?.[1] ?? '';
  const value = options[name]?.value;
  if (value === undefined) return [`--${name} takes no value.`, `See \`defender-gitops help ${command}\`.`];
  return [`--${name} needs a value.`, `As in --${name} ${value}.`];
}

/** The words with `--help` for `-h`, with what options imply, and with a number below zero as the value that it is meant to be: `--devices -1`. */
function spelledOut(argv: readonly string[], options: Options): string[] {
  return argv.reduce<string[]>((given, word) => {
    const before = given.at(-1) ?? '';
    const takesValue = !['flag', undefined].includes(options[before.replace(/^--/, '')]?.type);
    if (/^-\d/.test(word) && takesValue) return [...given.slice(0, -1), `${before}=${word}`];
    if (word === '-h') return [...given, '--help'];
    const [name = '', option] = impliedBefore(before, options);
    if (option?.valueForm?.test(word) === true)
      throw wrongUse(`The value of --${name} comes after an equals sign.`, `Write --${name}=${word}.`);
    const implied = word.startsWith('--') ? options[word.slice(2)]?.implied : undefined;
    return [...given, implied === undefined ? word : `${word}=${implied}`];
  }, []);
}

/** The option that was given before without its value, which is optional. */
function impliedBefore(before: string, options: Options): readonly [] | readonly [name: string, option: Option] {
  const found = Object.entries(options).find(([name, { implied }]) => before === `--${name}=${implied}`);
  return found ?? [];
}

/** The value of each option there is; throws an OperatorError where a text is not what its option takes. */
function readOptions(values: Values, options: Options): Readonly<Record<string, unknown>> {
  const read = Object.entries(options).map(([name, option]) => [
    name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    valueOf(name, option, values[name]),
  ]);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
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
  if (count > most) throw wrongUse(`--${name} ${text} is too high.`, `At most ${grouped(most)}.`);
  throw wrongUse(
    `--${name} must be a positive whole number, not ${JSON.stringify(text)}.`,
    `As in --${name} ${otherwise}.`,
  );
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw wrongUse(`${JSON.stringify(text)} is not a port.`, 'Give a number from 0 to 65535.');
}

function wrongUse(message: string, hint: string): OperatorError {
  return new OperatorError('DG5001', message.endsWith('.') ? message : `${message}.`, { hint });
}
