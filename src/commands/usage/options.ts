import { RUN_MINUTES } from '../../model/limits.ts';

/** An option of a command: how it is told on the command line, and what for. */
export interface Option {
  /** What is given: nothing more, a text, texts one by one, a whole number above zero, a TCP port. */
  readonly type: 'flag' | 'text' | 'list' | 'count' | 'port';
  /** What stands for the value in the help. */
  readonly value?: string;
  /** Taken where the option stands without a value. */
  readonly implied?: string;
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

/** Leads to the sandbox. */
export const sandbox = {
  type: 'text',
  value: 'FILE',
  implied: '.defender/sandbox.json',
  text: 'Use the AWS account inside the program, kept in FILE (.defender/sandbox.json).',
} as const satisfies Option;

/** Accepts hazards. */
export const accept = list('ID', 'Accept this hazard. May be repeated.');

/** Narrows a plan. */
export const only = list('ADDRESS', 'Only this resource and what it waits for. May be repeated.');

/** Ends a run. */
export const deadline = {
  type: 'count',
  value: 'MINUTES',
  otherwise: RUN_MINUTES,
  text: 'End the run after so many minutes; what is done is kept.',
} as const satisfies Option;

/** Records a run. */
export const record = text(
  'FILE',
  'Write to FILE, as JSON, every request of the run, what it waited for and what became of each change.',
);

/** Options that every command has. */
export const COMMON_OPTIONS = {
  'no-color': flag('Print without colours; the environment variable NO_COLOR does the same.'),
  help: flag('Show the options of the command.'),
} as const satisfies Options;

/** The format for people. */
export const PEOPLE = 'For people.';

/** The format for programs. */
export const json = (schema: string): string => `For programs, as schemas/${schema}.schema.json says.`;
