import { comparePlaces, severityOf } from '../model/problem.ts';
import type { Problem, Severity } from '../model/problem.ts';
import { codeFrame } from './code-frame.ts';
import { wrap } from './display-width.ts';
import type { Palette } from './palette.ts';
import { paletteFor } from './palette.ts';
import { plainLine, plainLines } from './plain-text.ts';
import { counted, listed } from './plan-words.ts';
import { maskText } from './secrets.ts';

/** Problems in the order of their files and places. */
function sorted(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(comparePlaces);
}

const SEVERITIES = ['error', 'warning', 'note'] as const satisfies readonly Severity[];

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

/**
 * Problems for the author of the profiles: each with its code, its place in the file, what is wrong and how to mend it.
 * `texts` are the files that were read; a problem in another one goes without its lines.
 */
export function renderProblems(
  problems: readonly Problem[],
  texts: ReadonlyMap<string, string>,
  options: { readonly color: boolean; readonly width: number },
): string {
  if (problems.length === 0) return `No problems in ${counted(texts.size, 'file')}.\n`;
  const page = { paint: paletteFor(options.color), width: Math.max(40, options.width) };
  const files = new Set(problems.map(({ file }) => file)).size;
  const { paint } = page;
  const isGrave = problems.some((problem) => severityOf(problem) === 'error');
  const text = paint.bold(`${problemCounts(problems)} in ${counted(files, 'file')}`);
  const total = isGrave ? paint.red(text) : paint.yellow(text);
  return `${[...gravestFirst(problems).map((problem) => problemLines(problem, texts.get(problem.file), page).join('\n')), total].join('\n\n')}\n`;
}

/** A problem as lines, with the lines of its file where that is known. */
export function problemLines(
  problem: Problem,
  text: string | undefined,
  page: { readonly paint: Palette; readonly width: number },
): readonly string[] {
  const { paint, width } = page;
  const severity = severityOf(problem);
  const head = severity === 'error' ? problem.code : `${severity} ${problem.check ?? problem.code}`;
  const painted = { error: paint.red, warning: paint.yellow, note: paint.cyan }[severity](head);
  const message = plainLines(maskText(problem.message)).flatMap((line) => wrap(line, width - head.length - 2));
  const hint =
    problem.hint === undefined ? [] : plainLines(maskText(problem.hint)).flatMap((line) => wrap(line, width - 8));
  return [
    ...message.map((line, index) => `${index === 0 ? `${painted}: ` : ' '.repeat(head.length + 2)}${paint.bold(line)}`),
    `  ${paint.cyan(plainLine(`${problem.file}:${problem.line}:${problem.column}`))}`,
    ...(text === undefined ? [] : codeFrame(text, { ...page, line: problem.line, column: problem.column })),
    ...hint.map((line, index) => `  ${index === 0 ? paint.green('help:') : '     '} ${line}`),
  ];
}
