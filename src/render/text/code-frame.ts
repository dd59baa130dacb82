import { displayWidth } from './display-width.ts';
import type { Palette } from './palette.ts';
import { plainLine } from './plain-text.ts';
import { MASK, isSensitiveName, maskText } from './secrets.ts';

const CONTEXT = 2;
const MEMBER = /(?<=^|[\s{,[])(["']?)([A-Za-z_][\w.-]*)\1\s*:\s+(?=\S)/g;

/** Where a frame points, and what it is drawn with. */
export interface Frame {
  readonly line: number;
  readonly column: number;
  readonly paint: Palette;
  readonly width: number;
}

/** The lines around a place in a file, with a mark under what begins there. Secrets in them are masked. */
export function codeFrame(text: string, frame: Frame): readonly string[] {
  const lines = linesOf(text);
  const first = Math.max(1, frame.line - CONTEXT);
  const end = Math.min(lines.length, frame.line + CONTEXT);
  const gutter = String(end).length;
  const columns = Math.max(20, frame.width - gutter - 5);
  return lines.slice(first - 1, end).flatMap((line, index) => {
    const number = String(first + index).padStart(gutter);
    const above = lines[first + index - 2];
    if (first + index === frame.line) return markedLines(line, above, number, columns, frame);
    return [`${frame.paint.dim(`  ${number} │`)} ${cropped(plainLine(masked(line, above)), 0, columns)}`.trimEnd()];
  });
}

/** The lines of the last text: problems come file by file, and a file can have thousands. */
let last: { readonly text: string; readonly lines: readonly string[] } = { text: '', lines: [''] };

function linesOf(text: string): readonly string[] {
  if (last.text !== text) last = { text, lines: text.replace(/\r?\n$/, '').split(/\r\n|\n|\r/) };
  return last.lines;
}

/** The line itself and the mark below it; of a long line, the part around the mark. */
function markedLines(
  line: string,
  above: string | undefined,
  number: string,
  columns: number,
  { column, paint }: Frame,
): readonly string[] {
  const whole = plainLine(masked(line, above));
  // A secret that goes on behind the column is not known for one before it: the mark may then be too far to the right.
  const before = plainLine(masked(line.slice(0, column - 1), above)).slice(0, whole.length);
  const token =
    /^(?:"[^"]*"?|'[^']*'?|(?:\$\{[^}\n]*\}|[^\s,[\]{}:]|:(?=[^\s,[\]{}]))+|.)/.exec(
      plainLine(line.slice(column - 1)),
    )?.[0] ?? '';
  const start = whole.length <= columns ? 0 : Math.max(0, before.length - Math.floor(columns / 2));
  const indent = Math.min(displayWidth(before.slice(start)), columns - 1);
  const width = Math.min(Math.max(1, displayWidth(token)), columns - indent);
  return [
    `${paint.red('›')} ${paint.dim(`${number} │`)} ${cropped(whole, start, columns)}`.trimEnd(),
    `${paint.dim(`  ${' '.repeat(number.length)} │`)} ${' '.repeat(indent)}${paint.red('^'.repeat(width))}`,
  ];
}

function cropped(text: string, start: number, columns: number): string {
  const end = start + columns;
  const part = text.slice(start > 0 ? start + 1 : 0, text.length > end ? end - 1 : end);
  return `${start > 0 ? '…' : ''}${part.toWellFormed()}${text.length > end ? '…' : ''}`;
}

/** A line of YAML without the values of sensitive members, as far as one line and the one above tell. */
function masked(line: string, above: string | undefined): string {
  const isPair = /(?:^|[\s{,[])key\s*:/.test(line) || /^[\s-]*key\s*:/.test(above ?? '');
  let result = '';
  let from = 0;
  for (const match of line.matchAll(MEMBER)) {
    if (match.index < from || !(isSensitiveName(match[2] ?? '') || (isPair && match[2] === 'value'))) continue;
    const start = match.index + match[0].length;
    result += line.slice(from, start) + MASK;
    from = start + valueLength(line.slice(start));
  }
  return maskText(result + line.slice(from));
}

/** How far a scalar or a flow collection goes, at least. */
function valueLength(rest: string): number {
  return /^(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|\{[^}]*\}?|\[[^\]]*\]?|[^,}\]]+)/.exec(rest)?.[0].length ?? rest.length;
}
