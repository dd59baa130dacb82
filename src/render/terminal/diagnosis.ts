import type { Diagnosis, Diagnostic } from '../../model/diagnostic.ts';
import type { Style } from '../../model/world.ts';
import { wrap } from '../text/display-width.ts';
import { paletteFor } from '../text/palette.ts';
import { plainLine, plainLines } from '../text/plain-text.ts';
import { maskText } from '../text/secrets.ts';

/** What was looked at for one target, a mark before each, with a summary at its end. */
export function renderDiagnosis({ target, diagnostics }: Diagnosis, style: Style): string {
  const { name, account, region } = target;
  const head = paletteFor(style.color).bold(plainLine(`${name} (${account}, ${region})`));
  const lines = diagnostics.flatMap((diagnostic) => diagnosticLines(diagnostic, style));
  return `${[head, ...lines, '', summary(diagnostics)].join('\n')}\n`;
}

const MARKS = { fine: '✔', blocks: '✖', warns: '!', unchecked: '?' } as const;

function diagnosticLines({ status, code, message, hint = '' }: Diagnostic, { color, width }: Style): readonly string[] {
  const paint = paletteFor(color);
  const tint = { fine: paint.green, blocks: paint.red, warns: paint.yellow, unchecked: paint.dim }[status];
  const told = code === undefined ? message : `${code}: ${message}`;
  const rows = plainLines(maskText(told)).flatMap((line) => wrap(line, Math.max(40, width) - 4));
  // A hint may be a command to copy, so it stays on its line.
  const help = hint === '' ? [] : plainLines(maskText(hint)).map((line) => `      ${paint.dim(line)}`);
  return [...rows.map((line, index) => `  ${index === 0 ? tint(MARKS[status]) : ' '} ${line}`), ...help];
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const count = (status: Diagnostic['status']): number =>
    diagnostics.filter((diagnostic) => diagnostic.status === status).length;
  const all = [
    [count('blocks'), 'failed'],
    [count('warns'), count('warns') === 1 ? 'warning' : 'warnings'],
    [count('unchecked'), 'not checked'],
  ] as const;
  const parts = all.flatMap(([many, words]) => (many === 0 ? [] : [`${many} ${words}`]));
  const head = count('blocks') === 0 ? ['No check failed'] : [];
  return `${[...head, ...parts].join(', ')}.`;
}
