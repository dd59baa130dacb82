import type { OperatorError } from '../../model/problem.ts';
import { wrap } from '../text/display-width.ts';
import { paletteFor } from '../text/palette.ts';
import { plainLines } from '../text/plain-text.ts';
import { maskText } from '../text/secrets.ts';

/** Why a run ended, and what its operator can do about it. */
export function renderError(
  error: OperatorError,
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const paint = paletteFor(color);
  const lines = (text: string, columns: number): readonly string[] =>
    plainLines(maskText(text)).flatMap((line) => wrap(line, Math.max(40, width) - columns));
  const indent = ' '.repeat(error.code.length + 2);
  const message = lines(error.message, indent.length).map(
    (line, index) => `${index === 0 ? `${paint.red(error.code)}: ` : indent}${paint.bold(line)}`,
  );
  const hint =
    error.hint === undefined
      ? []
      : lines(error.hint, 8).map((line, index) => `  ${index === 0 ? paint.green('help:') : '     '} ${line}`);
  return `${[...message, ...hint].join('\n')}\n`;
}

/** What to report where the program itself is wrong: the error and where it arose, without the bundled lines around it. */
export function renderBug(error: unknown, version: string, node: string): string {
  const { name = 'Error', message = String(error), stack = '' } = error instanceof Error ? error : {};
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  return [
    `This is a bug of defender-gitops ${version}, on Node ${node}:`,
    ...plainLines(maskText(`${name}: ${message}`)).map((line) => `  ${line}`),
    ...frames.slice(0, 5).map((line) => plainLines(maskText(line)).join('')),
    'Please report these lines: https://github.com/defender-gitops/defender-gitops/issues',
    '',
  ].join('\n');
}
