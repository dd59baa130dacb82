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

/** Of so many of one rule each is told, unless all are asked for. */
const MOST = 20;

/** What a problem is one of: what a check finds, or what has a code of its own. */
export function ruleOf(problem: Problem): string {
  const severity = severityOf(problem);
  return severity === 'error' ? problem.code : `${severity} ${problem.check ?? problem.code}`;
}

/** The first of each rule, in the same order, and of which rule how many are left out. */
export function firstOfEach<Item>(
  items: readonly Item[],
  problemOf: (item: Item) => Problem,
): { readonly shown: readonly Item[]; readonly rest: readonly (readonly [rule: string, count: number])[] } {
  const counts = new Map<string, number>();
  const shown = items.filter((item) => {
    const rule = ruleOf(problemOf(item));
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
    return (counts.get(rule) ?? 0) <= MOST;
  });
  return { shown, rest: [...counts].flatMap(([rule, count]) => (count > MOST ? [[rule, count - MOST] as const] : [])) };
}

/** How many problems there are: `2 problems, 1 warning and 3 notes`. */
export function problemCounts(problems: readonly Problem[]): string {
  const counts = SEVERITIES.map((one) => problems.filter((problem) => severityOf(problem) === one).length);
  const words = ['problem', 'warning', 'note'];
  return listed(counts.flatMap((count, index) => (count === 0 ? [] : [counted(count, words[index] ?? '')])));
}
