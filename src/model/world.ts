import type { Aws } from './aws.ts';
import type { Reporter } from './event.ts';
import type { Files } from './files.ts';
import type { DesiredState } from './resource.ts';
import type { Target } from './settings.ts';
import type { Breather } from './steps.ts';
import type { Simulate } from './exports/simulation.ts';

/** Everything outside the program, built once in an entry; tests build another. */
export interface World {
  readonly files: Files;
  /** Results: standard output. */
  readonly print: (text: string) => void;
  /** Progress: standard error. */
  readonly report: Reporter;
  /** The texts of the profiles, by path, where the present branch left a commit or branch; absent where there is no git to ask. */
  readonly profilesBefore?: (base: string, folder: string) => Promise<ReadonlyMap<string, string>>;
  /** Opens the account of a target; `desired` lets a sandbox hold the thing groups that are attached to. */
  readonly connect: (target: Target, desired: DesiredState) => Promise<Aws>;
  /** Today in UTC, `YYYY-MM-DD`. */
  readonly today: string;
  /** `owner/name` of the repository, where it is known. */
  readonly repository: string | undefined;
  /** What stands in where the settings declare no target: the sandbox has one. */
  readonly spareTarget: Target | undefined;
  /** Where the accounts are a sandbox's. */
  readonly simulate?: Simulate;
  readonly style: Style;
  /** Asks whoever sits at the terminal, and gives a line of answer; undefined where none comes. Absent where nobody sits there. */
  readonly ask?: (question: string) => Promise<string | undefined>;
  /** Asked in the midst of long computing: nothing of that may keep signals and answers waiting for long. */
  readonly breathe: Breather;
  /** Aborted once the run is told to stop: nothing new is begun. A run that never asks for it ends at once. */
  readonly stop: () => AbortSignal;
}

/** How a terminal wants its text. */
export interface Style extends OutputSize {
  readonly color: boolean;
  readonly width: number;
}

/** How much is told of what there is much of; the first of it where nothing is said. */
export interface OutputSize {
  /** Every problem of a rule, and not the first only. */
  readonly all?: boolean | undefined;
  /** The fields of every resource that comes or goes, and not their names only. */
  readonly full?: boolean | undefined;
  /** A line for each target and for each resource that changes, and no fields at all. */
  readonly compact?: boolean | undefined;
}

/** The process's exit codes. */
export const EXIT = { fine: 0, failed: 1, changes: 2, invalid: 3, notReviewed: 4 } as const;

/** One of them. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
