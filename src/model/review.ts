import type { Reading } from './event.ts';
import type { BackTest } from './impact/back-test.ts';
import type { Cost } from './impact/cost.ts';
import type { Coverage } from './impact/coverage.ts';
import type { DataPath } from './impact/data-path.ts';
import type { Plan } from './plan.ts';
import type { Problem } from './problem.ts';
import type { Scope } from './scope.ts';

/** What a reviewer is shown of one target: the plan, and what it means. Plain data; only the plan is carried out. */
export interface Review {
  readonly plan: Plan;
  /** Warnings and notes of the checks, and of what was looked at in the account. They stop nothing. */
  readonly findings: readonly Problem[];
  /** Which groups of things gain or lose detection and export. */
  readonly coverage: Coverage;
  /** The part of the data path that the plan alters, with the nodes next to it. */
  readonly dataPath: DataPath;
  /** What the plan does to the monthly bill; absent where nothing that is paid for changes. */
  readonly cost?: Cost;
  /** How often changed behaviors would have alarmed; absent where nobody asked. */
  readonly backTest?: BackTest;
  /** What part of the target the plan is about. */
  readonly scope: Scope;
  /** What reading the account took. */
  readonly reading: Reading;
}
