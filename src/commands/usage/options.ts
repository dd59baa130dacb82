import { RUN_MINUTES } from '../../model/limits.ts';

/** An option of a command: how it is told on the command line, and what for. */
export interface Option {
  /** What is given: nothing more, a text, texts one by one, a whole number above zero, a TCP port. */
  readonly type: 'flag' | 'text' | 'list' | 'count' | 'port';
  /** What stands for the value in the help. */
  readonly value?: string;
  /** Taken where the option stands without a value; a value follows `=`. */
  readonly implied?: string;
  /** What a value looks like that somebody wrote behind a space. */
  readonly valueForm?: RegExp;
  /** Taken where a count is left out. */
  readonly otherwise?: number;
  /** The largest count that is taken. */
  readonly most?: number;
  readonly text: string;
}

/** Options by their names, without the dashes before them. */
export type Options = Readonly<Record<string, Option>>;

/** An option that takes a text; `value` stands for it in the help. */
export const text = (value: string, what: string) => ({ type: 'text', value, text: what }) as const;
/** An option that takes a text and may be given again. */
export const list = (value: string, what: string) => ({ type: 'list', value, text: what }) as const;
/** An option that takes nothing. */
export const flag = (what: string) => ({ type: 'flag', text: what }) as const;

/** Chooses a target. */
export const target = text('NAME', 'Only this target of the settings. Default: all.');

/** Tells everything. */
export const all = flag('Print every problem and finding. Default: the first 20 of each rule.');

/** Tells what comes and goes field by field, however much it is. */
export const full = flag(
  'Print the fields of every resource that is created or deleted. Default: where there are more than 30, their names.',
);

/** Tells of each resource that it changes, and no more. */
export const compact = flag('Print one line for each target and each changed resource, without fields.');

/** Chooses the one target that a command is about. */
export const oneTarget = text('NAME', 'The target of the settings; needed where there are several.');

/** Leads to the sandbox. */
export const sandbox = {
  type: 'text',
  value: 'FILE',
  implied: '.defender/sandbox.json',
  valueForm: /\.json$/,
  text: 'Use the sandbox, which simulates AWS on this machine, with its state in FILE (.defender/sandbox.json).',
} as const satisfies Option;

/** Accepts hazards. */
export const accept = list('ID', 'Accept this hazard. May be repeated.');

/** Narrows a plan. */
export const only = list('ADDRESS', 'Only this resource and its dependencies. May be repeated.');

/** Reads less. */
export const onlyChanged = {
  type: 'text',
  value: 'BASE',
  implied: 'origin/HEAD',
  valueForm: /^(origin\/.+|main|master|HEAD.*|[0-9a-f]{7,40})$/,
  text: 'Read only resources whose YAML changed since BASE (origin/HEAD); other drift is not shown.',
} as const satisfies Option;

/** Looks at the past. */
export const backTest = {
  type: 'count',
  value: 'THINGS',
  implied: '20',
  valueForm: /^\d+$/,
  text: 'Show how often changed behaviors would have alarmed in the last 24 hours, for THINGS (20) of each target.',
} as const satisfies Option;

/** Ends a run. */
export const deadline = {
  type: 'count',
  value: 'MINUTES',
  otherwise: RUN_MINUTES,
  text: 'Stop after so many minutes; finished changes are kept.',
} as const satisfies Option;

/** Records a run. */
export const record = text(
  'FILE',
  'Write every request of the run, its waiting time and the result of each change to FILE, as JSON.',
);

/** Says which workflow of which repository gets the roles. */
export const githubTrust = {
  'github-ids': text(
    'OWNER/REPOSITORY',
    'The ids of the GitHub repository and its owner, for the trust policies of the workflow roles.',
  ),
  branch: text('NAME', 'The branch that is applied. Default: main.'),
  environment: text('NAME', 'The environment of the job that applies, if it has one.'),
  workflow: text(
    'FILE',
    'The workflow whose job applies, or OWNER/REPOSITORY/FILE@REF of one that yours calls. Default: .github/workflows/defender.yml.',
  ),
  'github-server': text('HOST', 'The host of a GitHub Enterprise Server. AWS then checks only audience and subject.'),
} as const satisfies Options;

/** Options that every command has. */
export const COMMON_OPTIONS = {
  quiet: flag('Print results and errors only, no progress.'),
  verbose: flag('Print every request to AWS as well, with its outcome and how long it took, on standard error.'),
  'no-color': flag('Print without colours; the environment variable NO_COLOR does the same.'),
  help: flag('Show the options of the command, with examples and exit codes.'),
} as const satisfies Options;

/** The format for people. */
export const PEOPLE = 'For people.';

/** The format for programs. */
export const json = (schema: string): string => `For programs, as schemas/${schema}.schema.json says.`;
