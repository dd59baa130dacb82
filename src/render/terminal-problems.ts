import type { Problem } from '../model/problem.ts';
import { codeFrame } from './code-frame.ts';
import { wrap } from './display-width.ts';
import type { Palette } from './palette.ts';
import { paletteFor } from './palette.ts';
import { plainLine, plainLines } from './plain-text.ts';
import { counted } from './plan-words.ts';
import { maskText } from './secrets.ts';

/** Problems in the order of their files and places. */
export function sorted(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (left, right) => compare(left.file, right.file) || left.line - right.line || left.column - right.column,
  );
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
  const total = page.paint.bold(page.paint.red(`${counted(problems.length, 'problem')} in ${counted(files, 'file')}`));
  return `${[...sorted(problems).map((problem) => problemLines(problem, texts.get(problem.file), page).join('\n')), total].join('\n\n')}\n`;
}

function problemLines(
  problem: Problem,
  text: string | undefined,
  page: { readonly paint: Palette; readonly width: number },
): readonly string[] {
  const { paint, width } = page;
  const message = plainLines(maskText(problem.message)).flatMap((line) => wrap(line, width - problem.code.length - 2));
  const hint =
    problem.hint === undefined ? [] : plainLines(maskText(problem.hint)).flatMap((line) => wrap(line, width - 8));
  return [
    ...message.map(
      (line, index) =>
        `${index === 0 ? `${paint.red(problem.code)}: ` : ' '.repeat(problem.code.length + 2)}${paint.bold(line)}`,
    ),
    `  ${paint.cyan(plainLine(`${problem.file}:${problem.line}:${problem.column}`))}`,
    ...(text === undefined ? [] : codeFrame(text, { ...page, line: problem.line, column: problem.column })),
    ...hint.map((line, index) => `  ${index === 0 ? paint.green('help:') : '     '} ${line}`),
  ];
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
