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

/** Chooses a target. */
export const target = {
  type: 'text',
  value: 'NAME',
  text: 'Only this target of the settings. Default: all.',
} as const satisfies Option;

/** Prints JSON. */
export const json = {
  type: 'flag',
  text: 'Print the result as JSON; its schema is in schemas/.',
} as const satisfies Option;

/** Tells everything. */
export const all = {
  type: 'flag',
  text: 'Print every problem and finding. Default: the first 20 of each rule.',
} as const satisfies Option;

/** Leads to the sandbox. */
export const sandbox = {
  type: 'text',
  value: 'FILE',
  implied: '.defender/sandbox.json',
  text: 'Use the AWS account inside the program, kept in FILE (.defender/sandbox.json).',
} as const satisfies Option;

/** Accepts hazards. */
export const accept = {
  type: 'list',
  value: 'ID',
  text: 'Accept this hazard. May be repeated.',
} as const satisfies Option;

/** Narrows a plan. */
export const only = {
  type: 'list',
  value: 'ADDRESS',
  text: 'Only this resource and what it waits for. May be repeated.',
} as const satisfies Option;

/** Ends a run. */
export const deadline = {
  type: 'count',
  value: 'MINUTES',
  otherwise: RUN_MINUTES,
  text: 'End the run after so many minutes; what is done is kept.',
} as const satisfies Option;

/** Records a run. */
export const record = {
  type: 'text',
  value: 'FILE',
  text: 'Write to FILE, as JSON, every request of the run, what it waited for and what became of each change.',
} as const satisfies Option;

/** Options that every command has. */
export const COMMON_OPTIONS = {
  'no-color': { type: 'flag', text: 'Print without colours; the environment variable NO_COLOR does the same.' },
  help: { type: 'flag', text: 'Show the options of the command.' },
} as const satisfies Readonly<Record<string, Option>>;
