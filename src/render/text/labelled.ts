import { wrap } from './display-width.ts';

/** A label and a text beside it, which is wrapped to a terminal of `columns`; labels are padded to `width`. */
export function labelled(label: string, width: number, text: string, columns: number): string {
  const [first = '', ...rest] = wrap(text, Math.max(30, columns - width - 2));
  return [`  ${label.padEnd(width)}${first}`, ...rest.map((line) => `  ${' '.repeat(width)}${line}`)].join('\n');
}
