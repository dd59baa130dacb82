import { parseArgs } from 'node:util';
import { OperatorError } from '../model/problem.ts';
import { didYouMean } from '../pipeline/nearest.ts';
import { COMMANDS, COMMON_OPTIONS } from './command-table.ts';
import type { Option } from './command-table.ts';

/** A command line, read. */
export interface CommandLine {
  readonly command: string;
  readonly folder: string;
  readonly words: readonly string[];
  readonly options: Options;
}

/** The values of options that were given. */
export interface Options {
  readonly target?: string;
  readonly sandbox?: string;
  readonly json?: boolean;
  readonly only?: readonly string[];
  readonly accept?: readonly string[];
  readonly out?: string;
  readonly report?: string;
  readonly plan?: string;
  readonly sarif?: string;
  readonly deadline?: string;
  readonly record?: string;
  readonly state?: string;
  readonly port?: string;
  readonly account?: string;
  readonly region?: string;
  readonly owner?: string;
  readonly branch?: string;
  readonly format?: string;
  readonly role?: readonly string[];
  readonly 'github-ids'?: string;
  readonly environment?: string;
  readonly broker?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
  readonly 'client-id'?: string;
  readonly 'file-size'?: string;
  readonly 'file-age'?: string;
  readonly rejected?: string;
  readonly window?: string;
  readonly devices?: string;
  readonly hours?: string;
  readonly seed?: string;
  readonly serve?: boolean;
  readonly help?: boolean;
  readonly 'detailed-exitcode'?: boolean;
  readonly 'only-changed'?: string;
  readonly 'no-color'?: boolean;
}

/** Reads a command line (without the program's name). Throws an OperatorError that names the nearest word for whatever it does not know. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const [first = 'help', ...rest] = argv;
  if (first === '--help' || first === '-h') return { command: 'help', folder: 'profiles', words: [], options: {} };
  if (first === '--version') return { command: 'version', folder: 'profiles', words: [], options: {} };
  const usage = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  if (usage === undefined)
    throw wrongUse(`There is no command ${JSON.stringify(first)}.`, didYouMean(first, Object.keys(COMMANDS)));
  const options = { ...usage.options, ...COMMON_OPTIONS };
  const { values, positionals } = parseOptions(first, options, rest);
  if (values.help === true) return { command: 'help', folder: 'profiles', words: [first], options: values };
  if (usage.word !== undefined && !usage.word.startsWith('[') && positionals.length === 0)
    throw wrongUse(`${first} needs a ${usage.word}.`, `See \`defender-gitops help ${first}\`.`);
  const most = usage.takesFolder || usage.word !== undefined ? 1 : 0;
  if (positionals.length > most)
    throw wrongUse(
      `${first} takes ${most === 0 ? 'no folder' : `one ${usage.word?.replaceAll(/[[\]]/g, '') ?? 'folder'}`}, not ${positionals.join(' ')}.`,
      `See \`defender-gitops help ${first}\`.`,
    );
  return { command: first, folder: positionals[0] ?? 'profiles', words: positionals, options: values };
}

function parseOptions(
  command: string,
  options: Readonly<Record<string, Option>>,
  argv: readonly string[],
): { values: Options; positionals: string[] } {
  const given = argv.map((word) => {
    const implied = word.startsWith('--') ? options[word.slice(2)]?.implied : undefined;
    return implied === undefined ? word : `${word}=${implied}`;
  });
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
    Object.entries(options).map(([name, { type, multiple }]) => [name, { type, multiple: multiple === true }]),
  );
  try {
    return parseArgs({ args: given, options: config, allowPositionals: true, strict: true }) as {
      values: Options;
      positionals: string[];
    };
  } catch (error) {
    throw wrongUse((error as Error).message.split('. ')[0] ?? '', `See \`defender-gitops help ${command}\`.`);
  }
}

function wrongUse(message: string, hint: string): OperatorError {
  return new OperatorError('DG5001', message.endsWith('.') ? message : `${message}.`, { hint });
}

/** The port in an option's text. Throws an OperatorError where it is none. */
export function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw wrongUse(`${JSON.stringify(text)} is no port.`, 'Give a number from 0 to 65535.');
}

/** The whole number above zero in an option's text, or what stands for it. Throws an OperatorError where it is none. */
export function countOf(option: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw wrongUse(
    `--${option} ${JSON.stringify(text)} is no whole number above zero.`,
    `As in --${option} ${otherwise}.`,
  );
}
