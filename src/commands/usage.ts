import { parseArgs } from 'node:util';
import { OperatorError } from '../model/problem.ts';
import { didYouMean } from '../pipeline/nearest.ts';

/** An option of a command: how it is told on the command line, and what for. */
export interface Option {
  readonly type: 'boolean' | 'string';
  readonly multiple?: true;
  /** What stands for the value in the help. */
  readonly value?: string;
  /** Taken where the option stands without a value. */
  readonly implied?: string;
  readonly text: string;
}

/** A command, as the help shows it and the command line is read. */
export interface Usage {
  readonly summary: string;
  readonly takesFolder: boolean;
  readonly options: Readonly<Record<string, Option>>;
}

const target: Option = { type: 'string', value: 'NAME', text: 'Only this target of the settings. Default: all.' };
const json: Option = { type: 'boolean', text: 'Print the result as JSON; its schema is in schemas/.' };
const sandbox: Option = {
  type: 'string',
  value: 'FILE',
  implied: '.defender/sandbox.json',
  text: 'Use the AWS account inside the program, kept in FILE (.defender/sandbox.json).',
};
const accept: Option = { type: 'string', multiple: true, value: 'ID', text: 'Accept this hazard. May be repeated.' };
const only: Option = {
  type: 'string',
  multiple: true,
  value: 'ADDRESS',
  text: 'Only this resource and what it waits for. May be repeated.',
};

/** Every command by name. */
export const COMMANDS: Readonly<Record<string, Usage>> = {
  init: {
    summary: 'Write first profiles and the GitHub workflow, here unless a folder is given. Overwrites nothing.',
    takesFolder: true,
    options: {
      account: { type: 'string', value: 'ID', text: 'The AWS account, twelve digits.' },
      region: { type: 'string', value: 'REGION', text: 'The AWS region.' },
      owner: {
        type: 'string',
        value: 'NAME',
        text: "Marks what is ours in AWS. Default: the GitHub repository's name.",
      },
      branch: { type: 'string', value: 'NAME', text: "The default branch. Default: git's, or main." },
    },
  },
  validate: { summary: 'Check the profiles; needs no account.', takesFolder: true, options: { target, json } },
  plan: {
    summary: 'Compare the profiles with the account and show what would change. Changes nothing.',
    takesFolder: true,
    options: {
      target,
      sandbox,
      json,
      only,
      accept,
      out: { type: 'string', value: 'FILE', text: 'Write the plan to FILE as JSON, for `apply --plan`.' },
      'detailed-exitcode': { type: 'boolean', text: 'Exit with 2 where there are changes.' },
    },
  },
  apply: {
    summary: 'Plan afresh and carry it out.',
    takesFolder: true,
    options: {
      target,
      sandbox,
      json,
      only,
      accept,
      plan: { type: 'string', value: 'FILE', text: 'Refuse unless this is the plan in FILE, or what remains of it.' },
    },
  },
  import: {
    summary: 'Write what an account has and the profiles lack as YAML. Changes nothing in the account.',
    takesFolder: true,
    options: {
      target,
      sandbox,
      only: { ...only, text: 'Only this resource and what it refers to. May be repeated.' },
      out: { type: 'string', value: 'FILE', text: 'Write to FILE, which must not be there yet. Default: print it.' },
    },
  },
  doctor: {
    summary: 'Look whether the credentials, the account and its surroundings are ready. Changes nothing.',
    takesFolder: true,
    options: { target, sandbox },
  },
  demo: {
    summary: 'Show the whole way, from nothing to an applied change and back, on a sandbox of its own.',
    takesFolder: true,
    options: {},
  },
  sandbox: {
    summary: 'Serve the AWS account inside the program to other clients, on this machine only.',
    takesFolder: false,
    options: {
      state: { type: 'string', value: 'FILE', text: 'Keep the account in FILE. Default: in memory.' },
      port: { type: 'string', value: 'N', text: 'Listen on this port. Default: any that is free.' },
    },
  },
  help: { summary: 'Show this, or with the name of a command its options.', takesFolder: false, options: {} },
};

/** Options that every command has. */
export const COMMON_OPTIONS: Readonly<Record<string, Option>> = {
  'no-color': { type: 'boolean', text: 'Print without colours; the environment variable NO_COLOR does the same.' },
  help: { type: 'boolean', text: 'Show the options of the command.' },
};

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
  readonly plan?: string;
  readonly state?: string;
  readonly port?: string;
  readonly account?: string;
  readonly region?: string;
  readonly owner?: string;
  readonly branch?: string;
  readonly help?: boolean;
  readonly 'detailed-exitcode'?: boolean;
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
  const most = usage.takesFolder || first === 'help' ? 1 : 0;
  if (positionals.length > most)
    throw wrongUse(
      `${first} takes ${most === 0 ? 'no folder' : 'one folder'}, not ${positionals.join(' ')}.`,
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
