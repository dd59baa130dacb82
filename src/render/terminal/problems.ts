import { severityOf } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { DesiredState } from '../../model/resource.ts';
import type { Target } from '../../model/settings.ts';
import type { OutputSize, Style } from '../../model/world.ts';
import { codeFrame } from '../text/code-frame.ts';
import { wrap } from '../text/display-width.ts';
import type { Palette } from '../text/palette.ts';
import { paletteFor } from '../text/palette.ts';
import { plainLine, plainLines } from '../text/plain-text.ts';
import { listed } from '../../model/values/text.ts';
import { counted } from '../words/plan.ts';
import { maskText } from '../text/secrets.ts';
import { problemCounts, ruleOf, toldOnce } from '../words/problems.ts';

interface ProblemsPage extends OutputSize {
  readonly paint: Palette;
  readonly width: number;
}

type Blocks = readonly (readonly string[])[];

/**
 * Problems for the author of the profiles: each with its code, its place in the file, what is wrong and how to fix it.
 * `texts` are the files that were read; a problem in another one goes without its lines.
 */
export function renderProblems(
  problems: readonly Problem[],
  texts: ReadonlyMap<string, string>,
  options: Style,
): string {
  if (problems.length === 0) return `No problems in ${counted(texts.size, 'file')}.\n`;
  const page = { ...options, paint: paletteFor(options.color), width: Math.max(40, options.width) };
  const files = new Set(problems.map(({ file }) => file)).size;
  const { paint } = page;
  const isGrave = problems.some((problem) => severityOf(problem) === 'error');
  const text = paint.bold(`${problemCounts(problems)} in ${counted(files, 'file')}`);
  const total = isGrave ? paint.red(text) : paint.yellow(text);
  return `${[...problemBlocks(problems, texts, page).map((lines) => lines.join('\n')), total].join('\n\n')}\n`;
}

/** What was found in profiles that were checked without an account. */
interface Checked {
  readonly problems: readonly Problem[];
  /** Warnings and notes. */
  readonly findings: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
  readonly targets: readonly { readonly target: Target; readonly desired: DesiredState }[];
}

/** Problems, warnings and notes of profiles; where nothing is wrong, what was checked. */
export function renderValidation({ problems, findings, texts, targets }: Checked, style: Style): string {
  const all = [...problems, ...findings];
  const told = all.length === 0 ? '' : renderProblems(all, texts, style);
  if (problems.length > 0) return told;
  const counts = targets.map(
    ({ target, desired }) => `${counted(desired.resources.size, 'resource')} for ${plainLine(target.name)}`,
  );
  return `${told}✔ No problems in ${counted(texts.size, 'file')}: ${counts.join(', ')}.\n`;
}

/** Problems as blocks of lines, each told once. */
export function problemBlocks(
  problems: readonly Problem[],
  texts: ReadonlyMap<string, string>,
  page: ProblemsPage,
): Blocks {
  const { shown, rest } = toldOnce(problems, page);
  return [
    ...shown.map(([problem, ...others]) => problemLines(problem, others, texts.get(problem.file), page)),
    ...rest.map(([rule, count]) => [page.paint.dim(`… and ${count} more like these: ${rule} (--all shows them)`)]),
  ];
}

/** A problem as lines, with the lines of its file where that is known, and where else it is so. */
function problemLines(
  problem: Problem,
  others: readonly Problem[],
  text: string | undefined,
  page: ProblemsPage,
): readonly string[] {
  const { paint, width } = page;
  const severity = severityOf(problem);
  const head = ruleOf(problem);
  const painted = { error: paint.red, warning: paint.yellow, note: paint.cyan }[severity](head);
  const message = plainLines(maskText(problem.message)).flatMap((line) => wrap(line, width - head.length - 2));
  const hint =
    problem.hint === undefined ? [] : plainLines(maskText(problem.hint)).flatMap((line) => wrap(line, width - 8));
  return [
    ...message.map((line, index) => `${index === 0 ? `${painted}: ` : ' '.repeat(head.length + 2)}${paint.bold(line)}`),
    `  ${paint.cyan(placeOf(problem))}`,
    ...(text === undefined ? [] : codeFrame(text, { ...page, line: problem.line, column: problem.column })),
    ...otherPlaces(others, width - 2).map((line) => `  ${paint.cyan(line)}`),
    ...hint.map((line, index) => `  ${index === 0 ? paint.green('help:') : '     '} ${line}`),
  ];
}

function placeOf({ file, line, column }: Problem): string {
  return plainLine(`${file}:${line}:${column}`);
}

function otherPlaces(others: readonly Problem[], columns: number): readonly string[] {
  if (others.length === 0) return [];
  const shown = others.slice(0, others.length > 4 ? 3 : 4).map(placeOf);
  const more = others.length - shown.length;
  return wrap(`and at ${listed(more === 0 ? shown : [...shown, `${more} more places`])}`, columns);
}
