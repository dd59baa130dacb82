import { comparePlaces, severityOf } from '../../model/problem.ts';
import type { Problem, Severity } from '../../model/problem.ts';
import { counted, listed } from './plan.ts';

const SEVERITIES = ['error', 'warning', 'note'] as const satisfies readonly Severity[];

/** Problems in the order of their files and places. */
function sorted(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(comparePlaces);
}

/** Problems by how grave they are, then in the order of their files and places. */
export function gravestFirst(problems: readonly Problem[]): readonly Problem[] {
  const rank = (problem: Problem): number => SEVERITIES.indexOf(severityOf(problem));
  return [...sorted(problems)].sort((left, right) => rank(left) - rank(right));
}

/** How many problems there are: `2 problems, 1 warning and 3 notes`. */
export function problemCounts(problems: readonly Problem[]): string {
  const counts = SEVERITIES.map((one) => problems.filter((problem) => severityOf(problem) === one).length);
  const words = ['problem', 'warning', 'note'];
  return listed(counts.flatMap((count, index) => (count === 0 ? [] : [counted(count, words[index] ?? '')])));
}
