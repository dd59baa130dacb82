import type { Style } from '../../model/world.ts';
import { paletteFor } from '../text/palette.ts';
import { plainLine, shortened } from '../text/plain-text.ts';
import { counted } from '../words/plan.ts';

/** What an edit did to a file. */
export interface FileEdit {
  readonly file: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** Lines that are gone, and those in their place. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Of more lines than this the first are shown, and how many there are. */
const SHOWN = 1;

/** An edit as lines with + and -. */
export function renderFileEdit({ file, line, removed, added }: FileEdit, { color, width }: Style): string {
  const { red, green, dim, cyan } = paletteFor(color);
  const shown = (text: string): string => shortened(plainLine(text), Math.max(40, width) - 4);
  const more = removed.length - SHOWN;
  const lines = [
    `  ${cyan(plainLine(`${file}:${line}`))}`,
    ...removed.slice(0, SHOWN).map((text) => `  ${red(`- ${shown(text)}`)}`),
    ...(more > 0 ? [`  ${dim(`- … ${counted(more, 'more line')}`)}`] : []),
    ...added.map((text) => `  ${green(`+ ${shown(text)}`)}`),
  ];
  return `${lines.join('\n')}\n`;
}
