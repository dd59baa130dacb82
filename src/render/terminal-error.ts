import type { OperatorError } from '../model/problem.ts';
import { paletteFor } from './palette.ts';
import { plainLine } from './plain-text.ts';
import { maskText } from './secrets.ts';

/** An error that the operator can act on: what is wrong, how to go on, and its code. */
export function renderError(error: Pick<OperatorError, 'code' | 'message' | 'hint'>, options: { readonly color: boolean }): string {
  const { red, bold, dim, cyan } = paletteFor(options.color);
  const lines = [`${red(bold('✖'))} ${bold(plainLine(maskText(error.message)))} ${dim(error.code)}`];
  if (error.hint !== undefined) lines.push(`  ${cyan('→')} ${plainLine(error.hint)}`);
  return `${lines.join('\n')}\n`;
}
