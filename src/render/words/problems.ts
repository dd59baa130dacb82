import { groupsBy } from '../../model/values/groups.ts';
import { comparePlaces, severityOf } from '../../model/problem.ts';
import type { Problem, Severity } from '../../model/problem.ts';
import { listed } from '../../model/values/text.ts';
import { counted } from './plan.ts';

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

/** A problem, and where else it is so. */
export type ToldOnce = readonly [Problem, ...Problem[]];

/** What is told of problems: gravest first, a warning or note of many places once, and of each rule the first unless all are asked for. */
export function toldOnce(
  problems: readonly Problem[],
  { all = false }: { readonly all?: boolean | undefined } = {},
): { readonly shown: readonly ToldOnce[]; readonly rest: readonly (readonly [rule: string, count: number])[] } {
  const same = (problem: Problem): string => {
    const { code, check, message, hint } = problem;
    return JSON.stringify(severityOf(problem) === 'error' ? problem : { code, check, message, hint });
  };
  const blocks = [...groupsBy(gravestFirst(problems), same).values()];
  if (all) return { shown: blocks, rest: [] };
  const counts = new Map<string, number>();
  const shown = blocks.filter(([first]) => {
    const count = (counts.get(ruleOf(first)) ?? 0) + 1;
    counts.set(ruleOf(first), count);
    return count <= MOST;
  });
  return { shown, rest: [...counts].flatMap(([rule, count]) => (count > MOST ? [[rule, count - MOST] as const] : [])) };
}

/** How many problems there are: `2 problems, 1 warning and 3 notes`. */
export function problemCounts(problems: readonly Problem[]): string {
  const counts = SEVERITIES.map((one) => problems.filter((problem) => severityOf(problem) === one).length);
  const words = ['problem', 'warning', 'note'];
  return listed(counts.flatMap((count, index) => (count === 0 ? [] : [counted(count, words[index] ?? '')])));
}
