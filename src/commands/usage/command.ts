import type { ExitCode, World } from '../../model/world.ts';
import { all, COMMON_OPTIONS } from './options.ts';
import type { Option, Options } from './options.ts';

/** What the formats of a command are for, by name; the first is the one of whoever asks for none. */
export type Formats<Format extends string> = Readonly<Record<Format, string>>;

/** A command, as the help shows it and the command line is read. */
export interface CommandUsage {
  readonly summary: string;
  /** The folder that it works on unless another is given; absent where it takes none. */
  readonly folder?: string;
  /** What its one word is, where that is no folder; in brackets where it may be left out. */
  readonly word?: string;
  readonly options: Options;
  /** Absent where it prints text for people only. */
  readonly formats?: Formats<string>;
}

type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;
type Value<Type extends Option['type']> = Type extends 'flag'
  ? boolean
  : Type extends 'list'
    ? readonly string[]
    : Type extends 'text'
      ? string
      : number;
/** Options that have a value where they are not given. */
type Always = { readonly type: 'flag' | 'list' } | { readonly otherwise: number };

/** Options as they were given, `only-changed` as `onlyChanged`; with what stands for those that were not. */
export type Given<Table extends Options> = {
  readonly [Name in keyof Table & string as Table[Name] extends Always ? Camel<Name> : never]: Value<
    Table[Name]['type']
  >;
} & {
  readonly [Name in keyof Table & string as Table[Name] extends Always ? never : Camel<Name>]?: Value<
    Table[Name]['type']
  >;
};

/** What a command is run with. */
export interface Invocation<Table extends Options = Options, Format extends string = string> {
  readonly world: World;
  /** The folder, the format and the options. */
  readonly choice: Given<Table> & { readonly folder: string; readonly format: Format };
  readonly word: string | undefined;
  /** Resolves when the process is told to stop. */
  readonly stop: () => Promise<void>;
}

/** A command: what it takes, the formats in which it tells its result, and what it does. */
export interface Command<Table extends Options = Options, Format extends string = string> extends CommandUsage {
  readonly options: Table;
  readonly formats?: Formats<Format>;
  /**
   * Whose accounts its world has: those that the command line names where it is left out; else those of the sandbox that `--sandbox`
   * names, or of a new and empty one. Of what happens in that sandbox no progress is shown.
   */
  readonly accounts?: 'quiet sandbox';
  run(invocation: Invocation<Table, Format>): Promise<ExitCode> | ExitCode;
}

/** Holds a command to the types of its own options and formats. */
export function command<const Table extends Options, const Format extends string = never>(
  row: Command<Table, Format>,
): Command<Table, Format> {
  return row;
}

/** Every option that a command takes. */
export function optionsOf({ options, formats = {}, folder }: CommandUsage): Options {
  const [first, ...others] = Object.keys(formats);
  const format: Option = { type: 'text', value: 'FORMAT', text: `Print the result in this format. Default: ${first}.` };
  const json: Option = { type: 'flag', text: 'The same as --format json.' };
  return {
    ...options,
    // Whatever reads profiles can come upon problems in them.
    ...(folder === 'profiles' && { all }),
    ...(others.length > 0 && { format }),
    ...('json' in formats && { json }),
    ...COMMON_OPTIONS,
  };
}
